/**
 * Labelled horizontal bars as a drawing; negative values run to the left of the zero line.
 */
import type { Drawing } from "./drawing";
import { formatValue } from "./format";
import { PALETTES, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { shortened, textWidth } from "./textWidth";

export interface BarRow {
  readonly label: string;
  readonly value: number;
  readonly colour: string;
  /** The noise floor, as a thin line across the bar's row. */
  readonly floor?: number | null;
}

export interface BarsOptions {
  readonly unit: string;
  readonly heading?: string;
  /** What the longest bar stands for; the largest value in sight by default. */
  readonly extent?: number;
  /** How a value is written; as a number by default. */
  readonly say?: (value: number) => string;
}

const ROW = 21;
const BAR = 260;
const SIZE = 12;
const LONGEST = 280;

export function barsDrawing(rows: readonly BarRow[], theme: Theme, options: BarsOptions): Drawing {
  const { unit, heading = "", say = (value: number) => `${formatValue(value)} ${unit}`.trim() } = options;
  const { line, ink } = PALETTES[theme];
  const labels = rows.map(({ label }) => shortened(label, LONGEST, SIZE));
  const left = Math.max(0, ...labels.map((label) => textWidth(label, SIZE))) + 10;
  const extent = options.extent ?? Math.max(...rows.map(({ value }) => Math.abs(value)), 1e-12);
  const zero = left + (rows.some(({ value }) => value < 0) ? BAR : 0);
  const numbers = zero + BAR + 10;
  const top = heading ? 26 : 0;
  const body = rows.map(({ value, colour, floor }, i) => {
    const y = top + i * ROW;
    const length = (Math.abs(value) / extent) * BAR;
    const start = value < 0 ? zero - length : zero;
    const tick = zero + Math.min(1, (floor ?? 0) / extent) * (value < 0 ? -BAR : BAR);
    return (
      `<text x="${left - 8}" y="${y + 13}" font-size="${SIZE}" text-anchor="end">${escapeXml(labels[i]!)}</text>` +
      `<rect x="${start}" y="${y + 3}" width="${length}" height="13" fill="${colour}"/>` +
      (floor == null ? "" : `<line x1="${tick}" x2="${tick}" y1="${y + 1}" y2="${y + 18}" stroke="${ink}"/>`) +
      `<text x="${numbers}" y="${y + 13}" font-size="${SIZE}">${escapeXml(say(value))}</text>`
    );
  });
  const head = heading ? `<text x="0" y="14" font-size="13" font-weight="600">${escapeXml(heading)}</text>` : "";
  const axis = `<line x1="${zero}" x2="${zero}" y1="${top}" y2="${top + rows.length * ROW}" stroke="${line}"/>`;
  const widest = Math.max(0, ...rows.map(({ value }) => textWidth(say(value), SIZE)));
  return {
    width: Math.max(numbers + widest, textWidth(heading, 13, true)),
    height: top + rows.length * ROW,
    body: head + axis + body.join(""),
  };
}
