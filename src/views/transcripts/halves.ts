/** The labels that rules are tried on, and those that are counted: all, or either half where one is held out. */
import { heldOut, labelsOfHalf, type Split, splitOf } from "../../core/transcripts/heldOut";
import type { ListedRun } from "../../runtime/transcripts/messages";

export interface Halves {
  /** 1 for each run that is held out; null where none is. */
  readonly held: Uint8Array | null;
  /** By run, as all labels are. */
  readonly tried: Int8Array;
  readonly counted: Int8Array;
}

const questionsOf = (runs: readonly ListedRun[]): number[] => runs.map(({ question }, i) => question ?? i);

export const splitRuns = (runs: readonly ListedRun[]): Split => splitOf(questionsOf(runs));

export function halvesOf(runs: readonly ListedRun[], labels: Int8Array, split: Split | null): Halves {
  if (!split) return { held: null, tried: labels, counted: labels };
  const held = heldOut(questionsOf(runs), split);
  return { held, tried: labelsOfHalf(labels, held, 0), counted: labelsOfHalf(labels, held, 1) };
}

/** What to know of intervals that take runs for independent. */
export function aboutIntervals(runs: readonly ListedRun[]): string {
  const questions = new Set(questionsOf(runs)).size;
  if (questions === runs.length) return "Intervals: 95 %, as if runs were independent.";
  if (questions === 1) return "Where runs share a question they are alike, and these intervals are too narrow.";
  return (
    `${runs.length.toLocaleString("en")} runs on ${questions.toLocaleString("en")} questions: runs of one question ` +
    "are alike, so these intervals are too narrow."
  );
}
