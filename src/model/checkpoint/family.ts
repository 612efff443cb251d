/**
 * What a model family brings: how its config.json is read, which tensors it has, and what an adapter calls its linear maps.
 */
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
