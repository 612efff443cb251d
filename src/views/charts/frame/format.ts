/**
 * Numbers as a reader sees them: three significant digits, a real minus sign, percentages for probabilities.
 */
import type { Rate } from "../../../core/pictures/rate";

const MINUS = "\u2212";

/**
 *  "0.0123", "12.3", "1,230", "−0.5", "0", "7.3×10⁻⁶"; "–" for an empty cell, "∞" beyond all bounds. `least` digits
 * are shown even where they are 0.
 */
export function formatValue(value: number, least = 1): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value < 0 ? `${MINUS}∞` : "∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size < 0.001 || size >= 1e6
      ? size.toExponential(1).replace(/e[+-]\d+$/, (power) => `×10${raised(Number(power.slice(1)))}`)
      : size.toLocaleString("en", { minimumSignificantDigits: least, maximumSignificantDigits: 3 });
  return value < 0 ? `${MINUS}${text}` : text;
}

/** 0.123 → "12 %"; small ones keep a digit: 0.004 → "0.4 %". */
export function formatShare(probability: number): string {
  const percent = probability * 100;
  if (percent > 0 && percent < 0.1) return "<0.1 %";
  return `${percent >= 10 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

const raised = (power: number): string =>
  [...String(power)].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("");

/** For narrow boxes: two significant digits, at most six characters: "0.20", "−.0052", "2e−4". */
export function formatShort(value: number): string {
  if (Number.isNaN(value) || !Number.isFinite(value) || value === 0) return formatValue(value);
  const size = Math.abs(value);
  const text =
    size < 0.001 || size >= 1e4
      ? size.toExponential(0).replace("e-", `e${MINUS}`).replace("e+", "e")
      : size
          .toLocaleString("en", {
            minimumSignificantDigits: 2,
            maximumSignificantDigits: 2,
            useGrouping: false,
          })
          .replace(/^0\.0/, ".0");
  return value < 0 ? `${MINUS}${text}` : text;
}

/** "42 % of 24 (25–61)". */
export function formatRate({ rate, n, low, high }: Rate): string {
  const percent = (share: number): string => (share * 100).toFixed(0);
  return `${rate === 0 ? "0 %" : formatShare(rate)} of ${n} (${percent(low)}–${percent(high)})`;
}
