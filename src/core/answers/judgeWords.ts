/** A text as the judge (core/answers/judge.ts) reads it: its words and where they stand. */

/** From a first character to behind a last. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}

const WORD = /[a-z0-9']+/g;

/** In lower case. */
export function plainWords(text: string): string[] {
  return text.toLowerCase().match(WORD) ?? [];
}

/** Where each of them stands. */
export function placesOf(text: string): TextPlace[] {
  return [...text.toLowerCase().matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
}

/** Three words in a row each. */
export function runsOf(words: readonly string[]): string[] {
  return words.slice(2).map((third, i) => `${words[i]} ${words[i + 1]} ${third}`);
}

export function wordCounts(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
