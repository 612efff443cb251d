/**
 * What a feature dictionary reads of a text, and whether it fits a model: shared by encoding and the search.
 */
import type { CheckpointId, Prompt, Side } from "../../core/experiment";
import { type FeatureDictionary, widthOf } from "../../core/features/dictionary";
import { Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import { sizeOf } from "../../core/tensor";
import { hookShape } from "../../model/checkpoint/hookShape";
import type { EncodedPrompt } from "../../model/tokenizer/tokenizer";
import type { Encoders } from "../models/encoders";
import type { Values, Where } from "../models/loaded";
import { referencePass, runHooks } from "../models/pass";
import { sideJob } from "../models/sideJob";
import type { FoundActivations } from "./foundActivations";
import type { Workshop } from "./workshop";

/** A workshop with what features keep between calls. */
export interface FeatureShop {
  readonly workshop: Workshop;
  readonly encoders: Encoders;
  /** By dictionary: what the latest search met. */
  readonly found: Map<string, FoundActivations>;
}

/** A Side but for its words. */
type Words = Pick<Side, "checkpoint" | "interventions">;

/** A dictionary by its id. Throws a Failure unless it fits all of these models. */
export async function fittingDictionary(
  workshop: Workshop,
  id: string,
  ...checkpoints: readonly CheckpointId[]
): Promise<FeatureDictionary> {
  const { dictionary } = await workshop.shelf.dictionary(id);
  for (const checkpoint of checkpoints) fits(workshop, dictionary, checkpoint);
  return dictionary;
}

/** Some hooks of a text on a Side, its interventions in force. */
export async function readHooks(
  workshop: Workshop,
  side: Words,
  text: EncodedPrompt,
  hooks: readonly HookName[],
  where: Where,
): Promise<Values> {
  const { loaded } = workshop;
  const job = await sideJob(workshop, side, text, where);
  if (where === "reference") return referencePass(job).at;
  return runHooks(loaded.runtime(), loaded.get(side.checkpoint).cache, job, hooks);
}

/** What the dictionary reads of a prompt, [T, D], and the prompt's tokens. */
export async function readRows(
  workshop: Workshop,
  { hook }: FeatureDictionary,
  side: Words,
  prompt: Prompt,
  where: Where,
): Promise<EncodedPrompt & { readonly rows: Float32Array }> {
  const text = workshop.loaded.get(side.checkpoint).checkpoint.tokenizer.encodeSide(prompt);
  const values = await readHooks(workshop, side, text, [hook], where);
  return { ...text, rows: values.get(hook)!.data };
}

/** Throws a Failure unless the model has the dictionary's hook, position first, and of its width. */
function fits({ loaded }: Workshop, dictionary: FeatureDictionary, id: CheckpointId): void {
  const { spec } = loaded.get(id).checkpoint;
  const advice = "Choose a dictionary that was trained on this model, or another model.";
  const refuse = (why: string): Failure =>
    new Failure("input", `The dictionary “${dictionary.id}” does not fit the model “${id}”: ${why}.`, advice);
  let shape: readonly number[];
  try {
    shape = hookShape(spec, dictionary.hook, 1);
  } catch {
    throw refuse(`it reads “${dictionary.hook}”, which this model does not have`);
  }
  if (dictionary.hook.endsWith("hook_pattern"))
    throw refuse("attention patterns are not rows of numbers for each token");
  const width = sizeOf(shape);
  if (width !== widthOf(dictionary))
    throw refuse(
      `it reads ${widthOf(dictionary)} numbers for each token, and there are ${width} at ${dictionary.hook}`,
    );
}
