/**
 * Selectors over effects of parts and curves: shares of a behaviour by part, points of curves, the colours of an
 * answer's tokens, and whether any of it, a survey included, is about other Sides than those on the page.
 */
import { VERDICT_NAMES } from "../../core/answers/verdictNames";
import { type PartEffects, type PartShares, sharesOf } from "../../core/edits/partEffects";
import { allComponents, type Component, componentId } from "../../core/component";
import type { Experiment } from "../../core/experiment";
import type { SweptPoint } from "../../core/pictures/sweepCurve";
import { row } from "../../core/tensor";
import type { SurveyAnswer } from "../../runtime/engine/effects";
import type { SideName } from "../../core/experiment";
import { keyOf, mapKey } from "../keys";
import { selectorBy } from "../memo";
import { reproduced } from "../link/reproduced";
import type { AppState } from "../store";
import type { FoundEffects, Survey, SweepCurve } from "../effectsState";
import { harmOf, judgedAnswers, namedRates, rateOf, surveyRates } from "./survey";

/** Its answers are to questions that ask for advice. */
export function pointOf(at: number, answers: readonly SurveyAnswer[], activity: number | null): SweptPoint {
  return { at, misaligned: harmOf(answers), incoherent: rateOf(answers, ({ verdict }) => !verdict.coherent), activity };
}

export interface EffectsPicture extends FoundEffects {
  readonly into: PartShares;
  readonly outOf: PartShares;
  /** It is about other Sides or words than those on the page. */
  readonly stale: boolean;
}

export const partEffectsShown = selectorBy(
  (state: AppState, kind: PartEffects["kind"]) => [state.effects.maps[kind], state.experiment],
  (_, found, experiment): EffectsPicture | null => {
    if (!found) return null;
    return {
      ...found,
      ...sharesOf(found.map),
      stale: experiment === null || mapKey(experiment) !== found.key,
    };
  },
);

/** True when a survey or curve is about other Sides than those on the page. */
export function isAboutOthers(found: Survey | SweepCurve | null, experiment: Experiment | null): boolean {
  return found !== null && (experiment === null || keyOf("sweep", experiment) !== found.key);
}

/** What an answer's tokens can be coloured by, features apart. */
export type Colouring = { readonly kind: "kl" } | { readonly kind: "component"; readonly component: Component };

/** One number for each token of a Side's answer; null while both Sides have not read it as they are now. */
export const answerColours = selectorBy(
  (state: AppState, { side }: { readonly side: SideName; readonly by: Colouring }) => [
    state.answers?.[side] ?? null,
    state.experiment,
    state.run?.findings.model ?? state.loaded.get(state.experiment?.[side].checkpoint ?? "")?.shape ?? null,
  ],
  ({ side, by }, answer, experiment, shape): Float32Array | null => {
    const reading = answer?.reading;
    if (!reading || !experiment || reading.key !== keyOf("reading", experiment, [side])) return null;
    if (by.kind === "kl") return reading.value.kl;
    if (!shape) return null;
    const id = componentId(by.component);
    const index = allComponents(shape.layers, shape.heads).findIndex((component) => componentId(component) === id);
    return index === -1 ? null : row(reading.value.change, index);
  },
);

/** All of it for the exported file: rates, shares and curves, raw scores with them. */
export function effectsReport(state: AppState): object {
  const { survey, curves } = state.effects;
  const map = (kind: PartEffects["kind"]): object | null => {
    const picture = partEffectsShown(state, kind);
    if (!picture) return null;
    const shares = ({ cells, all }: PartShares): object => ({
      ...Object.fromEntries(cells.map(({ component, share }) => [componentId(component), share])),
      all,
    });
    const { score, left, right } = picture.map;
    return { score, left, right, into_left: shares(picture.into), out_of_right: shares(picture.outOf) };
  };
  const curve = (found: SweepCurve | null): object | null =>
    found && { panels: found.panels, about_others: isAboutOthers(found, state.experiment) };
  const kl = (side: SideName): number[] => [...(answerColours(state, { side, by: { kind: "kl" } }) ?? [])];
  return {
    survey: survey && {
      sampling: survey.asked.sampling,
      rates: namedRates(surveyRates(state)),
      answers: judgedAnswers(state).map((one) => ({ ...one, verdict: VERDICT_NAMES[one.verdict] })),
      about_others: isAboutOthers(survey, state.experiment),
    },
    transplant_map: map("transplant"),
    dose_map: map("dose"),
    steering_curve: curve(curves.steering),
    dose_curve: curve(curves.dose),
    reproduced: reproduced(state),
    answers_kl_nats: { left: kl("left"), right: kl("right") },
  };
}
