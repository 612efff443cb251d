import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignTokens } from "../../src/core/alignment";

const tokens = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 });
const few = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 7 });

function isSubsequence(short: readonly number[], long: readonly number[]): boolean {
  let at = 0;
  for (const value of long) if (at < short.length && short[at] === value) at++;
  return at === short.length;
}

/** Length of the longest common subsequence by trying every subsequence of `a`. */
function longestByTrying(a: readonly number[], b: readonly number[]): number {
  let best = 0;
  for (let mask = 0; mask < 1 << a.length; mask++) {
    const chosen = a.filter((_, i) => (mask >> i) & 1);
    if (chosen.length > best && isSubsequence(chosen, b)) best = chosen.length;
  }
  return best;
}

const matches = (left: readonly number[], right: readonly number[]): number =>
  alignTokens(left, right).columns.filter((column) => column.left !== null && column.right !== null).length;

describe("an alignment", () => {
  it("reproduces both sequences, each in order and whole", () => {
    fc.assert(
      fc.property(tokens, tokens, (left, right) => {
        const { columns } = alignTokens(left, right);
        expect(columns.flatMap((column) => column.left ?? [])).toEqual(left.map((_, i) => i));
        expect(columns.flatMap((column) => column.right ?? [])).toEqual(right.map((_, i) => i));
      }),
    );
  });

  it("matches only equal tokens and leaves no column empty", () => {
    fc.assert(
      fc.property(tokens, tokens, (left, right) => {
        for (const { left: i, right: j } of alignTokens(left, right).columns) {
          expect(i === null && j === null).toBe(false);
          if (i !== null && j !== null) expect(left[i]).toBe(right[j]);
        }
      }),
    );
  });

  it("aligns identical sequences one to one", () => {
    fc.assert(
      fc.property(tokens, (same) => {
        expect(alignTokens(same, same).columns).toEqual(same.map((_, i) => ({ left: i, right: i })));
      }),
    );
  });

  it("matches as many tokens as any alignment could", () => {
    fc.assert(
      fc.property(few, few, (left, right) => {
        expect(matches(left, right)).toBe(longestByTrying(left, right));
      }),
      { numRuns: 500 },
    );
  });

  it("lets an inserted sentence stand alone between the common ends", () => {
    expect(alignTokens([1, 2, 9], [1, 2, 5, 6, 9]).columns).toEqual([
      { left: 0, right: 0 },
      { left: 1, right: 1 },
      { left: null, right: 2 },
      { left: null, right: 3 },
      { left: 2, right: 4 },
    ]);
  });

  it("does not match one token twice where the ends overlap", () => {
    expect(alignTokens([7, 7], [7, 7, 7]).columns).toHaveLength(3);
    expect(alignTokens([], [3]).columns).toEqual([{ left: null, right: 0 }]);
  });
});
