import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sampling } from "../../../src/core/experiment";
import { mulberry32 } from "../../../src/core/random";
import { drawToken } from "../../../src/core/answers/sampling";

const logits = fc
  .array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values));
const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const sampling: fc.Arbitrary<Sampling> = fc.record({
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
  maxTokens: fc.constant(8),
});

/** Probabilities by definition, in double precision. */
function softmax(values: Float32Array, temperature: number): number[] {
  const top = Math.max(...values);
  const weights = [...values].map((value) => Math.exp((value - top) / temperature));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}

describe("sampling", () => {
  it("without temperature takes the largest logit, the first of several equals, whatever the dice say", () => {
    fc.assert(
      fc.property(logits, uniform, (values, u) => {
        const drawn = drawToken(values, { temperature: 0, topP: 0.5, maxTokens: 8 }, u);
        expect(drawn).toBe(values.indexOf(Math.max(...values)));
      }),
    );
  });

  it("draws a token that is there, and the same one every time", () => {
    fc.assert(
      fc.property(logits, sampling, uniform, (values, how, u) => {
        const drawn = drawToken(values, how, u);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(values.length);
        expect(drawToken(values, how, u)).toBe(drawn);
      }),
    );
  });

  it("draws only from the fewest tokens that hold the share top-p", () => {
    fc.assert(
      fc.property(
        logits,
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        fc.double({ min: 0.05, max: 0.99, noNaN: true }),
        uniform,
        (values, temperature, topP, u) => {
          const p = softmax(values, temperature);
          const drawn = drawToken(values, { temperature, topP, maxTokens: 8 }, u);
          const above = p.filter((share) => share > p[drawn]! * (1 + 1e-9)).reduce((a, b) => a + b, 0);
          expect(above).toBeLessThan(topP + 1e-9);
        },
      ),
    );
  });

  it("draws as often as the probabilities say", () => {
    const values = Float32Array.of(1, 0, 2, -1, 0.5);
    const random = mulberry32(11);
    const counts = new Float64Array(values.length);
    const n = 40_000;
    for (let i = 0; i < n; i++) counts[drawToken(values, { temperature: 0.8, topP: 1, maxTokens: 1 }, random())]!++;
    // Four standard errors of a share are below 4 · 0.5 / √n = 0.01.
    softmax(values, 0.8).forEach((p, id) => expect(Math.abs(counts[id]! / n - p)).toBeLessThan(0.01));
  });

  it("draws the same from nearly the same logits with the same dice, nearly always", () => {
    const next = mulberry32(2);
    const how: Sampling = { temperature: 0.9, topP: 1, maxTokens: 1 };
    let same = 0;
    for (let i = 0; i < 1000; i++) {
      const values = Float32Array.from({ length: 30 }, () => next() * 6);
      const near = values.map((value) => value + next() * 0.001);
      const u = next();
      if (drawToken(values, how, u) === drawToken(near, how, u)) same++;
    }
    expect(same).toBeGreaterThan(990);
  });
});

describe("the dice", () => {
  it("fall the same for the same seed, from 0 up to but not including 1, and evenly", () => {
    const [a, b] = [mulberry32(9), mulberry32(9)];
    const values = Array.from({ length: 10_000 }, a);
    expect(Array.from({ length: 10_000 }, b)).toEqual(values);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.abs(values.reduce((sum, v) => sum + v, 0) / values.length - 0.5)).toBeLessThan(0.012);
  });

  it("fall as they always did, so that a link's seed keeps its meaning", () => {
    const random = mulberry32(1);
    expect([random(), random(), random()].map((v) => v.toFixed(8))).toEqual(FIRST);
  });
});

/** Written down when links first carried a seed. */
const FIRST = ["0.62707394", "0.00273572", "0.52744704"];
