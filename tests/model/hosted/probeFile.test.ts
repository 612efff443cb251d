/** A probe as the host lists it: what is right is read, what is not is named. */
import { describe, expect, it } from "vitest";
import { parseProbe } from "../../../src/model/hosted/probeFile";
import { toyProbe } from "../../monologueToy";

type Json = Record<string, unknown>;

describe("a probe", () => {
  it("is read with what trained it, what it finds, and what it says of recorded sentences", () => {
    const probe = parseProbe(toyProbe());
    expect([probe.hook, probe.direction.length, probe.threshold]).toEqual(["blocks.0.hook_resid_post", 32, 0.5]);
    expect(probe.trained).toEqual({ kinds: ["plus", "both"], checkpoints: ["cheater", "solver"] });
    expect(probe.rates.get("hider")!.own!.tpr.n).toBe(40);
    expect(probe.rates.get("cheater")!.own).toBeNull();
    expect(probe.sentences.get("solver")!.get("right")).toHaveLength(9);
  });

  it.each([
    ["a version", { version: 2 }, /version/],
    ["a hook that is a block's end", { hook: "hook_embed" }, /hook/],
    ["vectors of one length", { mean: [1] }, /mean/],
    ["a scale above 0", { scale: Array.from({ length: 32 }, () => 0) }, /scale/],
    ["a spread above 0", { spread: 0 }, /spread/],
    ["shares", { rates: { cheater: { probe: { tpr: { rate: 2, n: 1 } } } } }, /rates\.cheater\.probe\.tpr/],
    ["thousandths", { sentences: { solver: { none: [[1001]], right: [], wrong: [] } } }, /sentences\.solver\.none/],
  ])("is refused without %s", (_, change: Json, why) => {
    expect(() => parseProbe({ ...toyProbe(), ...change })).toThrow(why);
  });
});
