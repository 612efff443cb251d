/**
 * Softmax, top-k and Kullback–Leibler divergence over whole rows of logits. Runs in the worker, where the logits are.
 */

/** Natural log of Σ exp(row), computed about the maximum. */
export function logSumExp(logits: Float32Array): number {
  let max = -Infinity;
  for (let i = 0; i < logits.length; i++) if (logits[i]! > max) max = logits[i]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - max);
  return max + Math.log(sum);
}

/**
 * KL(p ‖ q) in nats of the distributions softmax(p), softmax(q). Never below 0. As Σ exp(p) · (p − q) / Σ exp(p) − zp +
 * zq, which takes each exponential once.
 */
export function klDivergence(p: Float32Array, q: Float32Array): number {
  let max = -Infinity;
  for (let i = 0; i < p.length; i++) if (p[i]! > max) max = p[i]!;
  let mass = 0;
  let apart = 0;
  for (let i = 0; i < p.length; i++) {
    const weight = Math.exp(p[i]! - max);
    mass += weight;
    apart += weight * (p[i]! - q[i]!);
  }
  return Math.max(0, apart / mass - (max + Math.log(mass)) + logSumExp(q));
}

/** Indices and probabilities of the `count` largest logits, most likely first; ties go to the smaller index. */
export function topProbabilities(logits: Float32Array, count: number): { id: number; probability: number }[] {
  const best: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    const last = best[best.length - 1];
    if (best.length === count && last !== undefined && logits[id]! <= logits[last]!) continue;
    let place = best.length;
    while (place > 0 && logits[id]! > logits[best[place - 1]!]!) place--;
    best.splice(place, 0, id);
    if (best.length > count) best.pop();
  }
  const z = logSumExp(logits);
  return best.map((id) => ({ id, probability: Math.exp(logits[id]! - z) }));
}
