/**
 * A model's weights by their role, float32, in the layout of the file: a linear map is [out, in] and y = x · Wᵀ + b.
 * Nothing is folded, centred or fused here.
 */

/** The change a low-rank adapter makes: scale · B · A. */
export interface LowRank {
  readonly rank: number;
  readonly scale: number;
  /** [rank, in] */
  readonly a: Float32Array;
  /** [out, rank] */
  readonly b: Float32Array;
}

export interface Linear {
  readonly out: number;
  readonly in: number;
  /** [out, in], an adapter's change included. */
  readonly weight: Float32Array;
  readonly bias: Float32Array | null;
  /** The part of `weight` that an adapter brought; weight − scale·B·A is the base's. */
  readonly change: LowRank | null;
}

export const LINEAR_ROLES = ["q", "k", "v", "o", "gate", "up", "down"] as const;
export type LinearRole = (typeof LINEAR_ROLES)[number];

export interface BlockWeights extends Readonly<Record<LinearRole, Linear>> {
  /** [D] */
  readonly attnNorm: Float32Array;
  /** [D] */
  readonly mlpNorm: Float32Array;
}

export interface Weights {
  /** [V, D] */
  readonly embed: Float32Array;
  readonly blocks: readonly BlockWeights[];
  /** [D] */
  readonly finalNorm: Float32Array;
  /** [V, D]; the same array as `embed` when tied. */
  readonly unembed: Float32Array;
}
