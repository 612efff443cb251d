/**
 * Table: the numbers behind a picture, once. The table under the picture, its CSV, its JSON and most of its summary
 * are made from it. Cells are numbers as computed, never as written.
 */
import type { Grid } from "./grid";
import { toCsv, valueAt } from "./grid";
import type { Rate } from "./rate";

/** share: a number from 0 to 1, written in percent; rate: a share with its interval and counts (five columns). */
export type ColumnKind = "text" | "number" | "share" | "rate";

export interface Column {
  readonly title: string;
  readonly kind: ColumnKind;
  /** What one unit of a number is: "nats", "logits"; null for text and for shares. */
  readonly unit: string | null;
}

/** Null and NaN are empty cells. */
export type TableCell = string | number | Rate | null;

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly TableCell[])[];
}

export const textColumn = (title: string): Column => ({ title, kind: "text", unit: null });
export const numberColumn = (title: string, unit: string): Column => ({ title, kind: "number", unit });
export const shareColumn = (title: string): Column => ({ title, kind: "share", unit: null });
/** `of`: what the n counts, "answers". */
export const rateColumn = (title: string, of: string): Column => ({ title, kind: "rate", unit: of });

/** Grids as one table: a row for each row of each grid, a column for each column; the first column names the grid. */
export function tableOfGrids(grids: readonly Grid[]): Table {
  const [first] = grids;
  if (!first) return { columns: [], rows: [] };
  const several = grids.length > 1;
  return {
    columns: [
      ...(several ? [textColumn("panel")] : []),
      textColumn(first.rows.label),
      ...first.cols.ticks.map((tick) => numberColumn(tick, first.unit)),
    ],
    rows: grids.flatMap((grid) =>
      grid.rows.ticks.map((tick, r) => [
        ...(several ? [grid.title] : []),
        tick,
        ...grid.cols.ticks.map((_, c) => valueAt(grid, r, c)),
      ]),
    ),
  };
}

/** CSV (RFC 4180) with units in its header; a rate is five columns. Empty cells stay empty. */
export function tableToCsv({ columns, rows }: Table): string {
  return toCsv([
    columns.flatMap(headerOf),
    ...rows.map((row) => columns.flatMap((column, i) => fields(column, row[i]))),
  ]);
}

function headerOf({ title, kind, unit }: Column): string[] {
  if (kind === "text") return [title];
  if (kind === "share") return [`${title} (share)`];
  if (kind === "number") return [unit === null || unit === "" ? title : `${title} (${unit})`];
  const ends = ["share", "low, 95 %", "high, 95 %"].map((part) => `${title} (${part})`);
  return [...ends, `${title} (n of ${unit})`, `${title} (n of questions)`];
}

function fields({ kind }: Column, cell: TableCell | undefined): string[] {
  if (kind !== "rate") return [typeof cell === "object" || cell === undefined ? "" : written(cell)];
  if (typeof cell !== "object" || cell === null) return ["", "", "", "", ""];
  return [cell.rate, cell.low ?? "", cell.high ?? "", cell.n, cell.questions ?? ""].map(written);
}

const written = (cell: string | number): string => (typeof cell === "number" && Number.isNaN(cell) ? "" : String(cell));

/** The table as JSON values: empty cells are null, since JSON has no NaN. */
export function tableToJson({ columns, rows }: Table): Table {
  const plain = (cell: TableCell): TableCell => (typeof cell === "number" && !Number.isFinite(cell) ? null : cell);
  return { columns, rows: rows.map((row) => row.map(plain)) };
}
