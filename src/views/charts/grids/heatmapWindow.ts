/**
 * Drawing of the part of a Grid that is in sight, on canvas. Colours are looked up in a table made once per grid,
 * so a frame costs the cells in sight and nothing else: 2,048 rows scroll like ten.
 */
import { type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { PALETTES, type Theme } from "../frame/palette";
import { colAt, colLeft, type Layout, placeAt, placeTop, rowOfPlace } from "./heatmapLayout";

/** Cells smaller than this stand without a gap. */
const SMALL = 6;

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
  if (!context || layout.rows === 0 || layout.cols === 0) return 0;
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  const { cellWidth, cellHeight } = layout;
  const inset = Math.min(cellWidth, cellHeight) >= SMALL ? 1 : 0;
  const [firstCol, lastCol] = [colAt(layout, frame.left), colAt(layout, frame.left + frame.width)];
  const [first, last] = [placeAt(layout, frame.top), placeAt(layout, frame.top + frame.height)];
  const grey = PALETTES[theme].floor;
  let drawn = 0;
  for (let place = first; place <= last; place++) {
    const row = rowOfPlace(layout, place);
    const y = placeTop(layout, place) - frame.top;
    for (let col = firstCol; col <= lastCol; col++) {
      const value = valueAt(grid, row, col);
      if (Number.isNaN(value)) continue;
      context.fillStyle = isBelowFloor(grid, row, value) ? grey : colour(value);
      context.fillRect(colLeft(layout, col) - frame.left, y, cellWidth - inset, cellHeight - inset);
      drawn++;
    }
  }
  return drawn;
}
