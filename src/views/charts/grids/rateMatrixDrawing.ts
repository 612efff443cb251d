/**
 * The knock-on matrix as a drawing: the same cells as on the page, with their intervals, frames and colour bar.
 */
import type { Rate } from "../../../core/pictures/rate";
import { colourBarDrawing } from "../frame/colourBarDrawing";
import type { Drawing } from "../frame/drawing";
import { colourScale, PALETTES, type Theme } from "../frame/palette";
import { stackedDrawing, wordsDrawing } from "../frame/stackedDrawing";
import { type DrawnCell, tableDrawing } from "../frame/tableDrawing";
import type { RateMatrixProps } from "./RateMatrix";

export function rateMatrixDrawing({ columns, rows, unit }: Omit<RateMatrixProps, "label">, theme: Theme): Drawing {
  const palette = PALETTES[theme];
  const colour = colourScale("probability", theme, 1);
  const cell = (rate: Rate | null, framed: boolean): DrawnCell => {
    if (!rate) return { text: "–", tone: palette.muted, framed };
    const [share, low, high] = [rate.rate, rate.low, rate.high].map((value) => (value * 100).toFixed(0)) as [
      string,
      string,
      string,
    ];
    return { text: share, small: `${low}–${high}`, fill: colour(rate.rate), framed };
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
  const note = "Rows: what was taught; columns: what was asked. In percent; small: the 95 % interval.";
  const framed = rows.some(({ trainedOn }) => trainedOn !== null) ? " Framed: the domain it was trained on." : "";
  const bar = colourBarDrawing({ scale: "probability", extent: 1, unit }, theme);
  const words = { tone: palette.muted, size: 11, width: Math.max(bar.width, table.width) };
  return stackedDrawing([table, wordsDrawing(note + framed, words), bar]);
}
