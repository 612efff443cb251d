/**
 * The colour bar of a picture as a drawing: which colour is which value, as beside the picture on the page.
 */
import type { GridScale } from "../../../core/pictures/grid";
import type { Drawing } from "./drawing";
import { formatValue } from "./format";
import { colourScale, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { textWidth } from "./textWidth";

export interface Colours {
  readonly scale: GridScale;
  /** The value at the end of the bar. */
  readonly extent: number;
  readonly unit: string;
}

const SIZE = 11;
const RAMP = 160;
const STEPS = 40;

export function colourBarDrawing({ scale, extent, unit }: Colours, theme: Theme): Drawing {
  const colour = colourScale(scale, theme, extent);
  const low = scale === "signed" ? -extent : 0;
  const first = formatValue(low);
  const last = `${formatValue(extent)} ${unit}`;
  const start = textWidth(first, SIZE) + 8;
  const step = RAMP / STEPS;
  const ramp = Array.from({ length: STEPS }, (_, i) => {
    const fill = colour(low + ((extent - low) * i) / (STEPS - 1));
    return `<rect x="${start + i * step}" y="0" width="${step + 0.2}" height="9" fill="${fill}"/>`;
  });
  return {
    width: start + RAMP + 8 + textWidth(last, SIZE),
    height: 12,
    body:
      `<text x="0" y="8.5" font-size="${SIZE}">${first}</text>${ramp.join("")}` +
      `<text x="${start + RAMP + 8}" y="8.5" font-size="${SIZE}">${escapeXml(last)}</text>`,
  };
}
