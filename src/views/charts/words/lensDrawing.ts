/**
 * The logit lens as a drawing: a row for each layer, the last on top, the word of either Side with its probability
 * as a bar, and a line where the two part.
 */
import type { Prediction } from "../../../core/capture";
import { tokenLabel } from "../../../core/tokenLabel";
import type { Drawing } from "../frame/drawing";
import { formatShare } from "../frame/format";
import { PALETTES, type Theme } from "../frame/palette";
import { escapeXml } from "../frame/svg";
import { shortened, textWidth } from "../frame/textWidth";
import type { LensTableProps } from "./LensTable";

const LABEL = 104;
const CELL = 220;
const GAP = 10;
const ROW = 38;
const SIZE = 13;
const SMALL = 11;
const HEAD = 26;

export function lensDrawing({ rows, parting, leftTitle, rightTitle }: LensTableProps, theme: Theme): Drawing {
  const { ink, muted, line, left, right } = PALETTES[theme];
  const width = LABEL + 2 * CELL + GAP;
  const xs = [LABEL, LABEL + CELL + GAP] as const;
  const text = (x: number, y: number, words: string, size: number, rest: string): string =>
    `<text x="${x}" y="${y}" font-size="${size}" ${rest}>${escapeXml(words)}</text>`;
  const head = (x: number, title: string, hue: string): string =>
    text(x, 13, shortened(title, CELL, SIZE, true), SIZE, `font-weight="600" fill="${hue}"`);
  const cell = (x: number, y: number, prediction: Prediction | null, hue: string): string => {
    if (!prediction) return text(x, y + 15, "–", SIZE, `fill="${muted}"`);
    const share = formatShare(prediction.probability);
    const word = shortened(tokenLabel(prediction.text), CELL - textWidth(share, SIZE) - 10, SIZE);
    return (
      `<rect x="${x}" y="${y + 21}" width="${CELL}" height="3" fill="${line}"/>` +
      `<rect x="${x}" y="${y + 21}" width="${prediction.probability * CELL}" height="3" fill="${hue}"/>` +
      text(x, y + 15, word, SIZE, `fill="${ink}"`) +
      text(x + CELL, y + 15, share, SIZE, `text-anchor="end" fill="${muted}"`)
    );
  };
  const parts = [
    text(0, 13, "after", SIZE, `fill="${muted}"`),
    head(xs[0], leftTitle, left),
    head(xs[1], rightTitle, right),
  ];
  rows.forEach((row, i) => {
    const y = HEAD + (rows.length - 1 - i) * ROW;
    parts.push(text(0, y + 15, row.label, SIZE, `fill="${muted}"`));
    parts.push(cell(xs[0], y, row.left, left), cell(xs[1], y, row.right, right));
    if (i !== parting) return;
    parts.push(text(0, y + 29, "they part here", SMALL, `font-weight="600" fill="${ink}"`));
    parts.push(`<line x1="0" x2="${width}" y1="${y + 34}" y2="${y + 34}" stroke="${ink}" stroke-width="2"/>`);
  });
  return { width, height: HEAD + rows.length * ROW, body: parts.join("") };
}
