/** Keys of what is computed for features: two questions with equal keys have the same answer. */
import type { Experiment } from "../core/experiment";
import type { WhatChanged } from "../core/features/whatChanged";

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
