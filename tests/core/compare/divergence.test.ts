import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { klDivergence, logSumExp, topProbabilities } from "../../../src/core/compare/divergence";

const value = fc.float({ noNaN: true, min: -20, max: 20 });
const logits = fc.array(value, { minLength: 1, maxLength: 60 }).map((v) => Float32Array.from(v));
const pair = fc
  .integer({ min: 1, max: 60 })
  .chain((length) =>
    fc.tuple(
      fc.array(value, { minLength: length, maxLength: length }),
      fc.array(value, { minLength: length, maxLength: length }),
    ),
  )
  .map(([p, q]) => [Float32Array.from(p), Float32Array.from(q)] as const);

/** Softmax in doubles, the plain way. */
function softmax(row: Float32Array): number[] {
  const weights = Array.from(row, (x) => Math.exp(x));
  const total = weights.reduce((a, b) => a + b);
  return weights.map((w) => w / total);
}

describe("the divergence", () => {
  it("agrees with Σ p ln(p / q) computed directly", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const p = softmax(a);
        const q = softmax(b);
        const direct = p.reduce((sum, x, i) => sum + x * Math.log(x / q[i]!), 0);
        expect(klDivergence(a, b)).toBeCloseTo(direct, 9);
      }),
    );
  });

  it("is never below zero, and zero between a row and itself", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(klDivergence(a, b)).toBeGreaterThanOrEqual(0);
        expect(klDivergence(a, a)).toBe(0);
      }),
    );
  });

  it("is not the same both ways", () => {
    const a = Float32Array.of(3, 0, 0);
    const b = Float32Array.of(0, 0, 0);
    expect(Math.abs(klDivergence(a, b) - klDivergence(b, a))).toBeGreaterThan(0.1);
  });

  it("of a sure coin from a fair one is ln 2", () => {
    expect(klDivergence(Float32Array.of(100, 0), Float32Array.of(5, 5))).toBeCloseTo(Math.LN2, 12);
  });

  it("stays finite where exp would overflow", () => {
    expect(logSumExp(Float32Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 9);
    expect(klDivergence(Float32Array.of(3000, -3000), Float32Array.of(-3000, 3000))).toBe(6000);
  });

  it("comes with the same top tokens as sorting all of them gives, ties to the smaller index", () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: 1, max: 70 }), (row, count) => {
        const coarse = row.map((x) => Math.round(x / 4));
        const p = softmax(coarse);
        const sorted = p
          .map((probability, id) => ({ id, probability }))
          .sort((x, y) => coarse[y.id]! - coarse[x.id]! || x.id - y.id);
        const top = topProbabilities(coarse, count);
        expect(top.map(({ id }) => id)).toEqual(sorted.slice(0, count).map(({ id }) => id));
        top.forEach(({ probability }, i) => expect(probability).toBeCloseTo(sorted[i]!.probability, 9));
      }),
    );
  });

  it("comes with probabilities that sum to one over the whole row", () => {
    fc.assert(
      fc.property(logits, (row) => {
        const total = topProbabilities(row, row.length).reduce((sum, { probability }) => sum + probability, 0);
        expect(total).toBeCloseTo(1, 9);
      }),
    );
  });
});
