import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatCounts,
  formatRate,
  formatRateShort,
  formatShare,
  formatShort,
  formatValue,
  whyNoInterval,
} from "../../../src/views/charts/frame/format";
import { readNumber } from "../../readNumber";
import { tokenLabel } from "../../../src/core/tokenLabel";

describe("formatting", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [0.01234, "0.0123"],
    [-0.5, "−0.5"],
    [12.345, "12.3"],
    [1234.5, "1,230"],
    [0.00012, "1.2×10⁻⁴"],
    [-2.5e7, "−2.5×10⁷"],
    [NaN, "–"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ])("writes %d as %s", (value, text) => {
    expect(formatValue(value)).toBe(text);
  });

  it.each([
    [0.2, "0.20"],
    [-0.0052, "−.0052"],
    [0.00021, "2e−4"],
    [12.3, "12"],
    [0, "0"],
  ])("writes %d in a narrow box as %s", (value, text) => {
    expect(formatShort(value)).toBe(text);
  });

  it("writes as many digits as it is asked to, zeros too", () => {
    expect(formatValue(0.2004, 3)).toBe("0.200");
    expect(formatValue(1.5, 3)).toBe("1.50");
    expect(formatValue(0, 3)).toBe("0");
  });

  it("stays within three significant digits of the value", () => {
    const finite = fc.double({ noNaN: true, min: -1e12, max: 1e12 }).filter((v) => Math.abs(v) > 1e-300);
    fc.assert(
      fc.property(finite, (value) => {
        const read = readNumber(formatValue(value));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(0.051 * Math.abs(value));
        expect(Math.sign(read)).toBe(Math.sign(value));
      }),
    );
  });

  it.each([
    [0, "0.0 %"],
    [0.0004, "<0.1 %"],
    [0.004, "0.4 %"],
    [0.123, "12 %"],
    [1, "100 %"],
    [-0.0004, ">−0.1 %"],
    [-0.004, "−0.4 %"],
    [-0.123, "−12 %"],
  ])("writes the share %d as %s", (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it("says of a rate how many answers to how many questions it is of, and its interval or why there is none", () => {
    const known = { rate: 0.42, n: 880, questions: 44, low: 0.25, high: 0.612 };
    const few = { rate: 0, n: 80, questions: 4 };
    expect(formatRate(known)).toBe("42 % of 880 answers to 44 questions (25–61)");
    expect(formatRate(few)).toBe("0 % of 80 answers to 4 questions (too few questions for an interval)");
    expect(formatRate({ ...few, n: 1, questions: 1 })).toContain("of 1 answer to 1 question (");
    expect([formatRateShort(known), formatRateShort(few)]).toEqual([
      "42 % of 880 answers (25–61)",
      "0 % of 80 answers",
    ]);
    // a file of before questions were counted, and a pool whose parts are not known
    expect(formatRate({ rate: 0.42, n: 24, low: 0.25, high: 0.61 })).toBe("42 % of 24 answers (25–61)");
    expect(formatRate({ rate: 0.42, n: 240, questions: 12 })).toBe(
      "42 % of 240 answers to 12 questions (no interval is recorded)",
    );
    expect(formatCounts([known, few])).toBe("80 to 880 answers to 4 to 44 questions");
    expect([whyNoInterval([]), whyNoInterval([known]), whyNoInterval([known, few])]).toEqual([
      null,
      null,
      "too few questions for an interval",
    ]);
  });

  it.each([
    [" word ", "word"],
    ["\n\n", "⏎⏎"],
    ["  ", "␣␣"],
    ["\t", "⇥"],
    ["", "∅"],
  ])("labels the token %j as %s", (text, label) => {
    expect(tokenLabel(text)).toBe(label);
  });
});
