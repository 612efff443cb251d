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

/** Runs and questions, of all and of those with a label: in one walk, since there may be a hundred thousand. */
function countsOf(runs: readonly ListedRun[], labels: Int8Array) {
  // Questions are numbered as they come, so there are no more of them than runs.
  const [known, rated] = [new Uint8Array(runs.length), new Uint8Array(runs.length)];
  const counts = { questions: 0, ratedRuns: 0, ratedQuestions: 0 };
  runs.forEach((run, i) => {
    const question = run.question ?? i;
    counts.questions += 1 - known[question]!;
    known[question] = 1;
    if (labels[i] === UNLABELLED) return;
    counts.ratedRuns++;
    counts.ratedQuestions += 1 - rated[question]!;
    rated[question] = 1;
  });
  return counts;
}

/** What to know of the rates and of their intervals, which take runs for independent. */
export function aboutIntervals(runs: readonly ListedRun[], { held, counted }: Omit<Halves, "tried">): string {
  const { questions, ratedRuns, ratedQuestions } = countsOf(runs, counted);
  const all = `all ${many(runs.length, "run")}`;
  const rates =
    ratedRuns === runs.length
      ? `The rates are of ${all}, on ${many(questions, "question")}.`
      : `The rates are of the ${many(ratedRuns, "run")} with a label${held ? " in the held-out half" : ""}, on ` +
        `${many(ratedQuestions, "question")}; ${all} are on ${many(questions, "question")}.`;
  return `${rates} ${
    ratedQuestions < ratedRuns
      ? "Runs on one question are alike, so the 95 % intervals are too narrow."
      : "Intervals are 95 %, as if runs were independent."
  }`;
}

const many = (n: number, what: string): string => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
