/**
 * How long the functions of a file are, in lines, by the syntax tree that Vite's own parser gives: declarations, methods,
 * arrow functions and React components alike. A function within another counts in both.
 */
import { parseSync } from "vite";
import type { SourceFile } from "./sourceFiles";

interface FunctionLength {
  /** "src/core/diff.ts:12", where it begins. */
  readonly at: string;
  readonly lines: number;
  /** True when the comment above it says why, in a sentence that begins with "Long because". */
  readonly reasoned: boolean;
}

export function functionLengths({ path, text }: SourceFile): FunctionLength[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);
  const lines = text.split("\n");
  const lineOf = (offset: number): number => text.slice(0, offset).split("\n").length;
  return functionsIn(program).map(({ start, end }) => {
    const first = lineOf(start);
    return {
      at: `${path}:${first}`,
      lines: lineOf(end) - first + 1,
      reasoned: /(?:^|[.!?]\s)\s*Long because/.test(commentAbove(lines, first - 1)),
    };
  });
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

function functionsIn(value: unknown): Node[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(functionsIn);
  const node = value as Partial<Node>;
  return node.type !== undefined && FUNCTIONS.has(node.type) ? [node as Node, ...inside] : inside;
}

/** The comment that ends right above a line (counted from 0), as prose on one line. */
function commentAbove(lines: readonly string[], index: number): string {
  const found: string[] = [];
  for (let at = index - 1; at >= 0 && /^\s*(\/\*|\*|\/\/)/.test(lines[at]!); at--) found.unshift(lines[at]!);
  return found
    .map((line) => line.replace(/^\s*(\/\*\*?|\*\/|\*|\/\/)\s*/, "").replace(/\s*\*\/\s*$/, ""))
    .join(" ")
    .trim();
}
