/**
 * Passage: a piece of text with one number at every token, and what a picture says of it.
 */
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

/** Fainter values would only tint the paper. */
export const isColoured = (value: number, extent: number): boolean => value > extent * 0.04;

/** A token as it stands in a text: line breaks made visible, special tokens in angle brackets. */
export function passageWord(token: string, index: number): string {
  return (index === 0 ? token.trimStart() : token).replaceAll("\n", "↵").replace(/^<\|(\w+)\|>$/, " ⟨$1⟩ ");
}
