/**
 * Where the cells of a heat map lie, in CSS pixels, and which cell lies where. Rows are counted as in the grid; a
 * place is a row as counted from the top of the picture.
 */

export interface Cell {
  readonly row: number;
  readonly col: number;
}

export interface Layout {
  readonly rows: number;
  readonly cols: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Places before which room is left, ascending. */
  readonly splits: readonly number[];
  /** Row 0 stands at the bottom. */
  readonly upward: boolean;
  /** Room after the first column, which stands apart; 0: it does not. */
  readonly apart: number;
}

const GAP = 10;

/** The row at a place, and the place of a row. */
export function rowOfPlace({ rows, upward }: Layout, place: number): number {
  return upward ? rows - 1 - place : place;
}

export function placeTop({ cellHeight, splits }: Layout, place: number): number {
  return place * cellHeight + splits.filter((split) => split <= place).length * GAP;
}

/** The place at a height, clamped to the picture. */
export function placeAt(layout: Layout, y: number): number {
  let place = Math.floor(y / layout.cellHeight);
  while (place > 0 && placeTop(layout, place) > y) place--;
  return clamp(place, layout.rows);
}

export function rowTop(layout: Layout, row: number): number {
  return placeTop(layout, rowOfPlace(layout, row));
}

export function colLeft({ cellWidth, apart }: Layout, col: number): number {
  return col * cellWidth + (col > 0 ? apart : 0);
}

/** The column at a distance from the left, clamped to the picture. */
export function colAt({ cellWidth, apart, cols }: Layout, x: number): number {
  return clamp(x < cellWidth + apart ? 0 : Math.floor((x - apart) / cellWidth), cols);
}

export function mapSize(layout: Layout): { readonly width: number; readonly height: number } {
  const { rows, cols, cellWidth, cellHeight, apart } = layout;
  return {
    width: cols * cellWidth + (cols > 0 ? apart : 0),
    height: rows === 0 ? 0 : placeTop(layout, rows - 1) + cellHeight,
  };
}

/** The cell at a point; null beside the picture. */
export function cellAt(layout: Layout, x: number, y: number): Cell | null {
  const { width, height } = mapSize(layout);
  if (x < 0 || y < 0 || x >= width || y >= height) return null;
  return { row: rowOfPlace(layout, placeAt(layout, y)), col: colAt(layout, x) };
}

/** The cell that a key leads to, or null. `page`: places to a page; 0 where all are in sight. */
export function cellAfter(layout: Layout, { row, col }: Cell, key: string, page: number): Cell | null {
  const down = layout.upward ? -1 : 1;
  const steps: Readonly<Record<string, Cell>> = {
    ArrowRight: { row, col: col + 1 },
    ArrowLeft: { row, col: col - 1 },
    ArrowUp: { row: row - down, col },
    ArrowDown: { row: row + down, col },
    Home: { row, col: 0 },
    End: { row, col: layout.cols - 1 },
    ...(page > 0 && { PageUp: { row: row - down * page, col }, PageDown: { row: row + down * page, col } }),
  };
  const to = steps[key];
  return to ? { row: clamp(to.row, layout.rows), col: clamp(to.col, layout.cols) } : null;
}

const clamp = (index: number, length: number): number => Math.max(0, Math.min(length - 1, index));
