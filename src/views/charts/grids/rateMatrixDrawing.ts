/**
 * The knock-on matrix as a drawing: the same cells as on the page, with their intervals, frames and colour bar.
 */
import type { Rate } from "../../../core/pictures/rate";
import { formatInterval } from "../frame/format";
import { colourBarDrawing } from "../frame/colourBarDrawing";
import type { Drawing } from "../frame/drawing";
import { colourScale, PALETTES, type Theme } from "../frame/palette";
import { stackedDrawing, wordsDrawing } from "../frame/stackedDrawing";
import { type DrawnCell, tableDrawing } from "../frame/tableDrawing";
import { matrixCounts, type RateMatrixProps } from "./RateMatrix";

export function rateMatrixDrawing({ columns, rows, unit }: Omit<RateMatrixProps, "label">, theme: Theme): Drawing {
  const palette = PALETTES[theme];
  const colour = colourScale("probability", theme, 1);
  const cell = (rate: Rate | null, framed: boolean): DrawnCell => {
    if (!rate) return { text: "–", tone: palette.muted, framed };
    const small = formatInterval(rate);
    return { text: (rate.rate * 100).toFixed(0), ...(small && { small }), fill: colour(rate.rate), framed };
  };
  const table = tableDrawing(
    {
      head: columns,
      rows: rows.map(({ label, side, rates, trainedOn }) => ({
        label,
        ...(side && { tone: palette[side] }),
        cells: rates.map((rate, c) => cell(rate, trainedOn === c)),
      })),
    },
    theme,
  );
  const note = `Rows: what was taught; columns: what was asked. In percent. ${matrixCounts(rows)}`;
  const framed = rows.some(({ trainedOn }) => trainedOn !== null) ? " Framed: the domain it was trained on." : "";
  const bar = colourBarDrawing({ scale: "probability", extent: 1, percent: true, unit }, theme);
  const words = { tone: palette.muted, size: 11, width: Math.max(bar.width, table.width) };
  return stackedDrawing([table, wordsDrawing(note + framed, words), bar]);
}
