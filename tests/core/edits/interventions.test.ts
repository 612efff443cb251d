import { describe, expect, it } from "vitest";
import type { Component } from "../../../src/core/component";
import type { Positions } from "../../../src/core/experiment";
import {
  type AffineEdit,
  covers,
  doseOf,
  editsOf,
  type Materials,
  stagesOf,
} from "../../../src/core/edits/interventions";
import { capture, SHAPE } from "../synthetic";

const { tokens, promptEnd } = capture({ seed: 1, ids: [1, 2, 3, 4, 5], answerFrom: 3 });
const direction = Float32Array.from({ length: SHAPE.dModel }, (_, i) => i - 2);
const none = (): never => {
  throw new Error("not asked for");
};
const materials: Materials = { direction: () => direction, clamp: none, mean: none, transplanted: none };
const ablate = (target: Component, positions: Positions) =>
  editsOf([{ kind: "ablate", target, how: "zero", positions }], tokens, promptEnd, SHAPE, materials) as AffineEdit[];

describe("positions", () => {
  it.each<[Positions, string]>([
    ["all", "11111"],
    ["prompt", "11100"],
    ["promptEnd", "00100"],
    ["answer", "00011"],
  ])("%s names the positions %s", (positions, mask) => {
    expect(tokens.map((_, i) => (covers(positions, tokens, i, promptEnd) ? "1" : "0")).join("")).toBe(mask);
  });
});

describe("an ablation", () => {
  it("silences a part at its output, at its positions alone", () => {
    const [edit] = ablate({ kind: "mlp", layer: 1 }, "answer");
    expect(edit!.hook).toBe("blocks.1.hook_mlp_out");
    expect(edit!.scale).toEqual({ shape: [5, 1], data: Float32Array.of(1, 1, 1, 0, 0) });
    expect(new Set(edit!.add.data)).toEqual(new Set([0]));
  });

  it("silences one head at its z and leaves the others", () => {
    const [edit] = ablate({ kind: "head", layer: 0, head: 2 }, "promptEnd");
    expect(edit!.hook).toBe("blocks.0.attn.hook_z");
    expect(edit!.scale.shape).toEqual([5, 3, 1]);
    expect([...edit!.scale.data]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]);
  });

  it.each<[string, Component]>([
    ["Attention 2", { kind: "attn", layer: 2 }],
    ["Head 0.3", { kind: "head", layer: 0, head: 3 }],
  ])("of %s, which the model does not have, is refused by name", (label, target) => {
    expect(() => ablate(target, "all")).toThrow(label);
  });
});

describe("positions", () => {
  it("for decisions are the prompt's end and what ends a step in the answer", () => {
    const words = ["Do.", "it", ">", "Wash", " it", ",", " then", " dry", " it", ".", " And", "?\n"];
    const at = words.map((text, i) =>
      covers(
        "decision",
        words.map((word) => ({ text: word })),
        i,
        2,
      )
        ? text
        : "",
    );
    expect(at.filter(Boolean)).toEqual([">", ",", " then", ".", " And", "?\n"]);
  });
});

describe("a dose", () => {
  it("is of all parts, of a layer, or of a part of it; the later word counts", () => {
    const of = (...interventions: Parameters<typeof doseOf>[0]) => doseOf(interventions, { ...SHAPE, layers: 2 });
    expect(of()).toBeNull();
    expect([...of({ kind: "dose", target: "all", amount: 0.5 })!]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const one = { kind: "dose", target: { layer: 1, part: "mlp" }, amount: 0 } as const;
    expect([...of({ kind: "dose", target: "all", amount: 0.5 }, one)!]).toEqual([0.5, 0.5, 0.5, 0]);
    expect([...of(one)!]).toEqual([1, 1, 1, 0]);
    expect(() => of({ kind: "dose", target: { layer: 2, part: "both" }, amount: 1 })).toThrow(/no layer 2/);
  });
});

describe("stages", () => {
  const steer = (strength: number) =>
    ({
      kind: "steer",
      direction: { kind: "latent", dictionary: "d", latent: 1 },
      layer: 1,
      strength,
      positions: "all",
    }) as const;
  const project = { ...steer(0), kind: "project" } as const;
  const stages = (list: Parameters<typeof editsOf>[0]) =>
    stagesOf(editsOf(list, tokens, promptEnd, SHAPE, materials)).map(({ hook, form, edits }) => [
      hook,
      form,
      edits.length,
    ]);

  it("are the same wherever a slider stands", () => {
    expect(stages([steer(0), project])).toEqual(stages([steer(7), project]));
  });

  it("keep the order of what reads and what adds, and join what only adds", () => {
    const at = "blocks.1.hook_resid_post";
    expect(stages([steer(1), steer(2), project, steer(3)])).toEqual([
      [at, "affine", 2],
      [at, "rows", 1],
      [at, "affine", 1],
    ]);
  });
});
