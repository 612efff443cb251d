import { describe, expect, it } from "vitest";
import { shareOf } from "../../../src/core/edits/partEffects";
import { isBroken, wilson } from "../../../src/core/pictures/rate";

describe("a rate", () => {
  it("has Wilson's interval, as the evaluation computes it", () => {
    // Brown, Cai and DasGupta 2001: for 7 of 20 the 95 % interval is 0.181 … 0.567.
    const { rate, n, low, high } = wilson(7, 20);
    expect([rate, n]).toEqual([0.35, 20]);
    expect(low).toBeCloseTo(0.181, 3);
    expect(high).toBeCloseTo(0.567, 3);
  });

  it("of nothing, of none and of all stays between 0 and 1", () => {
    expect(wilson(0, 0)).toEqual({ rate: 0, n: 0, low: 0, high: 1 });
    expect(wilson(0, 40).low).toBe(0);
    expect(wilson(40, 40).high).toBe(1);
  });

  it("as a share is 0 at one end, 1 at the other and undefined where there is no way between", () => {
    expect([shareOf(-2, -2, 3), shareOf(3, -2, 3), shareOf(0.5, -2, 3)]).toEqual([0, 1, 0.5]);
    expect(shareOf(1, 1, 1)).toBeNaN();
  });

  it("of incoherent answers breaks sentences where more than a tenth make no sense, and more than untouched", () => {
    const [few, tenth, many] = [wilson(3, 100), wilson(10, 100), wilson(15, 100)];
    expect([isBroken(tenth, few), isBroken(many, few), isBroken(many, null)]).toEqual([false, true, true]);
    expect([isBroken(many, many), isBroken(wilson(16, 100), many), isBroken(null, few)]).toEqual([false, true, false]);
  });
});
