/**
 * Answers as drawings: a column of wrapped text each, under the name of who said it, in that Side's hue.
 */
import type { Drawing } from "../frame/drawing";
import { PALETTES, type Theme } from "../frame/palette";
import { escapeXml } from "../frame/svg";
import { wrapText } from "../frame/textWidth";

export interface SaidBy {
  readonly title: string;
  readonly text: string;
  readonly hue: "left" | "right" | "ink";
}

const COLUMN = 420;
const SIZE = 13;
const LINE = 19;

export function answersDrawing(answers: readonly SaidBy[], theme: Theme): Drawing[] {
  const palette = PALETTES[theme];
  return answers.map(({ title, text, hue }) => {
    const head = wrapText(title, COLUMN, SIZE, true);
    const body = wrapText(text, COLUMN, SIZE);
    const line = (words: string, i: number, rest: string): string =>
      `<text x="0" y="${14 + i * LINE}" font-size="${SIZE}"${rest}>${escapeXml(words)}</text>`;
    return {
      width: COLUMN,
      height: (head.length + body.length) * LINE + 6,
      body: [
        ...head.map((words, i) => line(words, i, ` font-weight="600" fill="${palette[hue]}"`)),
        ...body.map((words, i) => line(words, head.length + i + 0.3, ` fill="${palette.ink}"`)),
      ].join(""),
    };
  });
}
