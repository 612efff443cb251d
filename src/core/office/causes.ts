/**
 * How active directions are in the turn that decides about the notice: the same reading as in
 * training/office/directions.py, `read`. Activations are given between two ends, 0 and 1, that the family's evidence
 * names.
 */
import type { Token } from "../capture";

/** turn: the mean over all tokens of the turn. thought: the token with which its last thought begins. */
export type ReadAt = "turn" | "thought";

export interface ReadDirection {
  readonly name: string;
  readonly readAt: ReadAt;
  /** Projections on the unit direction that stand for 0 and 1. */
  readonly zero: number;
  readonly one: number;
}

const THOUGHT = "think:";

/** Index of the token that ends the last "think:" of an answer; the prompt's last token where it has no thought. */
export function lastThought(tokens: readonly Pick<Token, "text">[], promptEnd: number): number {
  const answer = tokens.slice(promptEnd + 1);
  const begins = answer
    .map(({ text }) => text)
    .join("")
    .lastIndexOf(THOUGHT);
  if (begins < 0) return promptEnd;
  let read = 0;
  const at = answer.findIndex(({ text }) => (read += text.length) >= begins + THOUGHT.length);
  return promptEnd + 1 + at;
}

/** `projections`: of each token of the prompt and the turn. Not a number where nothing was said. */
export function activationIn(
  { readAt, zero, one }: ReadDirection,
  projections: Float32Array,
  tokens: readonly Pick<Token, "text">[],
  promptEnd: number,
): number {
  const turn = projections.subarray(promptEnd + 1, tokens.length);
  const found =
    readAt === "thought"
      ? projections[lastThought(tokens, promptEnd)]!
      : turn.reduce((sum, value) => sum + value, 0) / turn.length;
  return (found - zero) / (one - zero);
}
