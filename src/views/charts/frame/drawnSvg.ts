/**
 * A picture that is drawn as SVG on the page, as a file of its own: the same marks, with a title and a line of legend.
 */
import { PALETTES, type Theme } from "./palette";
import { escapeXml, svgFile } from "./svg";

const MARGIN = 16;
const HEAD = 40;
const FOOT = 34;

/** The first <svg> within `picture`; empty text when there is none. */
export function drawnSvg(picture: HTMLElement, title: string, legend: string, theme: Theme): string {
  const live = picture.querySelector("svg");
  if (!live) return "";
  const { width, height } = live.viewBox.baseVal;
  const inside = new XMLSerializer()
    .serializeToString(live)
    .replace(/ (class|tabindex|role|aria-[a-z]+|data-[a-z]+)="[^"]*"/g, "");
  const body =
    `<g transform="translate(${MARGIN} ${HEAD})">${inside}</g>` +
    `<text x="${MARGIN}" y="${HEAD + height + 22}" fill="${PALETTES[theme].muted}">${escapeXml(legend)}</text>`;
  return svgFile(title, Math.max(width, 480) + 2 * MARGIN, height + HEAD + FOOT, theme, body);
}
