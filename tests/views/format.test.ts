import fc from "fast-check";
import { expect, it } from "vitest";
import { formatShare, formatValue } from "../../src/views/charts/format";
import { tokenLabel } from "../../src/core/tokenLabel";

it.each([
  [0, "0"],
  [-0, "0"],
  [0.01234, "0.0123"],
  [-0.5, "−0.5"],
  [12.345, "12.3"],
  [1234.5, "1,230"],
  [0.00012, "1.2e−4"],
  [-2.5e7, "−2.5e7"],
  [NaN, "–"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
])("writes %d as %s", (value, text) => {
  expect(formatValue(value)).toBe(text);
});

it("stays within three significant digits of the value", () => {
  const finite = fc.double({ noNaN: true, min: -1e12, max: 1e12 }).filter((v) => Math.abs(v) > 1e-300);
  fc.assert(
    fc.property(finite, (value) => {
      const read = Number(formatValue(value).replaceAll("−", "-").replaceAll(",", ""));
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
