/**
 * The persona heat map as a picture: features by words on the left, on the right and, where both read the same words,
 * their difference.
 */
import { extentOf, type Grid, valueAt } from "../../../core/pictures/grid";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, tableOfGrids, textColumn } from "../../../core/pictures/table";
import { formatValue } from "../../charts/frame/format";
import { gridDrawing } from "../../charts/frame/gridDrawing";
import type { Picture } from "../../charts/frame/picture";

export interface PersonaWordsPictureProps {
  readonly left: Grid;
  readonly right: Grid;
  /** Null where the two read different words. */
  readonly difference: Grid | null;
  /** Pinned end of the colour scales; null: the picture's own. */
  readonly scale: number | null;
  /** Rows before which room is left. */
  readonly splits: readonly number[];
  /** The word in focus. */
  readonly selectedColumn: number | null;
  readonly subject: Subject;
}

/** A file shows no more features than can be read on it; the table has all. */
const MOST_ROWS = 120;

export function personaWordsPicture(props: PersonaWordsPictureProps): Picture {
  const { scale, splits, selectedColumn: column, subject } = props;
  const { left, right, difference } = namedGrids(props);
  const grids = difference ? [left, right, difference] : [left, right];
  const shared = scale ?? Math.max(extentOf(left), extentOf(right));
  const loudest = peak(right);
  return {
    id: "personas-by-word",
    title: difference ? "See them on these words" : "See them on each model’s own words",
    how: difference
      ? "Each row is a feature, each column a word. Both models read exactly the same words, so any difference is in " +
        `the model. ${loudest ? whereActive(loudest, pairTitles(subject)) : ""}`
      : "Each model now reads what it said itself. The words differ, so there is no difference to draw, but you see " +
        "which personas speak.",
    summary: loudest
      ? `In ${right.title}, “${loudest.row}” is strongest, ${formatValue(loudest.value)} at “${loudest.col}”.`
      : "No feature is active.",
    subject,
    table: right.rows.ticks.length === 0 ? null : difference ? tableOfGrids(grids) : tableOfWords(grids),
    draw: (theme) =>
      grids.map((grid) => {
        const sides = grid === difference;
        const extent = sides ? (scale ?? extentOf(grid)) : shared;
        return gridDrawing(firstRows(grid), theme, { extent, splits, column, sides, heading: headingOf(grid) });
      }),
  };
}

/** The grids under the names of the subject. */
export function namedGrids({
  left,
  right,
  difference,
  subject,
}: Pick<PersonaWordsPictureProps, "left" | "right" | "difference" | "subject">) {
  const titles = pairTitles(subject);
  return {
    left: { ...left, title: titles.left },
    right: { ...right, title: titles.right },
    difference: difference && { ...difference, title: `${titles.right} − ${titles.left}` },
  };
}

function headingOf({ title, rows: { ticks } }: Grid): string {
  return ticks.length > MOST_ROWS ? `${title}, the first ${MOST_ROWS} of ${ticks.length} features` : title;
}

function firstRows(grid: Grid): Grid {
  const { ticks } = grid.rows;
  if (ticks.length <= MOST_ROWS) return grid;
  return {
    ...grid,
    rows: { ...grid.rows, ticks: ticks.slice(0, MOST_ROWS) },
    values: grid.values.subarray(0, MOST_ROWS * grid.cols.ticks.length),
  };
}

/** Where each model reads its own words, a column would hold two different ones: a line for each word instead. */
function tableOfWords(grids: readonly Grid[]): Table {
  return {
    columns: [
      textColumn("model"),
      textColumn("feature"),
      textColumn("place"),
      textColumn("word"),
      numberColumn("value", grids[0]?.unit ?? ""),
    ],
    rows: grids.flatMap((grid) =>
      grid.rows.ticks.flatMap((feature, r) =>
        grid.cols.ticks.map((word, c) => [grid.title, feature, String(c + 1), word, valueAt(grid, r, c)]),
      ),
    ),
  };
}

interface Peak {
  readonly row: string;
  readonly col: string;
  readonly value: number;
  /** Words in a row at which its feature has a tenth of this or more, where most follow each other. */
  readonly stretch: number;
}

/** From this many words in a row on, a feature is said to last. */
const LASTS = 4;

/** Where the strongest feature is active: at single words, or over a stretch of them. */
function whereActive({ row, col, value, stretch }: Peak, titles: PairTitles): string {
  const where = `In ${titles.right}, “${row}” is strongest at “${col}” (${formatValue(value)})`;
  return stretch >= LASTS
    ? `${where}, and it stays active over ${stretch} words in a row: a mood rather than a word.`
    : `${where}, and it is active at single words only; compare the same row in ${titles.left}.`;
}

function longestStretch(values: readonly number[], least: number): number {
  let [here, longest] = [0, 0];
  for (const value of values) {
    here = value >= least ? here + 1 : 0;
    longest = Math.max(longest, here);
  }
  return longest;
}

function peak(grid: Grid): Peak | null {
  let best = -1;
  grid.values.forEach((value, i) => {
    if (value > (best < 0 ? 0 : grid.values[best]!)) best = i;
  });
  if (best < 0) return null;
  const cols = grid.cols.ticks.length;
  const row = Math.floor(best / cols);
  const value = grid.values[best]!;
  return {
    row: grid.rows.ticks[row] ?? "",
    col: grid.cols.ticks[best % cols] ?? "",
    value,
    stretch: longestStretch([...grid.values.subarray(row * cols, (row + 1) * cols)], value / 10),
  };
}
