/**
 * Tokens as lines of words, each on the colour of its number: the words both Sides read, or passages a feature is
 * active on.
 */
import type { Drawing } from "../frame/drawing";
import { PALETTES, textOn, type Theme } from "../frame/palette";
import { escapeXml } from "../frame/svg";
import { textWidth } from "../frame/textWidth";

export interface DrawnToken {
  readonly text: string;
  /** The colour behind it; null: none. */
  readonly fill: string | null;
}

const SIZE = 13;
const LINE = 25;
const PAD = 3;

/** `foot`: a quiet line below, as who wrote the passage. */
export function tokensDrawing(tokens: readonly DrawnToken[], theme: Theme, width: number, foot = ""): Drawing {
  const { ink, muted } = PALETTES[theme];
  const parts: string[] = [];
  let [x, y] = [0, 0];
  for (const { text, fill } of tokens) {
    const shown = text.replaceAll("\n", "↵").trim() || "␣";
    const long = textWidth(shown, SIZE) + 2 * PAD;
    if (x > 0 && x + long > width) [x, y] = [0, y + LINE];
    if (fill) parts.push(`<rect x="${x}" y="${y}" width="${long}" height="${LINE - 6}" rx="3" fill="${fill}"/>`);
    const tone = fill ? textOn(fill) : ink;
    parts.push(`<text x="${x + PAD}" y="${y + 14}" font-size="${SIZE}" fill="${tone}">${escapeXml(shown)}</text>`);
    x += long + (text.startsWith(" ") || tokens.length < 3 ? 4 : 1);
  }
  const height = y + LINE;
  if (foot) parts.push(`<text x="0" y="${height + 12}" font-size="11" fill="${muted}">${escapeXml(foot)}</text>`);
  return { width, height: height + (foot ? 20 : 0), body: parts.join("") };
}
