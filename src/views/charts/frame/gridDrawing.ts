/**
 * A Grid as a drawing: the same cells and colours as on the page, with its names, its colour bar and what its grey
 * means.
 */
import { extentOf, floorOf, type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { colourBarDrawing } from "./colourBarDrawing";
import type { Drawing } from "./drawing";
import { colourScale, PALETTES, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { shortened, textWidth } from "./textWidth";

export interface GridDrawingOptions {
  /** End of the colour scale where several grids share one, or the reader has pinned it. */
  readonly extent?: number;
  /** Row 0 at the bottom, as layers are drawn on the page. */
  readonly upward?: boolean;
  /** The first column is an attention sink: set apart and left out of the colour scale, as on the page. */
  readonly firstApart?: boolean;
  /** Rows before which room is left. */
  readonly splits?: readonly number[];
  /** The row and the column in focus, which are framed. */
  readonly row?: number | null;
  readonly column?: number | null;
  /** Whether the ends of a signed scale speak of the two Sides. */
  readonly sides?: boolean;
  /** A heading over the cells, where several grids stand together. */
  readonly heading?: string;
}

const CELL = 18;
const APART = 6;
const SIZE = 11;
/** Names of rows and columns are cut to this, in pixels. */
const LONGEST = 200;
const SLANT = Math.PI / 3;

export function gridDrawing(grid: Grid, theme: Theme, options: GridDrawingOptions = {}): Drawing {
  const { upward = false, firstApart = false, splits = [], sides = false, heading = "" } = options;
  const { floor, ink } = PALETTES[theme];
  const extent = options.extent ?? extentOf(grid, firstApart ? 1 : 0);
  const colour = colourScale(grid.scale, theme, extent);
  const [rows, cols] = [grid.rows.ticks, grid.cols.ticks].map((ticks) =>
    ticks.map((tick) => shortened(tick, LONGEST, SIZE)),
  ) as [string[], string[]];
  const left = Math.max(0, ...rows.map((tick) => textWidth(tick, SIZE))) + 10;
  const below = Math.max(0, ...cols.map((tick) => textWidth(tick, SIZE)));
  const top = heading ? 24 : 2;
  const x = (c: number): number => left + c * CELL + (firstApart && c > 0 ? APART : 0);
  const y = (r: number): number =>
    top + (upward ? rows.length - 1 - r : r) * CELL + splits.filter((split) => split <= r).length * APART;
  const wide = x(cols.length) - left;
  const tall = rows.length * CELL + splits.length * APART;
  const parts: string[] = heading
    ? [`<text x="0" y="14" font-size="13" font-weight="600">${escapeXml(heading)}</text>`]
    : [];
  rows.forEach((tick, r) => {
    parts.push(
      `<text x="${left - 6}" y="${y(r) + 13}" font-size="${SIZE}" text-anchor="end">${escapeXml(tick)}</text>`,
    );
    cols.forEach((_, c) => {
      const value = valueAt(grid, r, c);
      if (Number.isNaN(value)) return;
      const fill = isBelowFloor(grid, r, value) ? floor : colour(value);
      parts.push(`<rect x="${x(c)}" y="${y(r)}" width="${CELL - 1}" height="${CELL - 1}" fill="${fill}"/>`);
    });
  });
  const bottom = top + tall + 4;
  cols.forEach((tick, c) => {
    const at = `translate(${x(c) + 5} ${bottom + 6}) rotate(60)`;
    parts.push(`<text transform="${at}" font-size="${SIZE}">${escapeXml(tick)}</text>`);
  });
  const { row = null, column = null } = options;
  if (row !== null) parts.push(frame(left - 1, y(row) - 1, wide + 1, CELL + 1, ink));
  if (column !== null) parts.push(frame(x(column) - 1, top - 1, CELL + 1, tall + 1, ink));
  const bar = colourBarDrawing({ scale: grid.scale, extent, unit: grid.unit, floor: floorOf(grid), sides }, theme);
  const foot = bottom + below * Math.sin(SLANT) + 18;
  parts.push(`<g transform="translate(0 ${foot})">${bar.body}</g>`);
  return {
    width: Math.max(left + wide + below * Math.cos(SLANT), bar.width, textWidth(heading, 13, true)),
    height: foot + bar.height,
    body: parts.join(""),
  };
}

const frame = (x: number, y: number, width: number, height: number, ink: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${ink}" stroke-width="1.5"/>`;
