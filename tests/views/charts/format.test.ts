import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatShare, formatShort, formatValue } from "../../../src/views/charts/frame/format";
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
  ])("writes the probability %d as %s", (probability, text) => {
    expect(formatShare(probability)).toBe(text);
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
