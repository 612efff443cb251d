/**
 * Drawings below one another as one, and lines of words as a drawing: a panel is a heading, what it shows, and its
 * colours.
 */
import type { Drawing } from "./drawing";
import { escapeXml } from "./svg";
import { textWidth, wrapText } from "./textWidth";

export function stackedDrawing(drawings: readonly Drawing[], gap = 10): Drawing {
  let y = 0;
  const body = drawings.map((drawing) => {
    const at = `<g transform="translate(0 ${Math.round(y * 100) / 100})">${drawing.body}</g>`;
    y += drawing.height + gap;
    return at;
  });
  return {
    width: Math.max(0, ...drawings.map(({ width }) => width)),
    height: Math.max(0, y - gap),
    body: body.join(""),
  };
}

export interface WordsOptions {
  readonly tone: string;
  readonly size: number;
  /** Lines are broken at this width. */
  readonly width: number;
  readonly bold?: boolean;
}

export function wordsDrawing(text: string, { tone, size, width, bold = false }: WordsOptions): Drawing {
  const lines = wrapText(text, width, size, bold);
  const step = Math.round(size * 1.4);
  const weight = bold ? ' font-weight="600"' : "";
  return {
    width: Math.max(0, ...lines.map((line) => textWidth(line, size, bold))),
    height: lines.length * step,
    body: lines
      .map(
        (line, i) =>
          `<text x="0" y="${size + i * step}" font-size="${size}" fill="${tone}"${weight}>${escapeXml(line)}</text>`,
      )
      .join(""),
  };
}
