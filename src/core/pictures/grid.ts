/**
 * Grid: what any picture of numbers is made from. Two axes, values, and how they are to be read; no colours, no pixels.
 */

export interface Axis {
  readonly label: string;
  readonly ticks: readonly string[];
  /** The ticks are the words of a text, to be quoted and counted when one is named. */
  readonly words?: true;
}

/** signed: diverging about zero; magnitude: from zero up; probability: from 0 to 1. */
export type GridScale = "signed" | "magnitude" | "probability";

export interface Grid {
  readonly title: string;
  readonly rows: Axis;
  readonly cols: Axis;
  /** Row-major, rows × cols; NaN is an empty cell. */
  readonly values: Float32Array;
  readonly scale: GridScale;
  /** What one unit of a value is: "nats", "logits", "share of the left's length". */
  readonly unit: string;
  /** Per row: values that do not rise above it are drawn grey. */
  readonly floor: Float32Array | null;
}

export function valueAt(grid: Grid, r: number, c: number): number {
  return grid.values[r * grid.cols.ticks.length + c] ?? Number.NaN;
}

/** True when a value is drawn grey because it does not rise above the noise floor. */
export function isBelowFloor(grid: Grid, r: number, value: number): boolean {
  return grid.floor !== null && Math.abs(value) <= grid.floor[r]!;
}

/** The largest noise floor of a grid's rows; null where none was measured. */
export function floorOf({ floor }: Pick<Grid, "floor">): number | null {
  return floor && floor.length > 0 ? floor.reduce((most, value) => Math.max(most, value), 0) : null;
}

/** Largest |value|; 1 for a probability grid; 0 when every cell is empty. `columns` limits the search. */
export function extentOf(grid: Grid, from = 0): number {
  if (grid.scale === "probability") return 1;
  const width = grid.cols.ticks.length;
  let largest = 0;
  grid.values.forEach((value, i) => {
    if (i % width >= from && Math.abs(value) > largest && Number.isFinite(value)) largest = Math.abs(value);
  });
  return largest;
}

/** Cells as CSV; quotes where needed, and never a formula when opened in a spreadsheet. */
export function toCsv(lines: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const number = Number.isFinite(Number(text));
    const safe = /^[=+\-@\t\r]/.test(text) && !number ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}
