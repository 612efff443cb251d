/**
 * Two answers as a stand-alone SVG: two columns of wrapped text in the Sides' hues, for slides and papers.
 */
import { PALETTES, type Theme } from "../frame/palette";
import { escapeXml, svgFile } from "../frame/svg";

const COLUMN = 340;
const LINE = 16;
/** Characters that fit a column at 12 px. */
const WIDTH = 52;

export interface SaidBy {
  readonly title: string;
  readonly text: string;
}

export function answersSvg(title: string, left: SaidBy, right: SaidBy, theme: Theme): string {
  const columns = [left, right].map(({ text }) => wrap(text));
  const height = 72 + LINE * Math.max(1, ...columns.map(({ length }) => length));
  const body = [left, right].map((said, i) => {
    const x = 12 + i * (COLUMN + 16);
    const hue = PALETTES[theme][i === 0 ? "left" : "right"];
    const lines = columns[i]!.map(
      (line, n) => `<text x="${x}" y="${66 + n * LINE}" font-size="12">${escapeXml(line)}</text>`,
    );
    return `<text x="${x}" y="46" font-size="12" font-weight="600" fill="${hue}">${escapeXml(said.title)}</text>${lines.join("")}`;
  });
  return svgFile(title, 2 * COLUMN + 40, height, theme, body.join(""));
}

/** Greedy line breaks at blanks; a word longer than a line is cut. */
function wrap(text: string): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(/\s+/).flatMap((long) => long.match(/.{1,52}/gu) ?? [])) {
      if (line && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, line];
  });
}
