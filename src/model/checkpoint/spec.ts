/**
 * ModelSpec: everything about a model's arithmetic that is not a weight, as data. One vocabulary for all families: the
 * reference pass and the graph read it and know no family.
 */
import type { ModelShape } from "../../core/capture";

export type Activation = "silu" | "gelu" | "geluTanh" | "relu";

/** RMSNorm: x / √(mean square + ε), times a weight for each column. */
export type Normalisation = "rms";

/** Gated: down(activation(gate(x)) ⊙ up(x)). */
export type MlpKind = "gated";

/** Llama 3.1's stretching of slow rotary frequencies (transformers: rope_type "llama3"). */
export interface RopeScaling {
  readonly factor: number;
  readonly lowFrequencyFactor: number;
  readonly highFrequencyFactor: number;
  readonly originalPositions: number;
}

/** Queries and keys are rotated by their position's angle (rotary.ts), over the whole head. */
export interface RotaryPositions {
  readonly kind: "rotary";
  readonly theta: number;
  readonly scaling: RopeScaling | null;
}

export interface ModelSpec extends ModelShape {
  /** The model_type of config.json, "llama" or "qwen2". */
  readonly architecture: string;
  /** Key and value heads; each serves heads / kvHeads query heads. */
  readonly kvHeads: number;
  readonly maxPositions: number;
  readonly normalisation: Normalisation;
  readonly positions: RotaryPositions;
  readonly mlp: MlpKind;
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
