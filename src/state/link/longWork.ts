/**
 * Links are opened by people who did not write them: one that asks for many models or for directions found over many
 * prompts waits for a press. An answer, a comparison and a card are never that long.
 */
import type { DirectionRef, Experiment, Intervention } from "../../core/experiment";
import { checkpointsOf, keyOf } from "../keys";
import type { AppState } from "../store";

/** About as many of the shipped models as fit into memory at once (core/budget.ts). */
const MOST_MODELS = 6;
/** Of all directions together; our own examples have 8 each. */
const MOST_PROMPTS = 200;

/** What waits for a press: the models and what is done to them. Null where a link asks for no long work. */
export function longWorkOf(experiment: Experiment): string | null {
  const interventions = [...experiment.left.interventions, ...experiment.right.interventions];
  const prompts = interventions.reduce((sum, one) => sum + promptsOf(one), 0);
  const long = prompts > MOST_PROMPTS || checkpointsOf(experiment).length > MOST_MODELS;
  return long ? keyOf("sweep", experiment) : null;
}

/** True until the reader has pressed, or has changed what was asked for. */
export function isHeld({ held, experiment }: Pick<AppState, "held" | "experiment">): boolean {
  return held !== null && !held.pressed && experiment !== null && keyOf("sweep", experiment) === held.key;
}

function promptsOf(intervention: Intervention): number {
  if (!("direction" in intervention)) return 0;
  const { direction }: { direction: DirectionRef } = intervention;
  const found = direction.kind === "random" ? direction.like : direction;
  return found.kind === "contrast" ? found.positive.length + found.negative.length : 0;
}
