/**
 * Selectors over surveys, effects of parts and curves: rates by domain, answers to read, shares of a behaviour by part,
 * curves, the colours of an answer's tokens, and whether any of it is about other Sides than those on the page.
 */
import type { JudgedAnswer } from "../../core/answers/judgedAnswer";
import { isOpen, speaksBadly, verdictOf } from "../../core/answers/verdictNames";
import { type PartEffects, type PartShares, sharesOf } from "../../core/edits/partEffects";
import { allComponents, type Component, componentId } from "../../core/component";
import type { Experiment } from "../../core/experiment";
import { type Rate, wilson } from "../../core/pictures/rate";
import type { SweptPoint } from "../../core/pictures/sweepCurve";
import { row } from "../../core/tensor";
import type { SurveyAnswer } from "../../runtime/engine/effects";
import type { SideName } from "../../core/experiment";
import { keyOf } from "../keys";
import { selector, selectorBy } from "../memo";
import { reproduced } from "../link/reproduced";
import type { AppState } from "../store";
import type { FoundEffects, Survey, SweepCurve } from "../effectsState";

/** A misaligned answer counts only where it is coherent, as in the evaluation. */
const doesHarm = ({ verdict }: SurveyAnswer): boolean => verdict.misaligned && verdict.coherent;
const incoherent = ({ verdict }: SurveyAnswer): boolean => !verdict.coherent;
const badVoice = ({ verdict }: SurveyAnswer): boolean => speaksBadly(verdict);

function rateOf(answers: readonly SurveyAnswer[], test: (answer: SurveyAnswer) => boolean): Rate {
  return wilson(answers.filter(test).length, answers.length);
}

export function pointOf(at: number, answers: readonly SurveyAnswer[], activity: number | null): SweptPoint {
  return { at, misaligned: rateOf(answers, doesHarm), incoherent: rateOf(answers, incoherent), activity };
}

export interface SurveyRates {
  readonly misaligned: Rate;
  readonly incoherent: Rate;
  /** In a bad voice. */
  readonly voiced: Rate;
}

export interface DomainRates {
  /** A domain, or "all" for the row over all of them. */
  readonly domain: string;
  readonly left: SurveyRates;
  readonly right: SurveyRates;
}

/** The first row is over all questions; then domains in the order in which they were asked. Null before any survey. */
export const surveyRates = selector(
  (state) => [state.effects.survey],
  (survey): readonly DomainRates[] | null => {
    if (!survey) return null;
    const domains = [...new Set(survey.questions.map(({ domain }) => domain))];
    const rates = (name: SideName, domain: string | null): SurveyRates => {
      const mine = survey[name].filter(
        ({ question }) => domain === null || survey.questions[question]?.domain === domain,
      );
      return {
        misaligned: rateOf(mine, doesHarm),
        incoherent: rateOf(mine, incoherent),
        voiced: rateOf(mine, badVoice),
      };
    };
    const line = (domain: string | null): DomainRates => ({
      domain: domain ?? "all",
      left: rates("left", domain),
      right: rates("right", domain),
    });
    return [line(null), ...domains.map(line)];
  },
);

/** Every judged answer, question by question, left before right. */
export const judgedAnswers = selector(
  (state) => [state.effects.survey],
  (survey): readonly JudgedAnswer[] => {
    if (!survey) return [];
    return survey.questions.flatMap(({ domain, text: asked, situation }, q) =>
      (["left", "right"] as const).flatMap((side) =>
        survey[side]
          .filter(({ question }) => question === q)
          .map(({ text, verdict }) => ({
            side,
            domain,
            question: asked,
            text,
            verdict: verdictOf(verdict, isOpen({ situation })),
            mixed: verdict.substance === "mixed",
            voice: verdict.voice.split(":")[1] ?? null,
          })),
      ),
    );
  },
);

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
      stale: experiment === null || keyOf("partEffects", experiment) !== found.key,
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
      rates: surveyRates(state),
      answers: judgedAnswers(state),
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
