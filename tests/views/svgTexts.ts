/**
 * Where the texts of an exported picture stand: as boxes in the file's own units, measured with the font that the file embeds.
 * Knows what the drawings use: groups, translations and rotations, font sizes and anchors.
 */
import { textWidth } from "../../src/views/charts/frame/textWidth";

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly slanted: boolean;
}

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

interface Style {
  readonly matrix: Matrix;
  readonly size: number;
  readonly anchor: string;
  readonly bold: boolean;
}

const TAG = /<(\/?)([a-zA-Z]+)([^>]*?)(\/?)>|([^<]+)/g;

export function textBoxes(svg: string): TextBox[] {
  const stack: (Style & { readonly tag: string; readonly x: number; readonly y: number; text: string })[] = [];
  const found: TextBox[] = [];
  for (const [, closes, tag = "", attributes = "", empty, words] of svg.matchAll(TAG)) {
    if (words !== undefined) {
      const text = stack.find((open) => open.tag === "text");
      if (text) text.text += words;
      continue;
    }
    if (closes) {
      const open = stack.pop();
      if (open?.tag === "text") found.push(boxOf(open));
      continue;
    }
    if (empty) continue;
    const above = stack.at(-1);
    const of = (name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
    stack.push({
      tag,
      matrix: transformed(above?.matrix ?? [1, 0, 0, 1, 0, 0], of("transform") ?? ""),
      size: Number(of("font-size") ?? above?.size ?? 11),
      anchor: of("text-anchor") ?? above?.anchor ?? "start",
      bold: Number(of("font-weight") ?? (above?.bold ? 600 : 400)) >= 600,
      x: Number(of("x") ?? 0),
      y: Number(of("y") ?? 0),
      text: "",
    });
  }
  return found;
}

function boxOf({ text, x, y, size, anchor, bold, matrix }: Style & { text: string; x: number; y: number }): TextBox {
  const words = text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&#x([\da-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code as string, 16)))
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"');
  const width = textWidth(words, size, bold);
  const start = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  const corners = [start, start + width].flatMap((u) => [y - 0.73 * size, y + 0.2 * size].map((v) => at(matrix, u, v)));
  return {
    text: words,
    left: Math.min(...corners.map(([u]) => u)),
    right: Math.max(...corners.map(([u]) => u)),
    top: Math.min(...corners.map(([, v]) => v)),
    bottom: Math.max(...corners.map(([, v]) => v)),
    slanted: matrix[1] !== 0,
  };
}

const at = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

function transformed(from: Matrix, transform: string): Matrix {
  let matrix = from;
  for (const [, kind, list = ""] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const numbers = list.split(/[\s,]+/).map(Number);
    if (kind === "translate") matrix = times(matrix, [1, 0, 0, 1, numbers[0]!, numbers[1] ?? 0]);
    else if (kind === "rotate") {
      const [angle, x = 0, y = 0] = [(numbers[0]! * Math.PI) / 180, numbers[1], numbers[2]];
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      matrix = times(times(times(matrix, [1, 0, 0, 1, x, y]), [cos, sin, -sin, cos, 0, 0]), [1, 0, 0, 1, -x, -y]);
    } else throw new Error(`A drawing uses ${kind}, which this reader does not know.`);
  }
  return matrix;
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Texts that lie over each other, as "one | other"; slanted ones stand side by side and are left out. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  const upright = boxes.filter(({ slanted, text }) => !slanted && text.trim() !== "");
  return upright.flatMap((one, i) =>
    upright.slice(i + 1).flatMap((other) => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return across > 1 && down > 1 ? [`${one.text} | ${other.text}`] : [];
    }),
  );
}
