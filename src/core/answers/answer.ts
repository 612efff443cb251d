/**
 * What a Side says by itself, token by token, and where two such answers part. How a token is drawn is
 * core/answers/sampling.ts.
 */
import type { Sampling, Side } from "../experiment";

export interface SpokenToken {
  readonly id: number;
  /**
   * Its share of the text: the shares, one after another, are the text. A token that ends inside a character has "".
   */
  readonly text: string;
}

/** Why an answer ended: the model ended it, it is as long as was asked for, or the model can read no further. */
export type AnswerEnd = "finished" | "length" | "context";

export interface Spoken {
  readonly tokens: readonly SpokenToken[];
  readonly end: AnswerEnd;
}

export interface AnswerRequest {
  readonly side: Side;
  /** Each Side goes on from its prompt's answer; absent: that is not read, and the Side speaks for itself. */
  readonly goesOn?: boolean;
  readonly sampling: Sampling;
  readonly seed: number;
  /**
   * Logits side + amount · (toward − side), both reading the same answer after their own prompts; absent: the Side's
   * own.
   */
  readonly amplify?: { readonly toward: Side; readonly amount: number };
}

export function textOf(tokens: readonly SpokenToken[]): string {
  return tokens.map(({ text }) => text).join("");
}

/**
 * Index of the token with which the word begins that is the first to differ; the same on both Sides, since all before
 * it is equal. Null while they agree. Where one is a beginning of the other they part at its end, once it has ended.
 */
export function partingToken(
  left: { readonly tokens: readonly SpokenToken[]; readonly ended: boolean },
  right: { readonly tokens: readonly SpokenToken[]; readonly ended: boolean },
): number | null {
  const shorter = left.tokens.length <= right.tokens.length ? left : right;
  const longer = shorter === left ? right : left;
  let at = shorter.tokens.findIndex(({ id }, i) => id !== longer.tokens[i]!.id);
  if (at === -1) {
    if (!shorter.ended || shorter.tokens.length === longer.tokens.length) return null;
    at = shorter.tokens.length;
  }
  while (at > 0 && (isInside(left.tokens, at) || isInside(right.tokens, at))) at--;
  return at;
}

/** The whole word that a token is a piece of. */
export function wordAt(tokens: readonly SpokenToken[], at: number): string {
  let [from, to] = [at, at + 1];
  while (isInside(tokens, from)) from--;
  while (isInside(tokens, to)) to++;
  return textOf(tokens.slice(from, to));
}

/** Does a token go on with the word of the one before it? */
function isInside(tokens: readonly SpokenToken[], i: number): boolean {
  const [before, here] = [tokens[i - 1]?.text ?? "", tokens[i]?.text ?? ""];
  return /[\p{L}\p{N}'’]$/u.test(before) && /^[\p{L}\p{N}'’]/u.test(here);
}
