import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineDistance, dot, l2, norm, relativeL2 } from "../../../src/core/compare/metrics";

const f = (...values: number[]) => Float32Array.from(values);
const vector = fc
  .array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 })
  .map((v) => f(...v));
const pair = fc.integer({ min: 1, max: 40 }).chain((length) => {
  const one = fc.array(fc.float({ noNaN: true, min: -1000, max: 1000 }), { minLength: length, maxLength: length });
  return fc.tuple(one, one).map(([a, b]) => [f(...a), f(...b)] as const);
});

describe("on numbers worked by hand", () => {
  it("measures length and distance", () => {
    expect(norm(f(3, 4))).toBe(5);
    expect(l2(f(1, 1), f(4, 5))).toBe(5);
    expect(dot(f(1, 2, 3), f(4, -5, 6))).toBe(12);
  });

  it("measures relative change by the left's length, not the right's", () => {
    expect(relativeL2(f(3, 4), f(3, 14))).toBe(2);
    expect(relativeL2(f(3, 14), f(3, 4))).toBeCloseTo(10 / Math.sqrt(205), 12);
  });

  it("calls any change from nothing infinite, and no change from nothing none", () => {
    expect(relativeL2(f(0, 0), f(1, 0))).toBe(Infinity);
    expect(relativeL2(f(0, 0), f(0, 0))).toBe(0);
  });

  it("measures a turn from 0 through 1 to 2", () => {
    expect(cosineDistance(f(1, 2), f(10, 20))).toBeCloseTo(0, 12);
    expect(cosineDistance(f(1, 0), f(0, 5))).toBe(1);
    expect(cosineDistance(f(1, 2), f(-3, -6))).toBeCloseTo(2, 12);
    expect(cosineDistance(f(0, 0), f(0, 0))).toBe(0);
    expect(cosineDistance(f(0, 0), f(0, 1))).toBe(1);
  });
});

describe("the arithmetic of metrics", () => {
  it("finds no difference between a vector and itself, exactly", () => {
    fc.assert(
      fc.property(vector, (v) => {
        expect([l2(v, v), relativeL2(v, v), cosineDistance(v, v)]).toEqual([0, 0, 0]);
      }),
    );
  });

  it("measures a distance as the length of the difference, the same both ways", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const difference = Math.sqrt(a.reduce((sum, x, i) => sum + (b[i]! - x) ** 2, 0));
        expect(l2(a, b)).toBeCloseTo(difference, 9);
        expect(l2(a, b)).toBe(l2(b, a));
      }),
    );
  });

  it("does not change the turn when a vector is made longer", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(
          cosineDistance(
            a,
            b.map((x) => x * 4),
          ),
        ).toBeCloseTo(cosineDistance(a, b), 9);
      }),
    );
  });

  it("keeps the turn between 0 and 2", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const turn = cosineDistance(a, b);
        expect(turn).toBeGreaterThanOrEqual(0);
        expect(turn).toBeLessThanOrEqual(2 + 1e-12);
      }),
    );
  });

  it("lets a NaN through, so that it is seen", () => {
    expect(l2(f(NaN, 1), f(1, 1))).toBeNaN();
    expect(relativeL2(f(1, 1), f(NaN, 1))).toBeNaN();
    expect(cosineDistance(f(NaN, 1), f(1, 1))).toBeNaN();
  });
});
