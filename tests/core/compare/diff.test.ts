import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mulberry32 } from "../../../src/core/random";
import { alignTokens } from "../../../src/core/alignment";
import { allComponents, type Component } from "../../../src/core/component";
import { diffComponents, diffResidual, residualHooks } from "../../../src/core/compare/diff";
import { finalScale } from "../../../src/core/compare/directEffect";
import { findingsOf } from "../../../src/core/compare/findings";
import { METRIC_IDS } from "../../../src/core/compare/metricTable";
import { hook } from "../../../src/core/hooks";
import { l2 } from "../../../src/core/compare/metrics";
import { row } from "../../../src/core/tensor";
import { capture, comparison, randomTensor, SHAPE } from "../synthetic";

const components = allComponents(SHAPE.layers, SHAPE.heads);
const writers = components.filter(({ kind }) => kind !== "head");
const direction = randomTensor([SHAPE.dModel], mulberry32(99));
const seed = fc.integer({ min: 0, max: 1e9 });
const straight = alignTokens([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]);

describe("a diff", () => {
  it("finds no difference between a capture and itself, by any metric", () => {
    fc.assert(
      fc.property(seed, (s) => {
        const x = capture({ seed: s });
        for (const metric of METRIC_IDS) {
          const directions = { left: direction, right: direction };
          expect(new Set(diffComponents(x, x, straight, metric, components, directions).values.data)).toEqual(
            new Set([0]),
          );
          expect(new Set(diffResidual(x, x, straight, metric, directions).data)).toEqual(new Set([0]));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("compares each head with the same head at the same token", () => {
    const left = capture({ seed: 1 });
    const right = capture({ seed: 2 });
    const head: Component = { kind: "head", layer: 1, head: 2 };
    const { values } = diffComponents(left, right, straight, "l2", [head], null);
    const name = hook.result(1);
    const expected = straight.columns.map((_, i) => l2(row(left.at.get(name)!, i, 2), row(right.at.get(name)!, i, 2)));
    values.data.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    expect(values.shape).toEqual([1, 5]);
  });

  it("leaves empty the columns in which only one Side has a token", () => {
    const left = capture({ seed: 1, ids: [1, 2, 5] });
    const right = capture({ seed: 2, ids: [1, 9, 2, 5] });
    const { alignment } = comparison(left, right);
    const { values } = diffComponents(left, right, alignment, "l2", components, null);
    const residual = diffResidual(left, right, alignment, "l2", null);
    const empty = (data: Float32Array): boolean[] => Array.from(data, Number.isNaN);
    expect(empty(row(values, 3))).toEqual([false, true, false, false]);
    expect(empty(row(residual, 0))).toEqual([false, true, false, false]);
  });

  it("compares aligned tokens, not equal positions", () => {
    const left = capture({ seed: 1, ids: [1, 2, 5] });
    const right = capture({ seed: 2, ids: [1, 9, 2, 5] });
    const { alignment } = comparison(left, right);
    const { values } = diffComponents(left, right, alignment, "l2", [{ kind: "embed" }], null);
    expect(values.data[3]).toBeCloseTo(l2(row(left.at.get(hook.embed)!, 2), row(right.at.get(hook.embed)!, 3)), 5);
  });
});

describe("the direct effect", () => {
  /** Logit difference of two tokens from the final residual stream, in doubles: RMSNorm, weight, unembedding. */
  function logitDifference(side: ReturnType<typeof capture>, position: number): number {
    const x = Array.from(row(side.at.get(hook.residPost(SHAPE.layers - 1))!, position));
    const rms = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length + SHAPE.normEpsilon);
    return x.reduce((sum, v, d) => sum + (v / rms) * direction.data[d]!, 0);
  }

  it("of all that writes to the residual stream sums to the change in the logit difference", () => {
    fc.assert(
      fc.property(seed, seed, (s, t) => {
        const left = capture({ seed: s });
        const right = capture({ seed: t });
        const { values } = diffComponents(left, right, straight, "directEffect", writers, {
          left: direction,
          right: direction,
        });
        straight.columns.forEach((_, column) => {
          const sum = writers.reduce((total, _c, c) => total + values.data[c * 5 + column]!, 0);
          // Float32 storage of eight values of size about ten leaves some 1e-5.
          expect(Math.abs(sum - (logitDifference(right, column) - logitDifference(left, column)))).toBeLessThan(5e-5);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("of the heads sums to that of their attention layer", () => {
    const [left, right] = [capture({ seed: 3 }), capture({ seed: 4 })];
    const heads: Component[] = [0, 1, 2].map((head) => ({ kind: "head", layer: 0, head }));
    const directions = { left: direction, right: direction };
    const byHead = diffComponents(left, right, straight, "directEffect", heads, directions).values;
    const whole = diffComponents(
      left,
      right,
      straight,
      "directEffect",
      [{ kind: "attn", layer: 0 }],
      directions,
    ).values;
    whole.data.forEach((value, i) => {
      expect(Math.abs(byHead.data[i]! + byHead.data[i + 5]! + byHead.data[i + 10]! - value)).toBeLessThan(5e-5);
    });
  });

  it("measures each Side along its own direction", () => {
    const x = capture({ seed: 3 });
    const opposite = { shape: direction.shape, data: direction.data.map((v) => -v) };
    const { values } = diffComponents(x, x, straight, "directEffect", [{ kind: "embed" }], {
      left: direction,
      right: opposite,
    });
    const scale = finalScale(x);
    values.data.forEach((value, i) => {
      const effect = row(x.at.get(hook.embed)!, i).reduce((sum, v, d) => sum + v * direction.data[d]!, 0) * scale[i]!;
      expect(value).toBeCloseTo(-2 * effect, 4);
    });
  });

  it("is refused without two tokens to speak of", () => {
    const x = capture({ seed: 1 });
    expect(() => diffComponents(x, x, straight, "directEffect", components, null)).toThrow("two tokens");
  });
});

describe("a diff", () => {
  it("reads the residual stream before the blocks and after each half of each", () => {
    expect(residualHooks(2)).toEqual([
      "blocks.0.hook_resid_pre",
      "blocks.0.hook_resid_mid",
      "blocks.0.hook_resid_post",
      "blocks.1.hook_resid_mid",
      "blocks.1.hook_resid_post",
    ]);
  });

  it("says which hook a capture lacks", () => {
    const whole = capture({ seed: 1 });
    const lacking = { ...whole, at: new Map([...whole.at].filter(([name]) => name !== hook.mlpOut(1))) };
    expect(() => diffComponents(whole, lacking, straight, "l2", components, null)).toThrow("blocks.1.hook_mlp_out");
  });
});

describe("findings", () => {
  const [left, right] = [capture({ seed: 1 }), capture({ seed: 2 })];

  it("hold direct effect only when two tokens are named, and floors only when measured", () => {
    const bare = findingsOf(comparison(left, right), null, []);
    expect([...bare.metrics.keys()]).toEqual(["l2", "relativeL2", "cosine"]);
    expect(bare.floors.size).toBe(0);
    const contrast = { tokens: { plus: "a", minus: "b" }, directions: { left: direction, right: direction } };
    const full = findingsOf(comparison(left, right), contrast, [left]);
    expect([...full.metrics.keys()]).toEqual([...METRIC_IDS]);
    expect([...full.floors.keys()]).toEqual([...METRIC_IDS]);
    expect(full.contrast).toEqual({ plus: "a", minus: "b" });
  });

  it("take the wider of several floors", () => {
    const floors = (again: readonly ReturnType<typeof capture>[]) =>
      findingsOf(comparison(left, right), null, again).floors.get("l2")!;
    const [near, far] = [floors([capture({ seed: 5 })]), floors([capture({ seed: 6 })])];
    const both = floors([capture({ seed: 5 }), capture({ seed: 6 })]);
    expect(both.components).toEqual(near.components.map((v, i) => Math.max(v, far.components[i]!)));
    expect(both.residual).toEqual(near.residual.map((v, i) => Math.max(v, far.residual[i]!)));
  });
});
