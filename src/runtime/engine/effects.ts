/**
 * What the Engine does about effects: ask many questions and judge the answers, measure the effect of every part of a
 * model, and measure how active a direction is. The interface only; runtime/jobs/effects.ts carries it out.
 */
import type { AnswerEnd } from "../../core/answers/answer";
import type { PartEffects, EffectScore } from "../../core/edits/partEffects";
import type { DirectionRef, Sampling, Side } from "../../core/experiment";
import type { StepCounts, Verdict, WrongStep } from "../../core/answers/judge";
import type { FileEntry } from "../../model/hosted/fileEntry";
import type { Progress } from "./progress";

export interface SurveyRequest {
  /** Its prompt is replaced by each question. */
  readonly side: Pick<Side, "checkpoint" | "interventions">;
  readonly questions: readonly {
    readonly text: string;
    /** What the judge is told it is about, "car/flat-tyre"; "" for an open question. */
    readonly situation: string;
  }[];
  readonly samples: number;
  readonly sampling: Sampling;
  /** Every answer has a seed of its own, the same on both Sides. */
  readonly seed: number;
  readonly judge: FileEntry;
}

export interface SurveyAnswer {
  /** Index into the questions. */
  readonly question: number;
  readonly sample: number;
  readonly text: string;
  readonly end: AnswerEnd;
  readonly verdict: Verdict;
}

/** Answers that were given already, to be judged. */
export interface JudgeRequest {
  readonly judge: FileEntry;
  readonly answers: readonly {
    readonly text: string;
    readonly end: AnswerEnd;
    /** As in a survey. */
    readonly situation: string;
  }[];
}

export interface JudgedText {
  readonly verdict: Verdict;
  /** Where the steps that do harm stand in the text. */
  readonly wrong: readonly WrongStep[];
  readonly steps: StepCounts;
}

/**
 * Each Side has read its prompt and, where there is one, the answer in it. A transplant is of the tokens that both
 * share at the end: all of them where both read the same words, fewer after two instructions or two thoughts.
 */
export interface PartEffectsRequest {
  readonly kind: PartEffects["kind"];
  readonly left: Side;
  readonly right: Side;
  readonly score: EffectScore;
}

export interface MeasureRequest {
  readonly side: Pick<Side, "checkpoint" | "interventions">;
  readonly questions: readonly string[];
  readonly direction: DirectionRef;
  readonly layer: number;
}

export interface EffectsEngine {
  /** Answers as they come, in order of the questions; the promise gives all. */
  survey(
    request: SurveyRequest,
    on: (answers: readonly SurveyAnswer[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SurveyAnswer[]>;
  /** In their order; it fetches the judge's file where that has not been done. */
  judgeAnswers(request: JudgeRequest, signal: AbortSignal): Promise<readonly JudgedText[]>;
  /** Progress counts parts. */
  partEffects(request: PartEffectsRequest, on: (progress: Progress) => void, signal: AbortSignal): Promise<PartEffects>;
  /** Mean over questions of an activity as EffectScore has it. */
  measure(request: MeasureRequest, signal: AbortSignal): Promise<number>;
}
