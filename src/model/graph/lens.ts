/**
 * The logit lens as a Program of its own (nostalgebraist 2020): final norm and unembedding of residual rows from
 * anywhere in the model, then the most likely tokens. Apart from the forward pass, because for all layers it costs as
 * much again.
 */
import type { ModelSpec } from "../checkpoint/spec";
import type { Weights } from "../checkpoint/weights";
import { normalized } from "./linearMaps";
import { Program, type Value } from "./program";

export interface DescribedLens {
  readonly program: Program;
  /** [N, D] */
  readonly input: Value;
  /** [N, k] each; ids are int64. */
  readonly outputs: { readonly ids: Value; readonly probabilities: Value };
}

export function describeLens(spec: ModelSpec, weights: Weights, k: number): DescribedLens {
  const { dModel: D, vocabulary: V } = spec;
  const p = new Program();
  const input = p.input("residual", "float32", ["N", D]);
  const final = normalized(p, spec, "normalized", input, p.constant("finalNorm", [D], weights.finalNorm));
  const logits = p.linear("logits", final, p.constant("W_U", [V, D], weights.unembed), null);
  const { values, indices } = p.top("probabilities", p.softmax("softmax", logits), Math.min(k, V));
  return { program: p, input, outputs: { ids: indices, probabilities: values } };
}
