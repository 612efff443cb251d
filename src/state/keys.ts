/**
 * What depends on what: two questions with equal keys have the same answer, so it need not be computed again, and what is on
 * the screen can be told from what belongs to another question.
 */
import type { Experiment } from "../core/experiment";
import type { WhatChanged } from "../core/features/whatChanged";
import type { SideName } from "../core/experiment";

/** Whoever answers: a Side, or the two together. */
export type Speaker = SideName | "amplified";
export const SPEAKERS: readonly Speaker[] = ["left", "right", "amplified"];

export function sidesKey({ left, right }: Pick<Experiment, "left" | "right">): string {
  return JSON.stringify([left, right]);
}

/** The models an experiment needs: of both Sides, and those that parts are transplanted from. */
export function checkpointsOf({ left, right }: Pick<Experiment, "left" | "right">): string[] {
  const ids = [left, right].flatMap(({ checkpoint, interventions }) => [
    checkpoint,
    ...interventions.flatMap((one) => (one.kind === "transplant" ? [one.from] : [])),
  ]);
  return [...new Set(ids)];
}

/** True where both Sides are heard: in two chapters, and where personas are read on each Side's own words. */
export function isHeard({ chapter, personas }: Experiment): boolean {
  return chapter === "answers" || chapter === "prove" || (chapter === "personas" && personas.words === "own");
}

/** What a Side answers: all that its words depend on, and nothing else (not the answer it may be made to read). */
export function answerKey({ sampling, seed, ...experiment }: Experiment, name: SideName): string {
  const { checkpoint, prompt, interventions } = experiment[name];
  return JSON.stringify([checkpoint, prompt.messages, interventions, sampling, seed]);
}

/** What an answer of anybody answers; null where nobody is asked. */
export function speakerKey(experiment: Experiment, name: Speaker): string | null {
  if (name !== "amplified") return answerKey(experiment, name);
  const { amplification } = experiment;
  if (amplification === null) return null;
  return JSON.stringify([answerKey(experiment, "left"), answerKey(experiment, "right"), amplification]);
}

/** What a reading of a Side's answer depends on: the answer, and both Sides that read it. */
export function readingKey(experiment: Experiment, name: SideName): string {
  return JSON.stringify([answerKey(experiment, name), answerKey(experiment, "left"), answerKey(experiment, "right")]);
}

/** A search reads the set's prompts, so only checkpoints and interventions count. */
export function findKey(
  { left, right }: Pick<Experiment, "left" | "right">,
  { dictionary, prompts }: Pick<WhatChanged, "dictionary" | "prompts">,
): string {
  const side = ({ checkpoint, interventions }: Experiment["left"]): unknown => [checkpoint, interventions];
  return JSON.stringify([side(left), side(right), dictionary, prompts]);
}

export function encodeKey(
  { left, right }: Pick<Experiment, "left" | "right">,
  dictionary: string,
  latents: readonly number[],
): string {
  return JSON.stringify([left, right, dictionary, latents]);
}

/** What the models see before they speak: the monitor reads it, whatever answer they are made to read. */
export function promptKey({ left, right }: Pick<Experiment, "left" | "right">): string {
  const side = ({ checkpoint, prompt, interventions }: Experiment["left"]): unknown => [
    checkpoint,
    prompt.messages,
    interventions,
  ];
  return JSON.stringify([side(left), side(right)]);
}

/** Which Sides something was found out about, their questions apart. */
export function sidesAsked({ left, right }: Pick<Experiment, "left" | "right">): string {
  return JSON.stringify([left, right].map(({ checkpoint, interventions }) => [checkpoint, interventions]));
}

/** Which Sides and words a map of cause is about. */
export function effectsKey({ left, right }: Pick<Experiment, "left" | "right">): string {
  const side = ({ checkpoint, prompt, interventions }: Experiment["left"]): unknown => [
    checkpoint,
    prompt.messages,
    interventions,
  ];
  return JSON.stringify([side(left), side(right)]);
}
