/**
 * What the Engine can do about causes: ask many questions and judge the answers, map which part carries a behaviour, measure
 * a direction, and read an answer with both Sides. The interface only; runtime/jobs/survey.ts carries it out.
 */
import type { AnswerEnd } from "../../core/answers/answer";
import type { PartEffects, EffectScore } from "../../core/edits/partEffects";
import type { DirectionRef, Sampling, Side } from "../../core/experiment";
import type { Verdict } from "../../core/answers/judge";
import type { Tensor } from "../../core/tensor";
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
  /** Every answer has dice of its own, the same on both Sides. */
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

export interface ReadingRequest {
  readonly left: Side;
  readonly right: Side;
  /** Token ids of an answer; both Sides read it after their own prompts. */
  readonly answer: readonly number[];
}

/** What both Sides do while they read one answer of n tokens. */
export interface AnswerReading {
  /** [n]: KL(right ‖ left) of the distributions from which each token was drawn, in nats. */
  readonly kl: Float32Array;
  /**
   * [components, n], in the order of core/component.ts: ‖right − left‖ / ‖left‖ of what each writes at each token; of a
   * head, of what it gathers, before its output map: there it is also ablated and transplanted.
   */
  readonly change: Tensor;
}

export interface EffectsEngine {
  /** Answers as they come, in order of the questions; the promise gives all. */
  survey(
    request: SurveyRequest,
    on: (answers: readonly SurveyAnswer[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SurveyAnswer[]>;
  /** Both Sides must read the same words. Progress counts parts. */
  partEffects(request: PartEffectsRequest, on: (progress: Progress) => void, signal: AbortSignal): Promise<PartEffects>;
  /** Mean over questions of an activity as EffectScore has it. */
  measure(request: MeasureRequest, signal: AbortSignal): Promise<number>;
  readAnswer(request: ReadingRequest, signal: AbortSignal): Promise<AnswerReading>;
}
