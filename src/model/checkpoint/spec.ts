/**
 * ModelSpec: everything about a model's arithmetic that is not a weight. One vocabulary for all families.
 */
import type { ModelShape } from "../../core/capture";

export type Activation = "silu" | "gelu" | "geluTanh" | "relu";

/** Llama 3.1's stretching of slow rotary frequencies (transformers: rope_type "llama3"). */
export interface RopeScaling {
  readonly factor: number;
  readonly lowFrequencyFactor: number;
  readonly highFrequencyFactor: number;
  readonly originalPositions: number;
}

export interface ModelSpec extends ModelShape {
  /** The name in config.json, "llama" or "qwen2". */
  readonly architecture: string;
  /** Key and value heads; each serves heads / kvHeads query heads. */
  readonly kvHeads: number;
  readonly maxPositions: number;
  readonly ropeTheta: number;
  readonly ropeScaling: RopeScaling | null;
  readonly activation: Activation;
  readonly biases: { readonly qkv: boolean; readonly attnOut: boolean; readonly mlp: boolean };
  /** True when the unembedding is the embedding. */
  readonly tied: boolean;
  /** Token ids that end an answer. */
  readonly eos: readonly number[];
}

/** Just the shape, as a Capture carries it. */
export function shapeOf(spec: ModelSpec): ModelShape {
  const { layers, heads, dModel, dHead, dMlp, vocabulary, normEpsilon } = spec;
  return { layers, heads, dModel, dHead, dMlp, vocabulary, normEpsilon };
}
