/**
 * Sentences of a text, one a line: where each begins and ends. A line break ends one, and so do a full stop, a question
 * mark and an exclamation mark with a space behind them. Found by form alone, so "e.g. this" counts as two.
 */

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A text without any break (a key, an encoded file) is cut after so many letters, or it could not be shown. */
const LONGEST = 1000;

/** Takes time in proportion to the text, whatever stands in it. */
const BREAK = /\n\s*|[.!?]["'”’)\]]*[ \t]+/g;

/** Every line that is not empty, in order, without white space around it. */
export function sentencesOf(text: string): TextSpan[] {
  const lines: TextSpan[] = [];
  const add = (from: number, to: number): void => {
    let next = from;
    for (let at = from; at < to; at = next) {
      next = Math.min(to, at + LONGEST);
      // A cut through a pair of surrogates leaves half a character.
      if (next < to && text.codePointAt(next - 1)! > 0xffff) next--;
      const piece = text.slice(at, next);
      const start = at + piece.length - piece.trimStart().length;
      const end = at + piece.trimEnd().length;
      if (start < end) lines.push({ start, end });
    }
  };
  let start = 0;
  for (const match of text.matchAll(BREAK)) {
    const behind = match.index + match[0].length;
    add(start, behind);
    start = behind;
  }
  add(start, text.length);
  return lines;
}

/** The line that holds the letter at `at`, or the last one before it; -1 where none begins before it. */
export function lineAt(lines: readonly TextSpan[], at: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
