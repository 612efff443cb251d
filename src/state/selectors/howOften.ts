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
import { dials, recordedSteering } from "./steering";

export interface HowOften {
  /** What an open question can have is a bad voice; advice can be harmful. */
  readonly verdict: Extract<VerdictId, "harmful" | "badVoice">;
  readonly rate: Rate;
}

/** Null where it is not recorded, or not known yet. */
export const howOften = selectorBy(
  (state: AppState, side: SideName) => [
    evidenceOf(state),
    state.experiment?.[side] ?? null,
    situationOf(state, questionOf(state.experiment?.[side].prompt)) === "",
    turnedPoint(state, side),
  ],
  (_side, evidence, here, isOpen, turned): HowOften | null => {
    if (!evidence || !here) return null;
    const plain = untouched(evidence, here.checkpoint);
    const [advice, open] =
      here.interventions.length === 0 ? [plain.advice, plain.open] : [turned?.misaligned, turned?.voiced];
    const rate = isOpen ? open : advice;
    return rate ? { verdict: isOpen ? "badVoice" : "harmful", rate } : null;
  },
);

/**
 * Of a Side as its control is turned, the share of recorded answers that make no sense, where many more do than
 * untouched: of answers to open questions where one is asked, else of advice.
 */
export const senselessHere = selectorBy(
  (state: AppState, side: SideName) => [
    evidenceOf(state)?.steering ?? null,
    state.experiment?.[side].checkpoint ?? "",
    situationOf(state, questionOf(state.experiment?.[side].prompt)) === "",
    turnedPoint(state, side),
  ],
  (_side, steering, checkpoint, isOpen, turned): Rate | null => {
    const untouched = steering?.find((one) => one.side === checkpoint && one.method === "none") ?? null;
    const of = (one: SteeringResult | null): Rate | null => (isOpen ? one?.openIncoherent : one?.incoherent) ?? null;
    return isBroken(of(turned), of(untouched)) ? of(turned) : null;
  },
);

/** Of an untouched checkpoint: of its answers in all domains together, where they were counted by domain. */
function untouched(evidence: Evidence, checkpoint: string): { readonly advice?: Rate; readonly open?: Rate | null } {
  const { checkpoints, time, dose, repair } = evidence;
  const listed = checkpoints.find(({ id }) => id === checkpoint);
  const found = listed ?? [...time, ...dose, ...repair].find((point) => point.checkpoint === checkpoint);
  const byDomain = [...(listed?.byDomain.values() ?? [])];
  const advice = byDomain.length > 0 ? pooled(byDomain) : found?.advice?.misaligned;
  return { ...(advice && { advice }), open: found?.open?.voiced ?? null };
}

/** Of the control as it is turned on this Side, where nothing else is done to it. */
function turnedPoint(state: AppState, side: SideName): SteeringResult | null {
  const { checkpoint = "", interventions = [] } = state.experiment?.[side] ?? {};
  if (interventions.length === 0) return null;
  const dial = dials(state).find(({ target }) => dialEntries(interventions, target).length === interventions.length);
  if (!dial || isDialControl(interventions, dial.target)) return null;
  const strength = dialStrength(interventions, dial.target);
  const { points } = recordedSteering(state, { checkpoint, ...dial.recorded });
  return points.find((one) => one.strength === strength) ?? null;
}
