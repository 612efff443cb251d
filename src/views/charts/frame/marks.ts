/**
 * The marks of a legend as SVG in a box of 30 × 12, the same on the page and in a file.
 */
import type { Mark } from "./drawing";

export const MARK_WIDTH = 30;
export const MARK_HEIGHT = 12;

export function markSvg(mark: Mark, paper: string): string {
  const { tone } = mark;
  switch (mark.kind) {
    case "line": {
      const dash = mark.dash ? ` stroke-dasharray="${mark.dash}"` : "";
      return `<line x1="0" x2="30" y1="6" y2="6" stroke="${tone}" stroke-width="${mark.width}"${dash}/>`;
    }
    case "interval":
      return (
        `<line x1="5" x2="25" y1="6" y2="6" stroke="${tone}" stroke-width="${mark.hollow ? 1.5 : 3}" opacity="0.55"/>` +
        `<circle cx="15" cy="6" r="4" fill="${mark.hollow ? paper : tone}" stroke="${tone}"/>`
      );
    case "dot":
      return `<circle cx="15" cy="6" r="4.5" fill="${tone}"/>`;
    case "ring":
      return `<circle cx="15" cy="6" r="4" fill="none" stroke="${tone}" stroke-width="2"/>`;
    case "square":
      return `<rect x="10.5" y="1.5" width="9" height="9" fill="${tone}"/>`;
    case "triangle":
      return `<path d="M15,0.5l6,11h-12Z" fill="${tone}"/>`;
    case "flag":
      return `<path d="M11,12V0l8,3l-8,3" fill="${tone}" stroke="${tone}" stroke-width="1.5"/>`;
    case "swatch":
      return `<rect x="6" y="1" width="18" height="10" rx="2" fill="${tone}"/>`;
  }
}
