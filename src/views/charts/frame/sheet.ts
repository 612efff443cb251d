/**
 * A picture as a file of its own: title, caption, every panel, legend, and below a rule whose numbers these are, how
 * they were made, and where to see them. Lines are broken by the widths of the font that the file embeds, so nothing
 * is cut or overlaps.
 */
import type { Drawing, LegendItem } from "./drawing";
import { MARK_HEIGHT, MARK_WIDTH, markSvg } from "./marks";
import { PALETTES, type Theme } from "./palette";
import { escapeXml } from "./svg";
import { textWidth, wrapText } from "./textWidth";

export interface Sheet {
  readonly title: string;
  readonly caption: string;
  readonly drawings: readonly Drawing[];
  readonly legend: readonly LegendItem[];
  /** What stands below the rule, a line each; long ones are broken. */
  readonly notes: readonly string[];
  /** The style sheet that brings the font along; "" leaves it to the reader's machine. */
  readonly font: string;
}

/** Files are at least this wide, in pixels, so that a projector or a paper has enough of them. */
export const LEAST_WIDTH = 1600;

const MARGIN = 28;
const GAP = 24;
/** Panels stand beside each other up to this width. */
const WIDEST_ROW = 1240;
const NARROWEST = 680;
const FONT = "'Inter Variable', Inter, 'Helvetica Neue', Arial, sans-serif";

interface Placed {
  readonly body: string;
  readonly height: number;
}

export function sheetSvg(sheet: Sheet, theme: Theme): string {
  const { paper, ink } = PALETTES[theme];
  const rows = rowsOf(sheet.drawings);
  const width = Math.max(NARROWEST, ...rows.map(widthOf));
  const parts = [
    lines(sheet.title, width, 20, ink, true),
    lines(sheet.caption, width, 13, PALETTES[theme].muted),
    ...rows.map(placedRow),
    legendBlock(sheet.legend, width, theme),
    footer(sheet.notes, width, theme),
  ].filter(({ height }) => height > 0);
  let y = MARGIN;
  const body = parts.map((part) => {
    const at = `<g transform="translate(${MARGIN} ${round(y)})">${part.body}</g>`;
    y += part.height + GAP;
    return at;
  });
  const [w, h] = [width + 2 * MARGIN, round(y - GAP + MARGIN)];
  const scale = Math.max(1, LEAST_WIDTH / w);
  // The paper reaches beyond the edge: rounded to whole pixels, a file is a fraction larger than its drawing.
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(w * scale)}" height="${Math.ceil(h * scale)}" ` +
    `viewBox="0 0 ${round(w)} ${h}" font-family="${FONT}" font-size="11" fill="${ink}">` +
    `<title>${escapeXml(sheet.title)}</title>${sheet.font && `<style>${sheet.font}</style>`}` +
    `<rect x="-9" y="-9" width="${Math.ceil(w) + 18}" height="${Math.ceil(h) + 18}" fill="${paper}"/>` +
    `${body.join("")}</svg>`
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
const widthOf = (row: readonly Drawing[]): number =>
  row.reduce((sum, { width }) => sum + width, 0) + GAP * (row.length - 1);

/** Panels in rows, each as wide as it may be. */
function rowsOf(drawings: readonly Drawing[]): Drawing[][] {
  const rows: Drawing[][] = [];
  for (const drawing of drawings) {
    const last = rows.at(-1);
    const beside = !drawing.below && last && !last.some(({ below }) => below);
    if (beside && widthOf([...last, drawing]) <= WIDEST_ROW) last.push(drawing);
    else rows.push([drawing]);
  }
  return rows;
}

function placedRow(row: readonly Drawing[]): Placed {
  let x = 0;
  const body = row.map((drawing) => {
    const at = `<g transform="translate(${round(x)} 0)">${drawing.body}</g>`;
    x += drawing.width + GAP;
    return at;
  });
  return { body: body.join(""), height: Math.max(...row.map(({ height }) => height)) };
}

/** Broken lines of one size; an empty text takes no room. */
function lines(text: string, width: number, size: number, tone: string, bold = false): Placed {
  if (text.trim() === "") return { body: "", height: 0 };
  const step = size * 1.45;
  const broken = wrapText(text, width, size, bold);
  const body = broken.map(
    (line, i) =>
      `<text x="0" y="${round(size + i * step)}" font-size="${size}" fill="${tone}"` +
      `${bold ? ' font-weight="600"' : ""}>${escapeXml(line)}</text>`,
  );
  return { body: body.join(""), height: broken.length * step };
}

function legendBlock(items: readonly LegendItem[], width: number, theme: Theme): Placed {
  if (items.length === 0) return { body: "", height: 0 };
  const { paper, ink } = PALETTES[theme];
  const line = 22;
  let [x, y] = [0, 0];
  const body = items.map(({ mark, words }) => {
    const length = MARK_WIDTH + 8 + textWidth(words, 12) + 22;
    if (x > 0 && x + length > width) [x, y] = [0, y + line];
    const at = [round(x + MARK_WIDTH + 8), y + MARK_HEIGHT];
    const drawn =
      `<g transform="translate(${round(x)} ${y + 2})">${markSvg(mark, paper)}</g>` +
      `<text x="${at[0]}" y="${at[1]}" font-size="12" fill="${ink}">${escapeXml(words)}</text>`;
    x += length;
    return drawn;
  });
  return { body: body.join(""), height: y + line };
}

function footer(notes: readonly string[], width: number, theme: Theme): Placed {
  const { line, muted } = PALETTES[theme];
  let y = 12;
  const body = notes.map((note) => {
    const { body: text, height } = lines(note, width, 11, muted);
    const at = `<g transform="translate(0 ${round(y)})">${text}</g>`;
    y += height + 2;
    return at;
  });
  return {
    body: `<line x1="0" x2="${round(width)}" y1="0" y2="0" stroke="${line}"/>${body.join("")}`,
    height: notes.length > 0 ? y : 0,
  };
}
