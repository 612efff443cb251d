/**
 * One run whose thoughts are cut after each of their lines: what the model answers when it may think no more. An answer
 * that the thoughts are needed for comes late; one that they are not needed for is there before the first line.
 */
import { judgeSheet, type KeySheet } from "../office/sheet";
import { begun, thoughtsOf } from "../office/thoughts";

export interface CutRun {
  readonly thoughts: readonly string[];
  /** Of the run itself. */
  readonly answer: string;
  /** With none of the thoughts, the first, …, all of them: one more than there are. Null: it gives none. */
  readonly cut: readonly (string | null)[];
}

/** Where a model goes on from: none of its thoughts, the first, …, all, each closed. */
export const cutBeginnings = (thoughts: readonly string[]): string[] =>
  Array.from({ length: thoughts.length + 1 }, (_, kept) => begun(thoughts.slice(0, kept), true));

/** `after`: what became of each beginning. Null where the run has no thoughts that end, or gives no answer. */
export function cutRun(sheet: KeySheet, text: string, after: readonly string[]): CutRun | null {
  const thoughts = thoughtsOf(text);
  const { answer } = judgeSheet(sheet, text);
  if (!thoughts || answer === null || after.length !== thoughts.length + 1) return null;
  return { thoughts, answer, cut: after.map((one) => judgeSheet(sheet, one).answer) };
}

/** The fewest lines from which on its answer stands, whatever follows; null: not even with all of them. */
export function settledAt({ cut, answer }: CutRun): number | null {
  const last = cut.findLastIndex((one) => one !== answer);
  return last === cut.length - 1 ? null : last + 1;
}
