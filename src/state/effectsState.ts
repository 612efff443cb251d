/**
 * The store's slice for what is measured by asking many questions and by intervening: surveys, effects of parts,
 * curves, and the long work under way. Selectors over it are state/selectors/effects.ts; state/tasks/effects.ts fills
 * it.
 */
import type { PartEffects } from "../core/edits/partEffects";
import type { Failure } from "../core/failure";
import type { SweptSide } from "../core/pictures/sweepCurve";
import type { SetPrompt } from "../model/hosted/promptSet";
import type { SurveyAnswer } from "../runtime/engine/effects";
import type { Experiment } from "../core/experiment";
import type { Origin } from "./origin";

export interface Survey extends Origin<Experiment> {
  /** Which Sides it asked (keys.ts, "sweep"). */
  readonly key: string;
  readonly questions: readonly SetPrompt[];
  readonly samples: number;
  readonly left: readonly SurveyAnswer[];
  readonly right: readonly SurveyAnswer[];
}

export interface SweepCurve extends Origin<Experiment> {
  readonly kind: "steering" | "dose";
  readonly key: string;
  /** In words, what was steered along, or whose activity was measured; null: nothing. */
  readonly voice: string | null;
  /** Questions, and answers behind each point. */
  readonly questions: number;
  readonly answers: number;
  readonly panels: readonly SweptSide[];
}

export interface FoundEffects extends Origin<Experiment> {
  readonly key: string;
  readonly map: PartEffects;
}

type OfficeWork = "scene" | "ladder" | "causes" | "proof" | "clause" | "monitor" | "thoughts" | "cuts" | "lines";

export interface Work {
  readonly kind: "survey" | "transplantMap" | "doseMap" | "steeringCurve" | "doseCurve" | OfficeWork;
  readonly done: number;
  /** Answers or trials in all; 0 while it is not known. */
  readonly total: number;
  /** Milliseconds left at the pace so far; null until there is one. */
  readonly left: number | null;
}

export interface EffectsState {
  readonly survey: Survey | null;
  readonly maps: {
    readonly transplant: FoundEffects | null;
    readonly dose: FoundEffects | null;
  };
  readonly curves: { readonly steering: SweepCurve | null; readonly dose: SweepCurve | null };
  /** At most one at a time; the newest replaces it. */
  readonly work: Work | null;
  /** Why the latest work came to nothing. */
  readonly failure: Failure | null;
  /** Which work that was. */
  readonly failed: Work["kind"] | null;
}

export const NO_EFFECTS: EffectsState = {
  survey: null,
  maps: { transplant: null, dose: null },
  curves: { steering: null, dose: null },
  work: null,
  failure: null,
  failed: null,
};
