/**
 * What a latent's decoder direction says by itself: the next tokens it promotes and suppresses, and the latents with
 * the most similar directions.
 */
import { row, type Tensor } from "../tensor";
import { dot, norm } from "../compare/metrics";

/** What one unit of a latent's activation does to a next token. */
export interface TokenLogitEffect {
  readonly id: number;
  readonly text: string;
  /** Logits above the mean over the vocabulary; the final norm's scale taken as 1. */
  readonly effect: number;
}

/** One of the latents whose directions are closest to a given one. */
export interface NearestLatent {
  readonly latent: number;
  /** Of the angle between the two decoder directions, −1 … 1. */
  readonly cosine: number;
}

/** Activations above 0 over the tokens of a prompt set, in bins of equal width that begin at 0. */
export interface Histogram {
  /** Right end of the last bin. */
  readonly most: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Tokens at which it was not active. */
  readonly leftZero: number;
  readonly rightZero: number;
}

/** What is known of one latent without a text. */
export interface LatentFacts {
  readonly dictionary: string;
  readonly latent: number;
  readonly promoted: readonly TokenLogitEffect[];
  readonly suppressed: readonly TokenLogitEffect[];
  readonly nearest: readonly NearestLatent[];
  /** Over the prompts of the latest search; null before the first. */
  readonly histogram: Histogram | null;
}

export interface Ranked {
  readonly id: number;
  readonly value: number;
}

/**
 * Direct effect of a direction [D] on every next token, W_U · (direction ⊙ final norm weight) above its mean over the
 * vocabulary, in logits for each unit of activation at a final norm scale of 1. The most and the least, strongest
 * first.
 */
export function tokenEffects(
  direction: Float32Array,
  unembed: Float32Array,
  finalNorm: Float32Array,
  count: number,
): { readonly promoted: readonly Ranked[]; readonly suppressed: readonly Ranked[] } {
  const D = direction.length;
  const scaled = direction.map((value, i) => value * finalNorm[i]!);
  const effects = Float32Array.from({ length: unembed.length / D }, (_, id) =>
    dot(unembed.subarray(id * D, (id + 1) * D), scaled),
  );
  const mean = effects.reduce((sum, value) => sum + value, 0) / effects.length;
  const order = Array.from(effects, (value, id): Ranked => ({ id, value: value - mean })).sort(
    (a, b) => b.value - a.value,
  );
  return { promoted: order.slice(0, count), suppressed: order.slice(-count).reverse() };
}

/** The latents whose directions have the largest cosine with one's own, which is left out; largest first. */
export function nearestDirections(directions: Tensor, latent: number, count: number): Ranked[] {
  const own = row(directions, latent);
  const length = norm(own);
  return Array.from({ length: directions.shape[0] ?? 0 }, (_, id): Ranked => {
    const other = row(directions, id);
    return { id, value: dot(own, other) / (length * norm(other) || 1) };
  })
    .filter(({ id }) => id !== latent)
    .sort((a, b) => b.value - a.value)
    .slice(0, count);
}
