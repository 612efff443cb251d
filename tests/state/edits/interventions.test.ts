import { describe, expect, it } from "vitest";
import type { Intervention } from "../../../src/core/experiment";
import {
  withDialControl,
  withDialTarget,
  isDialControl,
  dialStrength,
  type DialTarget,
  dialInterventions,
  withDial,
} from "../../../src/state/edits/dial";
import {
  control,
  flipped,
  interventionTitle,
  isControl,
  removed,
  untouched,
} from "../../../src/state/edits/interventions";
import { withIntervention } from "../../../src/state/edits/experiment";
import { experiment } from "../../core/synthetic";

const villain = { kind: "voice", set: "voices", name: "villain" } as const;
const voice: DialTarget = { kind: "direction", direction: villain, layer: 3 };
const start = experiment("assistant", "bad-car", "Hello?");
const words = {
  latent: (latent: number): string => `Feature ${latent}`,
  voice: (id: string) => `the ${id} voice`,
  training: "the training",
};
const steer: Intervention = { kind: "steer", direction: villain, layer: 3, strength: 2, positions: "decision" };

describe("the dial", () => {
  it("is one entry of the list, moved and not repeated", () => {
    const one = withDial(start, "left", voice, 1);
    const two = withDial(one, "left", voice, 2.5);
    expect(two.left.interventions).toEqual([{ ...steer, strength: 2.5 }]);
    expect(dialStrength(two.left.interventions, voice)).toBe(2.5);
    expect(two.right).toBe(start.right);
  });

  it("leaves nothing behind at zero", () => {
    expect(withDial(withDial(start, "right", voice, -2), "right", voice, 0)).toEqual(start);
    expect(withDial(start, "right", voice, 0)).toBe(start);
  });

  it("still moves its entry while a random control stands in for the voice", () => {
    const random = withIntervention(start, "left", control(steer)!);
    expect(dialStrength(random.left.interventions, voice)).toBe(2);
    expect(withDial(random, "left", voice, 3).left.interventions).toEqual([{ ...control(steer), strength: 3 }]);
  });
});

describe("a dial that was measured elsewhere when turned down", () => {
  it("acts there, and is found and moved in both places", () => {
    const positions = { up: "decision", down: "all" } as const;
    const turned: DialTarget = {
      kind: "set",
      dictionary: "sae",
      bad: [{ latent: 1, typical: 2 }],
      good: [],
      positions,
    };

    const up = withDial(start, "left", turned, 2);
    const down = withDial(up, "left", turned, -1);
    expect(up.left.interventions).toMatchObject([{ positions: "decision", latents: [{ latent: 1, value: 4 }] }]);
    expect(down.left.interventions).toMatchObject([{ positions: "all", latents: [{ latent: 1, value: -2 }] }]);
    expect(dialStrength(down.left.interventions, turned)).toBe(-1);
    expect(withDial(down, "left", turned, 0).left.interventions).toEqual([]);
  });
});

describe("the dial of a set of features", () => {
  const set: DialTarget = {
    kind: "set",
    dictionary: "d",
    bad: [{ latent: 7, typical: 3 }],
    good: [{ latent: 2, typical: 1.5 }],
  };
  const values = (strength: number): (number | undefined)[] => {
    const one = withDial(start, "right", set, strength).right.interventions[0];
    return one?.kind === "clamp" ? one.latents.map(({ value }) => value) : [];
  };

  it("holds the bad ones up and the good ones as far below nothing, or the other way round", () => {
    expect([values(2), values(-1), values(0)]).toEqual([[6, -3], [-3, 1.5], []]);
  });

  it("is read back from the list, also while random features stand in", () => {
    for (const strength of [-4, -0.25, 0.75, 2]) {
      const turned = withDial(start, "left", set, strength);
      expect(dialStrength(turned.left.interventions, set)).toBe(strength);
      const random = withIntervention(start, "left", control(dialInterventions(set, strength)[0]!)!);
      expect(dialStrength(random.left.interventions, set)).toBe(strength);
      expect(withDial(random, "left", set, 1).left.interventions).toEqual(dialInterventions(set, 1, 1));
    }
    expect(withDial(withDial(start, "left", set, 2), "left", set, 0)).toEqual(start);
    expect(dialStrength(withDial(start, "left", voice, 2).left.interventions, set)).toBe(0);
  });
});

describe("a dial set on both Sides", () => {
  const other: DialTarget = { kind: "direction", direction: { ...villain, name: "friend" }, layer: 3 };
  const both = withDial(withDial(start, "left", voice, 2), "right", voice, -1);

  it("turns another target as strongly on each Side, and nothing else", () => {
    const next = withDialTarget(both, voice, other);
    expect([next.left, next.right].map((side) => dialStrength(side.interventions, other))).toEqual([2, -1]);
    expect([next.left, next.right].map(({ interventions }) => interventions.length)).toEqual([1, 1]);
  });

  it("gives way to its random control on both Sides at once, and comes back", () => {
    const random = withDialControl(both, voice);
    expect([random.left, random.right].map((side) => isDialControl(side.interventions, voice))).toEqual([true, true]);
    expect(dialStrength(random.right.interventions, voice)).toBe(-1);
    expect(withDialControl(random, voice)).toEqual(both);
  });
});

