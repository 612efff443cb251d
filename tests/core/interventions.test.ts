import { describe, expect, it } from "vitest";
import type { Component } from "../../src/core/component";
import type { Positions } from "../../src/core/experiment";
import { covers, editsOf } from "../../src/core/interventions";
import { capture, SHAPE } from "./synthetic";

const { tokens, promptEnd } = capture({ seed: 1, ids: [1, 2, 3, 4, 5], answerFrom: 3 });
const ablate = (target: Component, positions: Positions) =>
  editsOf([{ kind: "ablate", target, how: "zero", positions }], tokens, promptEnd, SHAPE);

it.each<[Positions, string]>([
  ["all", "11111"],
  ["prompt", "11100"],
  ["promptEnd", "00100"],
  ["answer", "00011"],
])("%s names the positions %s", (positions, mask) => {
  expect(tokens.map((_, i) => (covers(positions, i, promptEnd) ? "1" : "0")).join("")).toBe(mask);
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
