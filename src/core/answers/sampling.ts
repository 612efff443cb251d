/**
 * Sampling: how a next token is drawn from logits. Temperature, nucleus (top-p; Holtzman et al. 2020), a seeded random
 * number. Pure: the same logits and the same number give the same token. What runs the model is
 * runtime/jobs/speaker.ts.
 */
import type { Sampling } from "../experiment";

/**
 * The default: random enough that the seed matters, not so random that a small model leaves its subject.
 */
export const DEFAULT_SAMPLING: Sampling = { temperature: 0.7, topP: 0.95, maxTokens: 120 };

/**
 * The id drawn from logits [V] with a number in [0, 1). Temperature 0 is greedy: the largest logit, the lowest id where
 * several are equal. The draw walks through the nucleus in the order of ids, so that two models with nearly the same
 * probabilities draw the same token from the same number.
 */
export function drawToken(logits: Float32Array, { temperature, topP }: Sampling, uniform: number): number {
  const best = argmax(logits);
  if (temperature <= 0) return best;
  const weights = weightsOf(logits, logits[best]!, temperature);
  const least = topP >= 1 ? 0 : nucleusFloor(weights, topP);
  let mass = 0;
  for (let id = 0; id < weights.length; id++) if (weights[id]! >= least) mass += weights[id]!;
  let left = uniform * mass;
  let drawn = best;
  for (let id = 0; id < weights.length; id++) {
    const weight = weights[id]!;
    if (weight < least || weight === 0) continue;
    drawn = id;
    left -= weight;
    if (left < 0) break;
  }
  return drawn;
}

/** Kept between draws: with a new array for each, collecting the old ones took as long as the draws. */
let kept = new Float64Array(0);

/** exp((logit − top) / temperature) of each id; good until the next call. */
function weightsOf(logits: Float32Array, top: number, temperature: number): Float64Array {
  if (kept.length !== logits.length) kept = new Float64Array(logits.length);
  for (let id = 0; id < logits.length; id++) kept[id] = Math.exp((logits[id]! - top) / temperature);
  return kept;
}

/**
 * The smallest weight of the fewest, largest weights that hold at least the share `topP` of the whole; equals are in.
 */
function nucleusFloor(weights: Float64Array, topP: number): number {
  let total = 0;
  for (let id = 0; id < weights.length; id++) total += weights[id]!;
  // Weights below this hold less than 1 - topP together, so none is in the nucleus and few are left to be sorted.
  const least = ((1 - topP) * total) / weights.length;
  const large: number[] = [];
  for (let id = 0; id < weights.length; id++) if (weights[id]! >= least) large.push(weights[id]!);
  large.sort((a, b) => b - a);
  let held = 0;
  for (const weight of large) {
    held += weight;
    if (held >= topP * total) return weight;
  }
  return least;
}

function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
