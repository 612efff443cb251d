/**
 * The store's slice for what is measured by asking many questions and by intervening: surveys, effects of parts,
 * curves, and the long work under way. Selectors over it are state/selectors/effects.ts; state/tasks/effects.ts fills
 * it.
 */
import type { PartEffects } from "../core/edits/partEffects";
import type { Failure } from "../core/failure";
import type { Rate } from "../core/pictures/rate";
import type { SetPrompt } from "../model/hosted/promptSet";
import type { SurveyAnswer } from "../runtime/engine/effects";
import type { SideName } from "../core/experiment";

export interface Survey {
  /** Which Sides it asked (surveyKey). */
  readonly key: string;
  /** The checkpoints that were asked, whatever the Sides hold by now. */
  readonly asked: Readonly<Record<SideName, string>>;
  readonly questions: readonly SetPrompt[];
  readonly samples: number;
  readonly left: readonly SurveyAnswer[];
  readonly right: readonly SurveyAnswer[];
}

/** One strength or dose: what a number of answers came to. */
export interface SweptPoint {
  readonly at: number;
  readonly misaligned: Rate;
  readonly incoherent: Rate;
  /** The strongest persona at the prompt's end; null where it is not measured. */
  readonly activity: number | null;
}

export interface SweptPanel {
  readonly side: SideName;
  readonly points: readonly SweptPoint[];
  /** The same with a random direction of equal norm. */
  readonly control: readonly SweptPoint[];
}

export interface SweepCurve {
  readonly kind: "steering" | "dose";
  readonly key: string;
  readonly panels: readonly SweptPanel[];
}

export interface Work {
  readonly kind: "survey" | "transplantMap" | "doseMap" | "steeringCurve" | "doseCurve";
  readonly done: number;
  /** Answers or trials in all; 0 while it is not known. */
  readonly total: number;
  /** Milliseconds left at the pace so far; null until there is one. */
  readonly left: number | null;
}

export interface EffectsState {
  readonly survey: Survey | null;
  readonly maps: {
    readonly transplant: { readonly key: string; readonly map: PartEffects } | null;
    readonly dose: { readonly key: string; readonly map: PartEffects } | null;
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
