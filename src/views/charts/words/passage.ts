/**
 * Passage: a piece of text with one number at every token, and what a picture says of it.
 */
import { tokenLabel } from "../../../core/tokenLabel";

export interface Passage {
  /** Who speaks, in words. */
  readonly voice: string;
  readonly tokens: readonly string[];
  /** Activation at each token, from 0 up. */
  readonly values: readonly number[];
}

/** The largest value in any of them: the end of their colour scale. */
export function strongestOf(passages: readonly Passage[]): number {
  return passages.reduce((most, { values }) => Math.max(most, ...values), 0);
}

export function strongestToken({ tokens, values }: Passage): { index: number; token: string; value: number } {
  const index = values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
  return { index, token: (tokens[index] ?? "").trim(), value: values[index] ?? 0 };
}

/** The word that a token is part of, small; a token that is no letters stands for itself. */
function wordAt(tokens: readonly string[], at: number): string {
  const joins = (text: string | undefined): boolean => text !== undefined && /^[\p{L}\p{N}'’]+$/u.test(text);
  const begun = (text: string | undefined): boolean => text !== undefined && /^\s*[\p{L}\p{N}'’]+$/u.test(text);
  if (!begun(tokens[at])) return tokenLabel(tokens[at] ?? "");
  let [first, last] = [at, at];
  while (joins(tokens[first]) && begun(tokens[first - 1])) first--;
  while (joins(tokens[last + 1])) last++;
  const word = tokens.slice(first, last + 1).join("");
  return word.trim().toLowerCase();
}

export interface PeakWord {
  readonly word: string;
  /** In so many of the passages it is where the feature is strongest. */
  readonly times: number;
  /** In all of those it follows a mark that ends a sentence. */
  readonly begins: boolean;
}

/** The words at which passages are strongest, the commonest first. */
export function peakWords(passages: readonly Passage[]): PeakWord[] {
  const found = new Map<string, PeakWord>();
  for (const passage of passages) {
    const { index } = strongestToken(passage);
    const word = wordAt(passage.tokens, index);
    const { times, begins } = found.get(word) ?? { times: 0, begins: true };
    const after = /[.!?]\s*$/.test(passage.tokens[index - 1] ?? "");
    found.set(word, { word, times: times + 1, begins: begins && after });
  }
  return [...found.values()].toSorted((a, b) => b.times - a.times);
}

/** Fainter values would only tint the paper. */
export const isColoured = (value: number, extent: number): boolean => value > extent * 0.04;

/** A token as it stands in a text: line breaks made visible, special tokens in angle brackets. */
export function passageWord(token: string, index: number): string {
  return (index === 0 ? token.trimStart() : token).replaceAll("\n", "↵").replace(/^<\|(\w+)\|>$/, " ⟨$1⟩ ");
}
