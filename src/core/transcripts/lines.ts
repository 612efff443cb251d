/**
 * Sentences of a text, one a line: where each begins and ends. A line break ends one, and so do a full stop, a question
 * mark and an exclamation mark with a space behind them. Found by form alone, so "e.g. this" counts as two.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text without any break (a key, an encoded file) is cut after so many letters, or it could not be shown. */
const LONGEST = 1000;

/** Takes time in proportion to the text, whatever stands in it. */
const BREAK = /\n\s*|[.!?]["'”’)\]]*[ \t]+/g;

/** Every line that is not empty, in order, without white space around it. */
export function linesOf(text: string): Span[] {
  const lines: Span[] = [];
  const add = (from: number, to: number): void => {
    for (let start = from; start < to; start += LONGEST) lines.push({ start, end: Math.min(to, start + LONGEST) });
  };
  const trimmed = (from: number, to: number): number => from + text.slice(from, to).trimEnd().length;
  let start = text.length - text.trimStart().length;
  for (const match of text.matchAll(BREAK)) {
    const behind = match.index + match[0].length;
    if (match.index < start) continue;
    add(start, trimmed(start, behind));
    start = behind;
  }
  add(start, trimmed(start, text.length));
  return lines;
}

/** The line that holds the letter at `at`, or the last one before it; -1 where none begins before it. */
export function lineAt(lines: readonly Span[], at: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
