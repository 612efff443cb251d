/**
 * The cursor of a heat map: a frame around one cell, moved by pointer and keys, and a line of text that says the
 * cell. Moving it changes these two and draws nothing, so it costs the same on 20 cells and on 200,000.
 */
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { type Axis, type Grid, isBelowFloor, valueAt } from "../../../core/pictures/grid";
import { formatRounded } from "../frame/format";
import { type Cell, cellAfter, cellAt, colLeft, type Layout, rowTop } from "./heatmapLayout";

export interface HeatmapCursor {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly readout: RefObject<HTMLParagraphElement | null>;
  /** What the line of text says before anything has moved. */
  readonly first: string;
  /** For the element that scrolls. */
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: () => void;
    readonly onPointerMove: (event: MouseEvent) => void;
    readonly onClick: (event: MouseEvent) => void;
  };
}

export interface HeatmapCursorOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The column and the row in focus, where the cursor begins. */
  readonly column: number | null;
  readonly row: number | null;
  /** Places to a page; 0 where all are in sight, and PageDown is left to the page around. */
  readonly page: number;
  /** The first column stands apart: the cursor does not begin there. */
  readonly firstApart: boolean;
  readonly onSelect: ((cell: Cell) => void) | undefined;
}

export function useHeatmapCursor(grid: Grid, layout: Layout, options: HeatmapCursorOptions): HeatmapCursor {
  const { scroller, column, row, page, firstApart, onSelect } = options;
  const frame = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const start = useMemo(() => strongest(grid, firstApart ? 1 : 0), [grid, firstApart]);
  const cursor = useRef<Cell>(start);

  const move = (to: Cell, scroll: boolean): void => {
    cursor.current = to;
    if (frame.current) {
      frame.current.style.transform = `translate(${colLeft(layout, to.col)}px, ${rowTop(layout, to.row)}px)`;
      frame.current.style.visibility = "visible";
      if (scroll) frame.current.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    if (readout.current) readout.current.textContent = describe(grid, to);
  };

  useEffect(() => {
    cursor.current = nearest(grid, { row: row ?? cursor.current.row, col: column ?? cursor.current.col });
    if (readout.current) readout.current.textContent = describe(grid, cursor.current);
  }, [grid, column, row]);

  const pointed = (event: MouseEvent): Cell | null => {
    const node = scroller.current;
    if (!node) return null;
    const box = node.getBoundingClientRect();
    // On the presenter's stage the map is enlarged, and the pointer is not.
    const zoom = box.width / node.offsetWidth || 1;
    const [x, y] = [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
    return cellAt(layout, x + node.scrollLeft, y + node.scrollTop);
  };

  return {
    frame,
    readout,
    first: describe(grid, nearest(grid, { row: row ?? start.row, col: column ?? start.col })),
    handlers: {
      onKeyDown: (event) => {
        const to = cellAfter(layout, cursor.current, event.key, page);
        if (!to && (!onSelect || (event.key !== "Enter" && event.key !== " "))) return;
        event.preventDefault();
        if (to) move(to, true);
        else onSelect?.(cursor.current);
      },
      onFocus: () => move(cursor.current, false),
      onPointerMove: (event) => {
        const at = pointed(event);
        if (at && (at.row !== cursor.current.row || at.col !== cursor.current.col)) move(at, false);
      },
      onClick: (event) => {
        const at = pointed(event);
        if (!at) return;
        move(at, false);
        onSelect?.(at);
      },
    },
  };
}

/** The cell of the largest |value|, which is read first; the first one where all are empty. */
function strongest({ values, cols }: Grid, from: number): Cell {
  const width = Math.max(1, cols.ticks.length);
  let best = -1;
  values.forEach((value, i) => {
    if (i % width >= from && Math.abs(value) > (best < 0 ? 0 : Math.abs(values[best]!))) best = i;
  });
  return best < 0 ? { row: 0, col: 0 } : { row: Math.floor(best / width), col: best % width };
}

/** The cell, within the grid; above the diagonal of attention there is nothing to read, so there the one on it. */
function nearest(grid: Grid, { row, col }: Cell): Cell {
  const [rows, cols] = [grid.rows.ticks.length, grid.cols.ticks.length];
  const within = { row: Math.max(0, Math.min(row, rows - 1)), col: Math.max(0, Math.min(col, cols - 1)) };
  if (!Number.isNaN(valueAt(grid, within.row, within.col))) return within;
  return { ...within, col: Math.min(within.row, cols - 1) };
}

function describe(grid: Grid, { row, col }: Cell): string {
  const { rows, cols, unit } = grid;
  if (rows.ticks.length === 0 || cols.ticks.length === 0) return "";
  const counted = ({ label, ticks, words }: Axis, i: number): string =>
    `${label} “${ticks[i]}”${words ? ` (${i})` : ""}`;
  const where = `${rows.words ? counted(rows, row) : rows.ticks[row]} · ${counted(cols, col)}`;
  const value = valueAt(grid, row, col);
  if (Number.isNaN(value)) return `${where}: no value`;
  return `${where}: ${formatRounded(value)} ${unit}${isBelowFloor(grid, row, value) ? ", below the noise floor" : ""}`;
}
