/**
 * A heat map on the presenter's stage: its cells fill the room, and of more rows than can be named at a size that the
 * last row reads, the first are shown.
 */
import type { Grid } from "../../../core/pictures/grid";
import { isNarrowRoom, type Room } from "../frame/stage";
import { columnNamesOnStage } from "./heatmapNames";

/** Of a row with a name. */
const NAMED_ROW = 14;
/** Of the readout and the legend below the cells, and of the line that says how many rows there are. */
const LINE = 16;
const [READOUT, LEGEND] = [30, 28];
export const SHOWN_OF_HEIGHT = 28;
const LARGEST = { width: 64, height: 40 };
const SPLIT = 10;

export interface OnStage {
  readonly room: Room;
  readonly ticks: boolean;
  readonly legend: boolean;
  readonly splits: number;
}

function below(grid: Grid, { room, ticks, legend, splits }: OnStage): number {
  const second = isNarrowRoom(room) ? LINE * (legend ? 2 : 1) : 0;
  return second + (ticks ? columnNamesOnStage(grid).height : 0) + READOUT + (legend ? LEGEND : 0) + splits * SPLIT;
}

export function cellHeightOnStage(grid: Grid, on: OnStage): number {
  const height = Math.floor((on.room.height - below(grid, on)) / Math.max(1, grid.rows.ticks.length));
  return Math.max(2, Math.min(LARGEST.height, height));
}

/** `width`: of all cells. */
export function cellWidthOnStage(cols: number, width: number): number {
  return Math.max(2, Math.min(LARGEST.width, Math.floor(width / Math.max(1, cols))));
}

export function firstRows(grid: Grid, on: OnStage): Grid {
  const most = Math.max(3, Math.floor((on.room.height - below(grid, on) - SHOWN_OF_HEIGHT) / NAMED_ROW));
  if (grid.rows.ticks.length <= most) return grid;
  const cols = grid.cols.ticks.length;
  return {
    ...grid,
    rows: { ...grid.rows, ticks: grid.rows.ticks.slice(0, most) },
    values: grid.values.subarray(0, most * cols),
    ...(grid.floor instanceof Float32Array && { floor: grid.floor.subarray(0, most) }),
  };
}
