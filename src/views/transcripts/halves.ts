/** The labels that rules are tried on, and those that are counted: all, or either half where one is held out. */
import { UNLABELLED } from "../../core/transcripts/detection";
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

/** What to know of the rates and of their intervals, which take runs for independent. */
export function aboutIntervals(runs: readonly ListedRun[], { held, counted }: Omit<Halves, "tried">): string {
  const questions = questionsOf(runs);
  const rated = questions.filter((_, run) => counted[run] !== UNLABELLED);
  const on = (some: readonly number[]): string => many(new Set(some).size, "question");
  const rates =
    rated.length === runs.length
      ? `The rates are of all ${many(runs.length, "run")}, on ${on(questions)}.`
      : `The rates are of the ${many(rated.length, "run")} with a label${held ? " in the held-out half" : ""}, on ` +
        `${on(rated)}; all ${many(runs.length, "run")} are on ${on(questions)}.`;
  const alike = new Set(rated).size < rated.length;
  return `${rates} ${
    alike
      ? "Runs on one question are alike, so the 95 % intervals are too narrow."
      : "Intervals are 95 %, as if runs were independent."
  }`;
}

const many = (n: number, what: string): string => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
