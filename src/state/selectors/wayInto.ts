/**
 * What changes on the way into a chapter: one that shows what both models do with the same words opens on what the
 * right one just said, and what was turned is put back where the training alone is shown.
 */
import { textOf } from "../../core/answers/answer";
import type { Chapter, Experiment } from "../../core/experiment";
import { withAnswer, withChapter, withColumn } from "../edits/experiment";
import { untouched } from "../edits/interventions";
import type { AppState } from "../store";
import { frontSides } from "./front";

/** Chapters whose strongest case is what the right model just said. */
const READS_AN_ANSWER: ReadonlySet<Chapter> = new Set(["differs", "personas"]);
/** Chapters in which both answers are read. */
const SHOWS_ANSWERS: ReadonlySet<Chapter> = new Set(["finding", "answers"]);
/** Chapters that show what the training did. The proof goes on with what was turned. */
const AS_TRAINED: ReadonlySet<Chapter> = new Set(["answers", "differs", "personas"]);

/**
 * From where the answers are read into a chapter that looks into one: both models read what the right one said, and
 * the playhead stands where their predictions are furthest apart. Whoever has chosen words before keeps them.
 */
export function lookInside(state: AppState, experiment: Experiment, to: Chapter): Experiment {
  const there = withChapter(experiment, to);
  const { chapter, left } = experiment;
  if (!READS_AN_ANSWER.has(to) || !SHOWS_ANSWERS.has(chapter) || left.prompt.answer !== null) return there;
  const said = textOf(frontSides({ ...state, experiment })?.right.tokens ?? []).trim();
  return said === "" ? there : withColumn(withAnswer(there, said), "widest");
}

/** The same, with the models as trained where the training alone is shown. Within a chapter nothing is put back. */
export function lookAsTrained(state: AppState, experiment: Experiment, to: Chapter): Experiment {
  const putBack = AS_TRAINED.has(to) && to !== experiment.chapter;
  return lookInside(state, putBack ? untouched(experiment) : experiment, to);
}
