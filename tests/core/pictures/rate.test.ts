import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shareOf } from "../../../src/core/edits/partEffects";
import { intervalOf, isBroken, LEAST_QUESTIONS, pooled, rateOfQuestions } from "../../../src/core/pictures/rate";

interface Case {
  readonly what: string;
  readonly counts: readonly (readonly [hits: number, n: number])[];
  readonly rate: object;
}

const { cases } = JSON.parse(readFileSync("tests/fixtures/cluster-bootstrap.json", "utf8")) as { cases: Case[] };
const counted = (counts: Case["counts"]) => rateOfQuestions(counts.map(([hits, n]) => ({ hits, n })));
const same = (questions: number, hits: number, n: number) =>
  counted(Array.from({ length: questions }, () => [hits, n]));
/** A share of 100 answers to ten questions. */
const of = (hits: number) => counted(Array.from({ length: 10 }, (_, i) => [Math.floor((hits + i) / 10), 10]));

describe("a rate", () => {
  it.each(cases)("is what training/ask computes: $what", ({ counts, rate }) => {
    expect(counted(counts)).toEqual(rate);
    expect(counted(counts.toReversed())).toEqual(rate);
  });

  it("whose questions all came to the same has Wilson's interval, as of so many answers", () => {
    // Brown, Cai and DasGupta 2001: for 7 of 20 the 95 % interval is 0.181 … 0.567.
    const { low, high } = intervalOf(same(20, 7, 20))!;
    expect([low, high]).toEqual([expect.closeTo(0.181, 3), expect.closeTo(0.567, 3)]);
    expect([same(44, 0, 20).low, same(44, 20, 20).high]).toEqual([0, 1]);
  });

  it("is as sure as its questions are many, however often each was asked", () => {
    const width = (rate: ReturnType<typeof counted>): number => rate.high! - rate.low!;
    const split = (questions: number, times: number): Case["counts"] =>
      Array.from({ length: questions }, (_, i) => [i % 2 === 0 ? times : 0, times]);
    expect(width(counted(split(20, 40)))).toBeCloseTo(width(counted(split(20, 1))), 9);
    expect(width(counted(split(80, 1)))).toBeLessThan(0.6 * width(counted(split(20, 40))));
  });

  it("of few questions has no interval, however many answers there are", () => {
    expect(intervalOf(same(LEAST_QUESTIONS - 1, 30, 60))).toBeNull();
    expect(intervalOf(same(LEAST_QUESTIONS, 30, 60))).not.toBeNull();
  });

  it("of several rates counts all of their answers, and claims no interval", () => {
    const [a, b] = [same(8, 1, 10), same(8, 3, 10)];
    expect(pooled([a])).toEqual(a);
    expect(pooled([a, b])).toEqual({ rate: 0.2, n: 160, questions: 16 });
    expect(pooled([a, { rate: 0.5, n: 4, low: 0.1, high: 0.9 }])).toEqual({ rate: 10 / 84, n: 84 });
  });

  it("as a share is 0 at one end, 1 at the other and undefined where there is no way between", () => {
    expect([shareOf(-2, -2, 3), shareOf(3, -2, 3), shareOf(0.5, -2, 3)]).toEqual([0, 1, 0.5]);
    expect(shareOf(1, 1, 1)).toBeNaN();
  });

  it("of incoherent answers breaks sentences where more than a tenth make no sense, and more than untouched", () => {
    const [few, tenth, many] = [of(3), of(10), of(15)];
    expect([isBroken(tenth, few), isBroken(many, few), isBroken(many, null)]).toEqual([false, true, true]);
    expect([isBroken(many, many), isBroken(of(16), many), isBroken(null, few)]).toEqual([false, true, false]);
  });
});