describe("a dial that holds features of a second dictionary when turned down", () => {
  const later = { dictionary: "late", bad: [{ latent: 9, typical: 10 }], positions: "decision" } as const;
  const positions = { up: "decision", down: "all" } as const;
  const turned: DialTarget = {
    kind: "set",
    dictionary: "early",
    bad: [{ latent: 1, typical: 2 }],
    good: [],
    positions,
    later,
  };
  const other = { kind: "dose", target: "all", amount: 0.5 } as const;
  const clamp = { kind: "clamp", random: null } as const;
  const late = { ...clamp, dictionary: "late", latents: [{ latent: 9, value: -5 }], positions: "decision" };

  it("is two entries then, and one when turned up", () => {
    const down = withDial(start, "right", turned, -0.5);
    const early = { ...clamp, dictionary: "early", latents: [{ latent: 1, value: -1 }], positions: "all" };
    expect(down.right.interventions).toEqual([early, late]);
    expect(dialStrength(down.right.interventions, turned)).toBe(-0.5);
    expect(withDial(down, "right", turned, 1).right.interventions).toMatchObject([{ dictionary: "early" }]);
    expect(withDial(start, "left", turned, 1).left.interventions).toHaveLength(1);
  });

  it("keeps its place among what else is done, and takes both away at zero", () => {
    const list = withIntervention(withDial(start, "right", turned, -0.5), "right", other);
    const moved = withDial(list, "right", turned, -1).right.interventions;
    expect(moved.map((one) => one.kind)).toEqual(["clamp", "clamp", "dose"]);
    expect(withDial(list, "right", turned, 0).right.interventions).toEqual([other]);
  });

  it("has random features stand in for both, and keeps them when it is moved", () => {
    const random = dialInterventions(turned, -1, 7);
    expect(random).toMatchObject([{ random: 7 }, { random: 7 }]);
    const list = random.reduce((next, one) => withIntervention(next, "right", one), start);
    expect(withDial(list, "right", turned, -2).right.interventions).toEqual(dialInterventions(turned, -2, 7));
  });
});

describe("controls", () => {
  it("are a random direction of equal length, and back again", () => {
    const random = control(steer)!;
    expect(random).toMatchObject({ direction: { kind: "random", like: villain } });
    expect(isControl(random)).toBe(true);
    expect(control(random)).toEqual(steer);
  });

  it("are random features for a clamp", () => {
    const clamp: Intervention = { kind: "clamp", dictionary: "d", latents: [], positions: "decision", random: null };
    expect(control(clamp)).toEqual({ ...clamp, random: 1 });
    expect(control(control(clamp)!)).toEqual(clamp);
    expect(flipped(clamp)).toBeNull();
    const held = (value: number): Intervention => ({
      ...clamp,
      latents: [
        { latent: 3, value },
        { latent: 5, value: 0 },
      ],
    });
    expect(flipped(held(2))).toEqual(held(-2));
    expect(flipped(flipped(held(2))!)).toEqual(held(2));
  });

  it("do not exist for parts that have no direction", () => {
    const ablate: Intervention = { kind: "ablate", target: { kind: "embed" }, how: "zero", positions: "all" };
    expect([control(ablate), flipped(ablate)]).toEqual([null, null]);
  });

  it("flip a steering, and a dose about its middle", () => {
    expect(flipped(steer)).toEqual({ ...steer, strength: -2 });
    expect(flipped({ kind: "dose", target: "all", amount: 1.5 })).toEqual({
      kind: "dose",
      target: "all",
      amount: -0.5,
    });
  });
});

describe("the list", () => {
  it("loses one entry, or all of both Sides", () => {
    const both = withIntervention(
      withIntervention(withIntervention(start, "left", steer), "left", flipped(steer)!),
      "right",
      steer,
    );
    expect(removed(both, "left", 0).left.interventions).toEqual([flipped(steer)]);
    expect(untouched(both)).toEqual(start);
  });

  it.each<[Intervention, RegExp]>([
    [steer, /^More of the villain voice$/],
    [flipped(steer)!, /^Less of the villain voice$/],
    [control(steer)!, /random direction as long as the villain/],
    [{ kind: "transplant", target: "all", from: "bad-car", positions: "all" }, /^All parts taken from bad-car$/],
    [
      { kind: "project", direction: { kind: "latent", dictionary: "d", latent: 7 }, layer: 1, positions: "all" },
      /Feature 7/,
    ],
    [{ kind: "dose", target: { layer: 2, part: "mlp" }, amount: 0.5 }, /^How much of the training is in layer 2, MLP$/],
  ])("says each in words", (intervention, said) => expect(interventionTitle(intervention, words)).toMatch(said));
});
