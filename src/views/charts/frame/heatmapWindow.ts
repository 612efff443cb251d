/**
 * Drawing of the part of a Grid that is in sight, on canvas. Colours are looked up in a table made once per grid, so a
 * frame costs the cells in sight and nothing else: 2,048 rows scroll like ten.
 */
import { type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { colourScale, PALETTES, type Theme } from "./palette";

/** Where rows and columns of a picture lie, in CSS pixels. */
export interface Layout {
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Rows before which room is left, ascending. */
  readonly splits: readonly number[];
}

const GAP = 10;
const STEPS = 256;

export function rowTop({ cellHeight, splits }: Layout, row: number): number {
  return row * cellHeight + splits.filter((split) => split <= row).length * GAP;
}

/** The row at a height, clamped to 0 … rows − 1. */
export function rowAt(layout: Layout, y: number, rows: number): number {
  let row = Math.floor(y / layout.cellHeight);
  while (row > 0 && rowTop(layout, row) > y) row--;
  return Math.max(0, Math.min(rows - 1, row));
}

/** Colours of a grid's values, [−extent, extent] or [0, extent] in equal steps. */
export function colourTable(scale: Grid["scale"], theme: Theme, extent: number): (value: number) => string {
  const colour = colourScale(scale, theme, extent);
  const low = scale === "signed" ? -extent : 0;
  const span = extent - low || 1;
  const table = Array.from({ length: STEPS + 1 }, (_, i) => colour(low + (span * i) / STEPS));
  return (value) => table[Math.max(0, Math.min(STEPS, Math.round(((value - low) / span) * STEPS)))]!;
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws the cells of `grid` that lie in `frame` at the canvas's origin; returns how many cells that was. */
export function drawWindow(
  canvas: HTMLCanvasElement,
  grid: Grid,
  layout: Layout,
  frame: Frame,
  theme: Theme,
  colour: (value: number) => string,
): number {
  const context = canvas.getContext("2d");
  if (!context) return 0;
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  const { cellWidth, cellHeight } = layout;
  const inset = Math.min(cellWidth, cellHeight) >= 6 ? 1 : 0;
  const rows = grid.rows.ticks.length;
  const cols = grid.cols.ticks.length;
  const firstCol = Math.max(0, Math.floor(frame.left / cellWidth));
  const lastCol = Math.min(cols - 1, Math.floor((frame.left + frame.width) / cellWidth));
  const firstRow = rowAt(layout, frame.top, rows);
  const lastRow = rowAt(layout, frame.top + frame.height, rows);
  let drawn = 0;
  for (let r = firstRow; r <= lastRow; r++) {
    const y = rowTop(layout, r) - frame.top;
    for (let c = firstCol; c <= lastCol; c++) {
      const value = valueAt(grid, r, c);
      if (Number.isNaN(value)) continue;
      context.fillStyle = isBelowFloor(grid, r, value) ? PALETTES[theme].floor : colour(value);
      context.fillRect(c * cellWidth - frame.left, y, cellWidth - inset, cellHeight - inset);
      drawn++;
    }
  }
  return drawn;
}
