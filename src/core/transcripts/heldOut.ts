/**
 * Half of the runs kept apart, so that rules written from the other half are tried on runs that they were not written
 * from. Of two neighbours a seeded coin takes one, so files that are added move no run to the other half.
 */
import { mulberry32, rowSeed } from "../random";
import { UNLABELLED } from "./detection";

export interface Split {
  readonly seed: number;
  /** Runs of one question are alike, so they stay together; where there are few questions, runs are split singly. */
  readonly by: "question" | "run";
}

const SEED = 1;
/** With fewer questions than this the halves would be too unlike. */
const FEWEST_QUESTIONS = 10;

/** `questions`: the number of each run's question. */
export const splitOf = (questions: readonly number[]): Split => ({
  seed: SEED,
  by: new Set(questions).size >= FEWEST_QUESTIONS ? "question" : "run",
});

/** 1 for each run that is held out. `questions`: numbered in the order in which they first come. */
export function heldOut(questions: readonly number[], { seed, by }: Split): Uint8Array {
  return Uint8Array.from(questions, (question, run) => {
    const place = by === "question" ? question : run;
    const second = mulberry32(rowSeed(seed, place >> 1))() < 0.5 ? 1 : 0;
    return (place & 1) === second ? 1 : 0;
  });
}

/** The labels of one half; runs of the other have none. */
export const labelsOfHalf = (labels: Int8Array, held: Uint8Array, half: 0 | 1): Int8Array =>
  labels.map((label, run) => (held[run] === half ? label : UNLABELLED));
