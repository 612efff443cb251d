/**
 * The colour bar as a drawing: its ramp, the ends and unit, which Side a signed end speaks of, and the grey below
 * the floor.
 */
import type { GridScale } from "../../../core/pictures/grid";
import type { Drawing } from "./drawing";
import { formatValue } from "./format";
import { colourScale, PALETTES, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { textWidth } from "./textWidth";

export interface Colours {
  readonly scale: GridScale;
  /** The value at the end of the bar. */
  readonly extent: number;
  readonly unit: string;
  /** Its ends are said as the boxes beside it are: values are shares, written in percent. */
  readonly percent?: boolean;
  /** Largest noise floor in the picture; null when none was measured. */
  readonly floor?: number | null;
  /** Whether the ends of a signed scale speak of the two Sides. */
  readonly sides?: boolean;
}

const RAMP = 160;
const STEPS = 40;
const SIZE = 11;
const LINE = 18;
const BASELINE = 9.5;

/** What stands at either end of the bar. */
export function colourBarEnds({ scale, extent, percent = false }: Colours): readonly [string, string] {
  const said = (value: number): string => (percent ? `${formatValue(Math.round(100 * value))} %` : formatValue(value));
  return [scale === "signed" ? said(-extent) : "0", said(extent)];
}

export function colourBarDrawing(colours: Colours, theme: Theme): Drawing {
  const { scale, extent, unit, floor = null, sides = false } = colours;
  const palette = PALETTES[theme];
  const colour = colourScale(scale, theme, extent);
  const low = scale === "signed" ? -extent : 0;
  const [first, end] = colourBarEnds(colours);
  const last = `${end} ${unit}`;
  const start = textWidth(first, SIZE) + 8;
  const parts = [text(0, 0, first, palette.ink)];
  for (let i = 0; i < STEPS; i++) {
    const value = low + ((extent - low) * i) / (STEPS - 1);
    const x = start + i * (RAMP / STEPS);
    parts.push(`<rect x="${x}" y="1" width="${RAMP / STEPS + 0.2}" height="9" fill="${colour(value)}"/>`);
  }
  parts.push(text(start + RAMP + 8, 0, last, palette.ink));
  let [width, height] = [start + RAMP + 8 + textWidth(last, SIZE), LINE];
  if (scale === "signed" && sides) {
    const right = start + RAMP - textWidth("toward right", SIZE);
    parts.push(text(start, height, "toward left", palette.left), text(right, height, "toward right", palette.right));
    height += LINE;
  }
  if (floor !== null) {
    const words = `below the noise floor (${formatValue(floor)})`;
    parts.push(`<rect x="0" y="${height + 1}" width="12" height="9" fill="${palette.floor}"/>`);
    parts.push(text(18, height, words, palette.muted));
    [width, height] = [Math.max(width, 18 + textWidth(words, SIZE)), height + LINE];
  }
  return { width, height, body: parts.join("") };
}

const text = (x: number, y: number, words: string, tone: string): string =>
  `<text x="${x}" y="${y + BASELINE}" font-size="${SIZE}" fill="${tone}">${escapeXml(words)}</text>`;
