import { describe, expect, it } from "vitest";
import { allComponents, componentId } from "../../../src/core/component";
import { diffComponents } from "../../../src/core/compare/diff";
import { findingsOf } from "../../../src/core/compare/findings";
import { noiseFloor } from "../../../src/core/compare/floor";
import { hook } from "../../../src/core/hooks";
import { columnsOfSpan, meanOver, rankParts } from "../../../src/core/compare/summary";
import { row } from "../../../src/core/tensor";
import { capture, comparison, SHAPE } from "../synthetic";

const components = allComponents(SHAPE.layers, SHAPE.heads);

describe("the columns a span speaks of", () => {
  const ids = [1, 2, 3, 4, 5, 6];
  const left = capture({ seed: 1, ids, answerFrom: 4 });
  const { alignment, left: found } = findingsOf(comparison(left, left), null, []);

  it("are the one in focus for a token, the first included", () => {
    expect(columnsOfSpan("token", alignment, found, 0)).toEqual([0]);
  });

  it("are all but the first for the mean", () => {
    expect(columnsOfSpan("mean", alignment, found, 3)).toEqual([1, 2, 3, 4, 5]);
  });

  it("run from the last token of the prompt, which predicts the answer's first word", () => {
    expect(columnsOfSpan("answer", alignment, found, 0)).toEqual([3, 4, 5]);
  });

  it("fall back to the mean where there is no answer", () => {
    const plain = capture({ seed: 1, ids });
    const findings = findingsOf(comparison(plain, plain), null, []);
    expect(columnsOfSpan("answer", findings.alignment, findings.left, 0)).toEqual([1, 2, 3, 4, 5]);
  });

  it("leave out what only one Side has", () => {
    const findings = findingsOf(
      comparison(capture({ seed: 1, ids: [1, 2, 3] }), capture({ seed: 2, ids: [1, 8, 2, 3] })),
      null,
      [],
    );
    expect(columnsOfSpan("mean", findings.alignment, findings.left, 0)).toEqual([2, 3]);
  });
});

describe("a mean over columns", () => {
  const values = { shape: [2, 3], data: Float32Array.of(1, NaN, 5, NaN, NaN, 7) };

  it("ignores empty cells", () => {
    expect([...meanOver(values, [0, 1, 2])]).toEqual([3, 7]);
  });

  it("is empty where every cell is", () => {
    expect([...meanOver(values, [0, 1])]).toEqual([1, NaN]);
    expect([...meanOver(values, [])]).toEqual([NaN, NaN]);
  });
});

describe("the ranking", () => {
  const some = components.slice(0, 4);

  it("orders by size, whatever the sign, and leaves out what has no value", () => {
    const ranked = rankParts(some, Float32Array.of(1, -3, NaN, 2), null);
    expect(ranked.map(({ component }) => componentId(component))).toEqual(["head.0.0", "head.0.2", "embed"]);
    expect(ranked.map(({ value }) => value)).toEqual([-3, 2, 1]);
  });

  it("marks each part by its own floor", () => {
    const ranked = rankParts(some, Float32Array.of(1, -3, 2, 0.5), Float32Array.of(1, 2.9, 5, 0));
    expect(ranked.map(({ belowFloor }) => belowFloor)).toEqual([false, true, true, false]);
  });
});

describe("the noise floor", () => {
  const first = capture({ seed: 1 });

  it("is zero when the second run is the first to the last bit", () => {
    const floor = noiseFloor(first, first, "relativeL2", components, null);
    expect(new Set([...floor.components, ...floor.residual])).toEqual(new Set([0]));
    expect(floor.components).toHaveLength(components.length);
    expect(floor.residual).toHaveLength(5);
  });

  it("is the largest difference over all positions, part by part", () => {
    const second = capture({ seed: 2 });
    const { alignment } = comparison(first, second);
    const { values } = diffComponents(first, second, alignment, "l2", components, null);
    const floor = noiseFloor(first, second, "l2", components, null);
    floor.components.forEach((value, c) => expect(value).toBe(Math.max(...row(values, c))));
  });

  it("sees a disturbance of one part in that part alone", () => {
    const shaken = { ...first, at: new Map(first.at) };
    const mlp = first.at.get(hook.mlpOut(1))!;
    shaken.at.set(hook.mlpOut(1), { shape: mlp.shape, data: mlp.data.map((v, i) => (i === 9 ? v + 0.25 : v)) });
    const floor = noiseFloor(first, shaken, "l2", components, null);
    const above = components.filter((_, c) => floor.components[c]! > 0).map(componentId);
    expect(above).toEqual(["mlp.1"]);
    expect(Math.max(...floor.components)).toBeCloseTo(0.25, 6);
  });
});
