/**
 * What the Engine can do with features: load dictionaries, encode texts, find what changed, describe a latent, and make and
 * read directions. The interface only; runtime/featureWorker.ts carries it out where the models are.
 */
import type { HookName } from "../core/hooks";
import type { Tensor } from "../core/tensor";

export interface DictionaryReport {
  readonly id: string;
  readonly title: string;
  readonly hook: HookName;
  /** Block whose residual stream it reads; null for a hook elsewhere. */
  readonly layer: number | null;
  readonly latents: number;
  /** Sentences about what could not be taken as the file says. */
  readonly warnings: readonly string[];
}

export interface TokenEffect {
  readonly id: number;
  readonly text: string;
  /** Logits per unit of activation, above the mean over the vocabulary; the final norm's scale taken as 1. */
  readonly effect: number;
}

export interface Neighbour {
  readonly latent: number;
  readonly cosine: number;
}

/** Activations above 0 on the prompts of the latest search, in bins of equal width. */
export interface Histogram {
  /** Right end of the last bin. */
  readonly most: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Tokens at which it was not active. */
  readonly leftZero: number;
  readonly rightZero: number;
}

export interface LatentFacts {
  readonly dictionary: string;
  readonly latent: number;
  readonly promoted: readonly TokenEffect[];
  readonly suppressed: readonly TokenEffect[];
  readonly nearest: readonly Neighbour[];
  /** Null before the first search. */
  readonly histogram: Histogram | null;
}

export interface MeanDifference {
  /** [layers + 1, D]: row 0 at the embedding, row l + 1 after block l; mean at the prompt's end, positive − negative. */
  readonly directions: Tensor;
  /** Per row, how well the projection tells the given prompts apart: area under the ROC curve, on the same prompts. */
  readonly separation: Float32Array;
}
