import { describe, expect, it } from "vitest";
import { alignTokens } from "../../../src/core/alignment";
import type { SideFindings } from "../../../src/core/compare/findings";
import { hook } from "../../../src/core/hooks";
import { partingColumn, partingLayer } from "../../../src/core/compare/lens";
import { changedNeurons } from "../../../src/core/compare/neurons";
import { capture, predictionsOf } from "../synthetic";

/** A Side whose lens, layer by layer at its single token, favours these words. */
function reading(...favourites: readonly number[]): SideFindings {
  return {
    tokens: [{ id: 1, text: "x", part: "prompt" }],
    promptEnd: 0,
    predictions: [predictionsOf([favourites.at(-1) ?? 0])],
    lens: favourites.map((id, layer) => ({ hook: hook.residPost(layer), top: [predictionsOf([id])] })),
  };
}

/** A Side that, token by token, favours these next words. */
function speaking(promptEnd: number, ...favourites: readonly number[]): SideFindings {
  return {
    tokens: favourites.map((_, i) => ({ id: i, text: `${i}`, part: "prompt" })),
    promptEnd,
    predictions: favourites.map((id) => predictionsOf([id])),
    lens: [],
  };
}

describe("the layer at which two lenses part", () => {
  const one = alignTokens([1], [1]);

  it("is the first after which they differ to the end", () => {
    expect(partingLayer(reading(1, 2, 3, 4), reading(1, 2, 8, 9), one, 0)).toBe(2);
    expect(partingLayer(reading(1, 2), reading(5, 6), one, 0)).toBe(0);
  });

  it("does not count a parting that heals", () => {
    expect(partingLayer(reading(1, 2, 3, 4), reading(7, 2, 3, 9), one, 0)).toBe(3);
  });

  it("is none when they end alike, or the column is no pair", () => {
    expect(partingLayer(reading(1, 2, 3), reading(7, 8, 3), one, 0)).toBeNull();
    expect(partingLayer(reading(1), reading(2), alignTokens([1], [1, 5]), 1)).toBeNull();
    expect(partingLayer(reading(1), reading(2), one, 9)).toBeNull();
  });
});

describe("the token at which two Sides part", () => {
  const four = alignTokens([0, 1, 2, 3], [0, 1, 2, 3]);

  it("is the first from the prompt's end on, where their favourite words differ", () => {
    expect(partingColumn(speaking(2, 5, 9, 7, 4), speaking(2, 5, 8, 7, 3), four)).toBe(3);
    expect(partingColumn(speaking(1, 5, 9, 7, 4), speaking(1, 5, 8, 7, 3), four)).toBe(1);
  });

  it("is none when they agree to the end", () => {
    expect(partingColumn(speaking(0, 5, 6, 7, 8), speaking(0, 9, 6, 7, 8), four)).toBeNull();
  });
});

describe("the neurons that changed most", () => {
  const [left, right] = [capture({ seed: 1 }), capture({ seed: 2 })];

  it("are those a full sort would put first, with both their values", () => {
    const a = left.at.get(hook.mlpPost(1))!.data.slice(20, 30);
    const b = right.at.get(hook.mlpPost(1))!.data.slice(30, 40);
    const sorted = Array.from(a, (v, neuron) => ({ neuron, left: v, right: b[neuron]! })).sort(
      (x, y) => Math.abs(y.right - y.left) - Math.abs(x.right - x.left),
    );
    expect(changedNeurons(left, right, 1, { left: 2, right: 3 }, 4)).toEqual(sorted.slice(0, 4));
    expect(changedNeurons(left, right, 1, { left: 2, right: 3 }, 99)).toHaveLength(10);
  });

  it("are none where the layer was not captured", () => {
    expect(changedNeurons(left, right, 7, { left: 0, right: 0 }, 4)).toEqual([]);
  });
});
