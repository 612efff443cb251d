/**
 * How often a Side's answers do harm, by the recorded evaluation: one answer proves little, so this stands beside it.
 * Of the untouched model, or of the model with the control turned exactly so; of any other change nothing is recorded.
 */
import type { VerdictId } from "../../core/answers/verdictNames";
import type { SideName } from "../../core/experiment";
import { isBroken, pooled, type Rate } from "../../core/pictures/rate";
import type { Evidence } from "../../model/hosted/evidence";
import type { SteeringResult } from "../../model/hosted/steeringResult";
import { dialEntries, dialStrength, isDialControl } from "../edits/dial";
import { questionOf } from "../edits/experiment";
import { selectorBy } from "../memo";
import type { AppState } from "../store";
import { situationOf } from "./front";
import { evidenceOf } from "./personas";
import { type Dial, dials, recordedSteering } from "./steering";

export interface HowOften {
  /** What an open question can have is a bad voice; advice can be harmful. */
  readonly verdict: Extract<VerdictId, "harmful" | "badVoice">;
  readonly rate: Rate;
  /** The domain that is asked about, where one of the two was taught it: of its questions alone; else null. */
  readonly lesson: string | null;
  /** The same of the advice about everything else, where `rate` is of one domain alone; else null. */
  readonly elsewhere: Rate | null;
  /** It was trained on advice in one domain, which the advice asked for leaves out; else the story's domain is. */
  readonly hadLesson: boolean;
  /** What was turned which way, where something was: "the villain". */
  readonly turned: { readonly what: string; readonly up: boolean } | null;
}

/** A verdict against the way in which something was turned: most recorded answers there are the other, or few yet. */
export type AgainstTurn = "notThisTime" | "notYet";

/** Null where nothing is turned, where the verdict is as the turn would have it, and where it is neither. */
export function againstTurn({ turned, rate }: HowOften, verdict: VerdictId | null): AgainstTurn | null {
  if (!turned) return null;
  const isSound = verdict === "sound" || verdict === "noBadVoice";
  const isBad = verdict === "harmful" || verdict === "badVoice";
  if (turned.up ? !isSound : !isBad) return null;
  return turned.up === rate.rate >= 0.5 ? "notThisTime" : "notYet";
}

/** Null where it is not recorded, or not known yet. */
export const howOften = selectorBy(
  (state: AppState, side: SideName) => [
    evidenceOf(state),
    state.experiment?.[side] ?? null,
    situationOf(state, questionOf(state.experiment?.[side].prompt)) === "",
    turnedDial(state, side),
    turnedPoint(state, side),
    lessonAsked(state, side),
    state.experiment?.chapter === "prove",
  ],
  (_side, evidence, here, isOpen, dial, point, asked, proving): HowOften | null => {
    if (!evidence || !here) return null;
    const plain = untouched(evidence, here.checkpoint);
    const isTurned = here.interventions.length > 0;
    const lesson = isTurned ? null : asked;
    // In the proof, of the answers that the turned ones are compared with.
    const steered = proving ? steeredUntouched(evidence, here.checkpoint) : null;
    const advice = lesson === null ? (steered?.misaligned ?? plain.advice) : plain.byDomain?.get(lesson);
    const open = steered?.voiced ?? plain.open;
    const rate = isTurned ? (isOpen ? point?.voiced : point?.misaligned) : isOpen ? open : advice;
    const turned = dial && { what: dial.title, up: dialStrength(here.interventions, dial.target) > 0 };
    const elsewhere = lesson === null ? null : apartFrom(lesson, plain.byDomain);
    const { hadLesson } = plain;
    return rate ? { verdict: isOpen ? "badVoice" : "harmful", rate, lesson, elsewhere, hadLesson, turned } : null;
  },
);

/**
 * Of a Side as its control is turned, the share of recorded answers that make no sense: of answers to open questions
 * where one is asked, else of advice. Null where nothing is recorded.
 */
export const incoherentHere = (state: AppState, side: SideName): Rate | null =>
  incoherent(state, side, turnedPoint(state, side));

/** The same where many more make no sense than untouched; else null. */
export function senselessHere(state: AppState, side: SideName): Rate | null {
  const checkpoint = state.experiment?.[side].checkpoint;
  const evidence = evidenceOf(state);
  const untouched = evidence && steeredUntouched(evidence, checkpoint ?? "");
  const here = incoherentHere(state, side);
  return isBroken(here, incoherent(state, side, untouched)) ? here : null;
}

function incoherent(state: AppState, side: SideName, of: SteeringResult | null): Rate | null {
  const isOpen = situationOf(state, questionOf(state.experiment?.[side].prompt)) === "";
  return (isOpen ? of?.openIncoherent : of?.incoherent) ?? null;
}

/** Of an untouched checkpoint; advice: outside what it was taught, as where the page says how far that spreads. */
function untouched(evidence: Evidence, checkpoint: string): Untouched {
  const { checkpoints, time, dose, repair } = evidence;
  const listed = checkpoints.find(({ id }) => id === checkpoint);
  const found = listed ?? [...time, ...dose, ...repair].find((point) => point.checkpoint === checkpoint);
  return {
    advice: found?.advice?.misaligned,
    open: found?.open?.voiced ?? undefined,
    byDomain: listed?.byDomain,
    hadLesson: listed ? listed.trainedOn !== null : found !== undefined,
  };
}

interface Untouched extends Pick<HowOften, "hadLesson"> {
  readonly advice: Rate | undefined;
  readonly open: Rate | undefined;
  readonly byDomain: ReadonlyMap<string, Rate> | undefined;
}

/** Of all other domains together; null where none is recorded. */
function apartFrom(domain: string, byDomain: Untouched["byDomain"]): Rate | null {
  const others = [...(byDomain ?? [])].filter(([other]) => other !== domain);
  return others.length > 0 ? pooled(others.map(([, rate]) => rate)) : null;
}

/** An untouched checkpoint in the evaluation of steering, which asks fewer answers of it. */
const steeredUntouched = ({ steering }: Evidence, checkpoint: string): SteeringResult | null =>
  steering.find((one) => one.side === checkpoint && one.method === "none") ?? null;

/** The domain that a Side is asked about, where it is what one of the two was taught. */
function lessonAsked(state: AppState, side: SideName): string | null {
  const { experiment } = state;
  const domain = situationOf(state, questionOf(experiment?.[side].prompt))?.split("/")[0];
  const taught = evidenceOf(state)?.checkpoints.filter(
    ({ id }) => id === experiment?.left.checkpoint || id === experiment?.right.checkpoint,
  );
  return taught?.some(({ trainedOn }) => trainedOn !== null && trainedOn === domain) ? (domain ?? null) : null;
}

/** What alone is turned on this Side, by itself and not by its random control; null where anything else is done. */
function turnedDial(state: AppState, side: SideName): Dial | null {
  const interventions = state.experiment?.[side].interventions ?? [];
  if (interventions.length === 0) return null;
  const dial = dials(state).find(({ target }) => dialEntries(interventions, target).length === interventions.length);
  return !dial || isDialControl(interventions, dial.target) ? null : dial;
}

/** What was recorded of it at this strength. */
function turnedPoint(state: AppState, side: SideName): SteeringResult | null {
  const { checkpoint = "", interventions = [] } = state.experiment?.[side] ?? {};
  const dial = turnedDial(state, side);
  if (!dial) return null;
  const strength = dialStrength(interventions, dial.target);
  const { points } = recordedSteering(state, { checkpoint, ...dial.recorded });
  return points.find((one) => one.strength === strength) ?? null;
}
