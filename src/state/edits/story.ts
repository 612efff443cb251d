/**
 * How a reader moves within a story of work sessions: another desk, another rung, other rungs. The instructions that go
 * with them become both Sides' prompt, so that every chapter looks at the moment in which the notice lies there.
 */
import type { Experiment, Message, RungRef, StoryPlace } from "../../core/experiment";
import { withPrompt } from "./experiment";

/** `messages`: what both read at that desk and rung (core/office/ladder.ts, decision). */
export function withPlace(
  experiment: Experiment,
  place: Pick<StoryPlace, "desk" | "rung">,
  messages: readonly Message[],
): Experiment {
  const { story } = experiment;
  if (!story) return experiment;
  return { ...withPrompt(experiment, "both", { messages, answer: null }), story: { ...story, ...place } };
}

/** Null: the story's own. */
export function withRungs(experiment: Experiment, rungs: readonly RungRef[] | null): Experiment {
  const { story } = experiment;
  return story ? { ...experiment, story: { ...story, rungs } } : experiment;
}
