/**
 * What the Engine can do with features: load dictionaries, encode texts, find what changed, describe a latent, and make and
 * read directions. The interface only; runtime/jobs/features.ts carries it out where the models are.
 */
import type { Token } from "../../core/capture";
import type { CheckpointId, DirectionRef, Side } from "../../core/experiment";
import type { Reconstruction } from "../../core/features/dictionary";
import type { LatentFacts } from "../../core/features/latentFacts";
import type { HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";
import type { WhatChanged } from "../../core/features/whatChanged";
import type { DirectionSet } from "../../model/dictionaries/directionSet";
import type { PromptSet } from "../../model/hosted/promptSet";
import type { Progress } from "./progress";

export interface DictionaryReport {
  readonly id: string;
  readonly title: string;
  readonly hook: HookName;
  /** Block whose residual stream it reads; null for a hook elsewhere. */
  readonly layer: number | null;
  readonly latents: number;
  /** Names that the file itself gives, as a set of directions does; empty where it gives none. */
  readonly names: readonly string[];
  /** Sentences about what could not be taken as the file says. */
  readonly warnings: readonly string[];
}

export interface EncodeRequest {
  readonly left: Side;
  readonly right: Side;
  readonly dictionary: string;
  readonly latents: readonly number[];
  /** Also measure the left's noise floor, on the reference arithmetic (slow). */
  readonly floor: boolean;
}

export interface SideActivations {
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
  /** [latents, tokens] */
  readonly values: Float32Array;
  /** [latents]: largest |change| over the tokens when only the arithmetic changes; null unless asked for. */
  readonly floor: Float32Array | null;
  readonly reconstruction: Reconstruction;
}

export interface Encodings {
  readonly left: SideActivations;
  readonly right: SideActivations;
}

export interface FindRequest {
  /** Their prompts' words are not read: the set's are. Interventions act. */
  readonly left: Side;
  readonly right: Side;
  readonly dictionary: string;
  readonly prompts: PromptSet;
}

export interface MeanDifference {
  /** [layers + 1, D]: row 0 at the embedding, row l + 1 after block l; mean at the prompt's end, positive − negative. */
  readonly directions: Tensor;
  /** Per row, how well the projection tells the given prompts apart: area under the ROC curve, on the same prompts. */
  readonly separation: Float32Array;
}

export interface ProjectRequest {
  readonly left: Side;
  readonly right: Side;
  readonly directions: readonly { readonly ref: DirectionRef; readonly layer: number }[];
}

/** Projections on unit directions at the prompt's last token, in residual-stream units; one for each direction asked for. */
export interface Projections {
  readonly left: readonly number[];
  readonly right: readonly number[];
}
export interface FeatureEngine {
  /** Fetches a dictionary and checks it against the model it is to read. */
  loadDictionary(
    request: { readonly dictionary: string; readonly checkpoint: CheckpointId },
    signal: AbortSignal,
  ): Promise<DictionaryReport>;
  /** Directions of the reader's own: from then on a dictionary under the set's id. */
  offerDirections(set: DirectionSet, signal: AbortSignal): Promise<void>;
  /** Activations of chosen latents at every token of both Sides. */
  encode(request: EncodeRequest, signal: AbortSignal): Promise<Encodings>;
  /** Both Sides over a prompt set; `on` is told of prompts done and in all. */
  findWhatChanged(request: FindRequest, on: (progress: Progress) => void, signal: AbortSignal): Promise<WhatChanged>;
  latentFacts(
    request: { readonly dictionary: string; readonly latent: number; readonly checkpoint: CheckpointId },
    signal: AbortSignal,
  ): Promise<LatentFacts>;
  meanDifference(
    request: {
      readonly checkpoint: CheckpointId;
      readonly positive: readonly string[];
      readonly negative: readonly string[];
    },
    signal: AbortSignal,
  ): Promise<MeanDifference>;
  project(request: ProjectRequest, signal: AbortSignal): Promise<Projections>;
}
