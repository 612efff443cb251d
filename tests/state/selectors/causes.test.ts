/** Which steering the proof begins with: the one that does most beyond its controls. */
import { describe, expect, it } from "vitest";
import { type ActShares, type SteeredAim, tellingAim } from "../../../src/state/selectors/causes";

const rate = (value: number) => ({ rate: value, n: 48, questions: 12 });
const shares = (resist: number): ActShares => ({ comply: rate(1 - resist), resist: rate(resist), stalled: rate(0) });

function aim(without: number, steered: number, random: readonly number[], unrelated: number | null): SteeredAim {
  return {
    ...shares(steered),
    id: "workerUp",
    checkpoint: "worker",
    rung: "precedence",
    direction: "refusing",
    layer: 1,
    strength: 4,
    wanted: "resist",
    without: shares(without),
    random: random.map(shares),
    unrelated: unrelated === null ? null : shares(unrelated),
  } as SteeredAim;
}

describe("the steering that the proof begins with", () => {
  it("changes most beyond what random and unrelated directions change", () => {
    const none = aim(0.04, 0.04, [0.04, 0.06], 0.06);
    const up = aim(0.04, 0.62, [0.06, 0.1], 0.21);
    // a greater change than that of `up`, which its controls make as well
    const noise = aim(0.1, 0.9, [0.85, 0.2], null);
    expect(tellingAim([none, noise, up])).toBe(2);
    expect(tellingAim([up, none])).toBe(0);
  });

  it("is the first where there is none, and counts a change in either direction", () => {
    expect(tellingAim([])).toBe(0);
    expect(tellingAim([aim(0.5, 0.4, [0.5], null), aim(0.9, 0.2, [0.8], 0.9)])).toBe(1);
  });
});
