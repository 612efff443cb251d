/**
 * A Grid as a drawing: the same cells and colours as on the page, with its names, its colour bar and what its grey means.
 */
import { extentOf, type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { colourBarDrawing } from "./colourBarDrawing";
import type { Drawing } from "./drawing";
import { colourScale, PALETTES, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { shortened, textWidth } from "./textWidth";

export interface GridDrawingOptions {
  /** End of the colour scale where several grids share one. */
  readonly extent?: number;
  /** Row 0 at the bottom, as layers are drawn on the page. */
  readonly upward?: boolean;
  /** The first column is an attention sink: it is left out of the colour scale, as on the page. */
  readonly firstApart?: boolean;
  /** A heading over the cells, where several grids stand together. */
  readonly heading?: string;
}

const CELL = 18;
const SIZE = 11;
/** Names of rows and columns are cut to this, in pixels. */
const LONGEST = 200;
const SLANT = Math.PI / 3;

export function gridDrawing(grid: Grid, theme: Theme, options: GridDrawingOptions = {}): Drawing {
  const { upward = false, heading = "" } = options;
  const { floor, muted } = PALETTES[theme];
  const extent = options.extent ?? extentOf(grid, options.firstApart ? 1 : 0);
  const colour = colourScale(grid.scale, theme, extent);
  const [rows, cols] = [grid.rows.ticks, grid.cols.ticks].map((ticks) =>
    ticks.map((tick) => shortened(tick, LONGEST, SIZE)),
  ) as [string[], string[]];
  const left = Math.max(0, ...rows.map((tick) => textWidth(tick, SIZE))) + 10;
  const below = Math.max(0, ...cols.map((tick) => textWidth(tick, SIZE)));
  const top = heading ? 24 : 0;
  const parts: string[] = heading
    ? [`<text x="0" y="14" font-size="13" font-weight="600">${escapeXml(heading)}</text>`]
    : [];
  rows.forEach((tick, r) => {
    const y = top + (upward ? rows.length - 1 - r : r) * CELL;
    parts.push(`<text x="${left - 6}" y="${y + 13}" font-size="${SIZE}" text-anchor="end">${escapeXml(tick)}</text>`);
    cols.forEach((_, c) => {
      const value = valueAt(grid, r, c);
      if (Number.isNaN(value)) return;
      const fill = isBelowFloor(grid, r, value) ? floor : colour(value);
      parts.push(`<rect x="${left + c * CELL}" y="${y}" width="${CELL - 1}" height="${CELL - 1}" fill="${fill}"/>`);
    });
  });
  const bottom = top + rows.length * CELL + 4;
  cols.forEach((tick, c) => {
    const at = `translate(${left + c * CELL + 5} ${bottom + 6}) rotate(60)`;
    parts.push(`<text transform="${at}" font-size="${SIZE}">${escapeXml(tick)}</text>`);
  });
  const legend = bottom + below * Math.sin(SLANT) + 24;
  const bar = colourBarDrawing({ scale: grid.scale, extent, unit: grid.unit }, theme);
  parts.push(`<g transform="translate(0 ${legend})">${bar.body}</g>`);
  if (grid.floor) {
    parts.push(
      `<rect x="0" y="${legend + 20}" width="12" height="9" fill="${floor}"/>`,
      `<text x="18" y="${legend + 28.5}" font-size="${SIZE}" fill="${muted}">below the noise floor</text>`,
    );
  }
  return {
    width: Math.max(left + cols.length * CELL + below * Math.cos(SLANT), bar.width, textWidth(heading, 13, true)),
    height: legend + (grid.floor ? 36 : 16),
    body: parts.join(""),
  };
}
