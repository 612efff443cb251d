/**
 * The strip of words as a drawing: tokens on their colours, line by line, a flag where the two part, a line in a
 * Side's hue under what only that Side reads, and the colour bar.
 */
import { colourBarDrawing } from "../frame/colourBarDrawing";
import type { Drawing } from "../frame/drawing";
import { PALETTES, textOn, type Theme } from "../frame/palette";
import { stackedDrawing } from "../frame/stackedDrawing";
import { escapeXml } from "../frame/svg";
import { textWidth } from "../frame/textWidth";
import type { TokenStripProps } from "./TokenStrip";
import { beginsLine, stripColours, stripText } from "./stripToken";

const WIDTH = 720;
const LINE = 31;
const BOX = 22;
const PAD = 3;
const SIZE = 14;
/** Of the chat template's marks. */
const SMALL = 10;
const FLAG = 12;

export function stripDrawing(strip: Omit<TokenStripProps, "onSelect">, theme: Theme): Drawing {
  const { tokens, extent, unit, floor, selected } = strip;
  const { ink, left, right } = PALETTES[theme];
  const colours = stripColours(extent, floor, theme);
  const parts: string[] = [];
  let [x, y] = [1, 1];
  let reach = WIDTH;
  tokens.forEach((token, column) => {
    const size = token.part === "template" ? SMALL : SIZE;
    const shown = stripText(token).trim();
    const flag = token.parts ? FLAG : 0;
    const wide = textWidth(shown, size) + 2 * PAD + flag;
    if (beginsLine(tokens, column) || (x > 1 && x + wide > WIDTH)) [x, y] = [1, y + LINE];
    const fill = colours.fillOf(token);
    const tone = fill === null || colours.isGrey(token) ? ink : textOn(fill);
    const stroke = column === selected ? ` stroke="${ink}" stroke-width="2"` : "";
    if (fill !== null || stroke) {
      parts.push(`<rect x="${x}" y="${y}" width="${wide}" height="${BOX}" rx="3" fill="${fill ?? "none"}"${stroke}/>`);
    }
    if (token.only) {
      const hue = token.only === "left" ? left : right;
      parts.push(`<rect x="${x}" y="${y + BOX}" width="${wide}" height="3" fill="${hue}"/>`);
    }
    if (flag) parts.push(`<path d="M${x + PAD + 1},${y + 17}v-12l7,3l-7,3" fill="${tone}" stroke="${tone}"/>`);
    parts.push(
      `<text x="${x + PAD + flag}" y="${y + 16}" font-size="${size}" fill="${tone}">${escapeXml(shown)}</text>`,
    );
    reach = Math.max(reach, x + wide + 1);
    x += wide + (column === 0 ? 14 : 3);
  });
  const words = { width: reach, height: y + LINE, body: parts.join("") };
  return stackedDrawing([words, colourBarDrawing({ scale: "magnitude", extent, unit, floor }, theme)]);
}
