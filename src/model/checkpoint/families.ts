/**
 * The registry of model families: one line each, one adapter file each.
 */
import { llama } from "./families/llama";
import type { ModelSpec } from "./spec";
import type { TensorSource } from "../files/tensorSource";
import type { JsonObject } from "../files/text";
import type { LinearRole, Weights } from "./weights";

export interface Family {
  /** Values of model_type in config.json. */
  readonly modelTypes: readonly string[];
  /** Throws a Failure for what this family's arithmetic here does not cover. */
  spec(config: JsonObject): ModelSpec;
  /** Throws a Failure for missing, foreign or misshapen tensors. */
  weights(source: TensorSource, spec: ModelSpec): Weights;
  /** The linear map a module path names ("model.layers.0.self_attn.q_proj"), for adapters; null when it is none. */
  linear(modulePath: string): { readonly layer: number; readonly role: LinearRole } | null;
}

export const FAMILIES: readonly Family[] = [llama];
