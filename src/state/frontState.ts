/**
 * The store's slice of the first screen: recorded answers as they arrive, and what was found of answers given here.
 * Selectors over it are state/selectors/front.ts; state/tasks/recordings.ts and state/tasks/front.ts fill it.
 */
import type { AnswersRecording } from "../model/recordings/answers";
import type { JudgedText } from "../runtime/engine/effects";

/** What was found of one answer, once the judge and the feature's reading have come. */
export interface FoundOfAnswer {
  readonly judged: JudgedText | null;
  /** The largest activation of the control's first feature on its words. */
  readonly peak: number | null;
}

export interface FrontState {
  readonly recordings: readonly AnswersRecording[];
  /** By the answer's key (keys.ts). */
  readonly found: ReadonlyMap<string, FoundOfAnswer>;
  /** The judge or the feature's reading is under way. */
  readonly judging: boolean;
}

export const NO_FRONT: FrontState = { recordings: [], found: new Map(), judging: false };
