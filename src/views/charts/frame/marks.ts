/**
 * The marks of a legend in a box of 30 × 12, as shapes: the page draws them as elements, a file as text.
 */
import type { Mark } from "./drawing";

export const MARK_WIDTH = 30;
export const MARK_HEIGHT = 12;

export interface MarkShape {
  readonly tag: "line" | "circle" | "rect" | "path";
  /** Attributes by their SVG names. */
  readonly at: Readonly<Record<string, string | number>>;
}

const line = (tone: string, width: number, rest: MarkShape["at"]): MarkShape => ({
  tag: "line",
  at: { y1: 6, y2: 6, stroke: tone, "stroke-width": width, ...rest },
});

export function markShapes(mark: Mark, paper: string): readonly MarkShape[] {
  const { tone } = mark;
  switch (mark.kind) {
    case "line":
      return [line(tone, mark.width, { x1: 0, x2: 30, ...(mark.dash && { "stroke-dasharray": mark.dash }) })];
    case "interval":
      return [
        line(tone, mark.hollow ? 1.5 : 3, { x1: 5, x2: 25, opacity: 0.55 }),
        { tag: "circle", at: { cx: 15, cy: 6, r: 4, fill: mark.hollow ? paper : tone, stroke: tone } },
      ];
    case "dot":
      return [{ tag: "circle", at: { cx: 15, cy: 6, r: 4.5, fill: tone } }];
    case "ring":
      return [{ tag: "circle", at: { cx: 15, cy: 6, r: 4, fill: "none", stroke: tone, "stroke-width": 2 } }];
    case "square":
      return [{ tag: "rect", at: { x: 10.5, y: 1.5, width: 9, height: 9, fill: tone } }];
    case "triangle":
      return [{ tag: "path", at: { d: "M15,0.5l6,11h-12Z", fill: tone } }];
    case "flag":
      return [{ tag: "path", at: { d: "M11,12V0l8,3l-8,3", fill: tone, stroke: tone, "stroke-width": 1.5 } }];
    case "diamond":
      return [{ tag: "path", at: { d: "M15,0l6,6l-6,6l-6,-6Z", fill: "none", stroke: tone, "stroke-width": 1.5 } }];
    case "swatch":
      return [{ tag: "rect", at: { x: 6, y: 1, width: 18, height: 10, rx: 2, fill: tone } }];
  }
}

export function markSvg(mark: Mark, paper: string): string {
  return markShapes(mark, paper)
    .map(
      ({ tag, at }) =>
        `<${tag}${Object.entries(at)
          .map(([name, value]) => ` ${name}="${value}"`)
          .join("")}/>`,
    )
    .join("");
}
