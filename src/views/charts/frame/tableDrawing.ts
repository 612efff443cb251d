/**
 * A small table as a drawing, for pictures that are tables on the page: each cell its words, on a colour where it has one.
 */
import type { Drawing } from "./drawing";
import { PALETTES, textOn, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { textWidth, wrapText } from "./textWidth";

export interface DrawnCell {
  readonly text: string;
  /** A second, smaller line, as an interval. */
  readonly small?: string;
  readonly fill?: string;
  /** Of the words, where nothing lies behind them. */
  readonly tone?: string;
  readonly framed?: boolean;
}

export interface DrawnRow {
  readonly label: string;
  /** Of the label. */
  readonly tone?: string;
  readonly cells: readonly DrawnCell[];
}

export interface DrawnTable {
  readonly head: readonly string[];
  readonly rows: readonly DrawnRow[];
}

const SIZE = 12;
const SMALL = 10;
const PAD = 8;
/** Heads are broken to this width. */
const HEAD = 110;
const LABEL = 260;

export function tableDrawing({ head, rows }: DrawnTable, theme: Theme): Drawing {
  const { ink, muted, line } = PALETTES[theme];
  const labels = rows.map(({ label }) => wrapText(label, LABEL, SIZE));
  const first = Math.max(60, ...labels.flat().map((text) => textWidth(text, SIZE))) + PAD;
  const heads = head.map((title) => wrapText(title, HEAD, SMALL + 1, true));
  const widths = head.map((_, c) =>
    Math.max(
      ...heads[c]!.map((text) => textWidth(text, SMALL + 1, true)),
      ...rows.map(({ cells }) => textWidth(cells[c]?.text ?? "", SIZE)),
      ...rows.map(({ cells }) => textWidth(cells[c]?.small ?? "", SMALL)),
    ),
  );
  const starts = widths.map((_, c) => first + widths.slice(0, c).reduce((sum, width) => sum + width + 2 * PAD, 0));
  const top = Math.max(1, ...heads.map(({ length }) => length)) * 14 + 8;
  const tall = rows.some(({ cells }) => cells.some(({ small }) => small)) ? 36 : 24;
  const parts: string[] = [];
  const bold = `font-size="${SMALL + 1}" font-weight="600" fill="${muted}"`;
  heads.forEach((lines, c) =>
    lines.forEach((text, i) =>
      parts.push(`<text x="${starts[c]! + PAD}" y="${12 + i * 14}" ${bold}>${escapeXml(text)}</text>`),
    ),
  );
  let y = top;
  rows.forEach(({ cells, tone: labelTone = ink }, r) => {
    const height = Math.max(tall, labels[r]!.length * 16 + 8);
    parts.push(`<line x1="0" x2="${starts.at(-1)! + widths.at(-1)! + 2 * PAD}" y1="${y}" y2="${y}" stroke="${line}"/>`);
    labels[r]!.forEach((text, i) =>
      parts.push(
        `<text x="0" y="${y + 16 + i * 16}" font-size="${SIZE}" fill="${labelTone}">${escapeXml(text)}</text>`,
      ),
    );
    cells.forEach((cell, c) =>
      parts.push(cellSvg(cell, { x: starts[c]!, y, width: widths[c]! + 2 * PAD, height }, theme)),
    );
    y += height;
  });
  return { width: (starts.at(-1) ?? first) + (widths.at(-1) ?? 0) + 2 * PAD, height: y + 2, body: parts.join("") };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function cellSvg({ text, small, fill, tone, framed }: DrawnCell, { x, y, width, height }: Box, theme: Theme): string {
  const { ink, muted } = PALETTES[theme];
  const colour = fill ? textOn(fill) : (tone ?? ink);
  const inner = (inset: number): string =>
    `<rect x="${x + inset}" y="${y + inset}" width="${width - 2 * inset}" height="${height - 2 * inset}"`;
  const words = (line: string, at: number, size: number, colourOf: string): string =>
    `<text x="${x + PAD}" y="${y + at}" font-size="${size}" fill="${colourOf}">${escapeXml(line)}</text>`;
  return [
    fill && `${inner(1)} fill="${fill}"/>`,
    framed && `${inner(2)} fill="none" stroke="${ink}" stroke-width="2"/>`,
    words(text, 16, SIZE, colour),
    small && words(small, 30, SMALL, fill ? colour : muted),
  ]
    .filter(Boolean)
    .join("");
}
