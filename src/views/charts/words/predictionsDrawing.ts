/**
 * What each Side would say next, as a drawing: the words in the middle, the left's bars to the left, the right's
 * to the right.
 */
import { tokenLabel } from "../../../core/tokenLabel";
import type { Drawing } from "../frame/drawing";
import { formatShare } from "../frame/format";
import { PALETTES, type Theme } from "../frame/palette";
import { escapeXml } from "../frame/svg";
import { shortened, textWidth } from "../frame/textWidth";
import type { PredictionBarsProps } from "./PredictionBars";

const SIDE = 240;
/** Of the longest bar; the rest of a Side is for its number. */
const BAR = 180;
const WORD = 140;
const ROW = 22;
const SIZE = 12;
const HEAD = 46;

/** `after`: the word that they follow. */
export function predictionsDrawing(bars: PredictionBarsProps, after: string, theme: Theme): Drawing {
  const { words, leftTitle, rightTitle } = bars;
  const { ink, muted, left: leftHue, right: rightHue } = PALETTES[theme];
  const width = 2 * SIDE + WORD;
  const text = (x: number, y: number, label: string, anchor: string, rest: string): string =>
    `<text x="${x}" y="${y}" font-size="${SIZE}" text-anchor="${anchor}" ${rest}>${escapeXml(label)}</text>`;
  const bold = (tone: string): string => `font-weight="600" fill="${tone}"`;
  const title = shortened(`Next word after “${tokenLabel(after)}”`, width, 13, true);
  const parts = [
    `<text x="0" y="14" font-size="13" font-weight="600" fill="${ink}">${escapeXml(title)}</text>`,
    text(SIDE - 6, 36, shortened(leftTitle, SIDE - 6, SIZE, true), "end", bold(leftHue)),
    text(SIDE + WORD + 6, 36, shortened(rightTitle, SIDE - 6, SIZE, true), "start", bold(rightHue)),
  ];
  words.forEach(({ text: word, left, right }, i) => {
    const y = HEAD + i * ROW;
    const middle = shortened(tokenLabel(word), WORD - 12, SIZE);
    parts.push(text(SIDE + WORD / 2, y + 14, middle, "middle", `fill="${ink}"`));
    const share = (probability: number | null): string => (probability === null ? "rarer" : formatShare(probability));
    const long = (probability: number | null): number => (probability === null ? 0 : Math.max(1, probability * BAR));
    const [a, b] = [long(left), long(right)];
    parts.push(
      `<rect x="${SIDE - a}" y="${y + 3}" width="${a}" height="14" rx="2" fill="${leftHue}"/>`,
      text(SIDE - a - 6, y + 14, share(left), "end", `fill="${muted}"`),
      `<rect x="${SIDE + WORD}" y="${y + 3}" width="${b}" height="14" rx="2" fill="${rightHue}"/>`,
      text(SIDE + WORD + b + 6, y + 14, share(right), "start", `fill="${muted}"`),
    );
  });
  return {
    width: Math.max(width, textWidth(title, 13, true)),
    height: HEAD + words.length * ROW,
    body: parts.join(""),
  };
}
