/**
 * Passages of coloured tokens as stand-alone SVG.
 */
import { formatValue } from "../frame/format";
import { colourTable } from "../frame/heatmapWindow";
import { PALETTES, textOn, type Theme } from "../frame/palette";
import { escapeXml, svgFile } from "../frame/svg";
import type { Passage } from "./ColouredText";

const LINE = 640;
const CHARACTER = 7.4;

/** Passages as lines of coloured tokens, broken where the line is full. */
export function passagesSvg(title: string, passages: readonly Passage[], unit: string, theme: Theme): string {
  const extent = passages.reduce((most, { values }) => Math.max(most, ...values), 0);
  const colour = colourTable("magnitude", theme, extent);
  const { ink, muted } = PALETTES[theme];
  const parts: string[] = [];
  let y = 52;
  for (const { voice, tokens, values } of passages) {
    let x = 16;
    tokens.forEach((token, i) => {
      const width = token.length * CHARACTER;
      if (x + width > LINE) [x, y] = [16, y + 20];
      const value = values[i] ?? 0;
      const lit = value > extent * 0.04;
      if (lit) parts.push(`<rect x="${x}" y="${y - 13}" width="${width}" height="18" fill="${colour(value)}"/>`);
      parts.push(
        `<text x="${x}" y="${y}" font-family="monospace" font-size="12" xml:space="preserve" textLength="${width}" ` +
          `fill="${lit ? textOn(colour(value)) : ink}">${escapeXml(token.replaceAll("\n", "↵"))}</text>`,
      );
      x += width;
    });
    y += 18;
    const most = Math.max(0, ...values);
    parts.push(
      `<text x="16" y="${y}" fill="${muted}">${escapeXml(`${voice}; at most ${formatValue(most)} ${unit}`)}</text>`,
    );
    y += 32;
  }
  return svgFile(title, LINE + 16, y, theme, parts.join(""));
}
