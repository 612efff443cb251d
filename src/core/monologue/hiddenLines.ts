/**
 * What a line of a thought does for all that follows, by hiding it: the text stays as it is, and no later token may
 * attend to the line's. So in “Thought anchors” (Bogdan et al. 2025, arXiv 2506.19143, section 5), where sentences are
 * compared by the logarithm of the KL divergence, less its mean; here stand the mean in nats, the probability of what
 * is written below the thoughts, and how often another answer is drawn in its place.
 */
import type { HiddenTokens } from "../edits/hiddenTokens";
import { klDivergence, logSumExp } from "../compare/divergence";
import { row, type Tensor } from "../tensor";
import { judgeSheet, type KeySheet } from "../office/sheet";
import { linesOf } from "../office/transcript";
import { type Rate, wilson } from "../pictures/rate";
import type { TextSpan } from "../transcripts/lines";

/** Where each thought stands in a run, its end of line included, and where what it does begins, after its thoughts. */
export function thoughtSpans(text: string): { readonly lines: readonly TextSpan[]; readonly action: number } {
  const lines: TextSpan[] = [];
  let from = 0;
  let action = 0;
  let known = 0;
  for (const raw of text.split("\n")) {
    const to = Math.min(text.length, from + raw.length + 1);
    const read = linesOf(text.slice(0, to));
    if (read.length > known && read.at(-1)!.kind === "think") lines.push({ start: from, end: to });
    if (raw.trim() === "</think>" || lines.at(-1)?.end === to) action = to;
    known = read.length;
    from = to;
  }
  return { lines, action };
}

/** The tokens that begin in a span; `ends`: after each token, how many characters there are up to its end. */
export function tokensIn({ start, end }: TextSpan, ends: readonly number[]): HiddenTokens {
  const begins = (character: number): number => {
    const at = ends.findIndex((_, i) => (i === 0 ? 0 : ends[i - 1]!) >= character);
    return at === -1 ? ends.length : at;
  };
  return { from: begins(start), to: begins(end) };
}

export interface HiddenLine {
  /** Mean KL divergence, in nats, from what is expected with the line to what is without, over later tokens. */
  readonly kl: number;
  /** How many tokens that is the mean of. */
  readonly tokens: number;
  /** Probability of all that the run writes below its thoughts. */
  readonly same: number;
  /** What was drawn below the thoughts in its place, several times. */
  readonly drawn: readonly string[];
}

/** How many tokens are drawn below the thoughts: three times what a sum and an answer take. */
export const MOST_DRAWN = 48;

/** How often another answer is drawn than the run's own, or none; null: nothing was drawn. */
export function changedAnswers(sheet: KeySheet, answer: string, drawn: readonly string[]): Rate | null {
  const n = drawn.length;
  if (n === 0) return null;
  const rate = drawn.filter((text) => judgeSheet(sheet, text).answer !== answer).length / n;
  return { rate, n, ...wilson(rate, n) };
}

/**
 * logits [T, V], with the tokens seen and with them hidden, of a text of T tokens. `action`: the first token that is
 * written below the thoughts. `temperature`: above 0, at which it is drawn.
 */
export function hiddenLine(
  plain: Tensor,
  hidden: Tensor,
  ids: readonly number[],
  { to }: HiddenTokens,
  action: number,
  temperature: number,
): Omit<HiddenLine, "drawn"> {
  const tokens = ids.length - to;
  let sum = 0;
  for (let t = to; t < ids.length; t++) sum += klDivergence(row(plain, t), row(hidden, t));
  return { kl: tokens > 0 ? sum / tokens : 0, tokens, same: probabilityOf(hidden, ids, action, temperature) };
}

/** Of the tokens from `from` on, given all before each. */
export function probabilityOf(logits: Tensor, ids: readonly number[], from: number, temperature: number): number {
  let sum = 0;
  for (let t = Math.max(1, from); t < ids.length; t++) {
    const scaled = row(logits, t - 1).map((value) => value / temperature);
    sum += scaled[ids[t]!]! - logSumExp(scaled);
  }
  return Math.exp(sum);
}
