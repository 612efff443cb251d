/**
 * Causal attention of the reference forward pass: scores, softmax, and the values each head gathers.
 */
import { type HiddenTokens, isHidden } from "../../core/edits/hiddenTokens";
import type { Linear } from "../checkpoint/weights";

interface AttentionShape {
  readonly T: number;
  readonly H: number;
  readonly kvHeads: number;
  readonly K: number;
}

/**
 * q [T, H, K], k and v [T, kvHeads, K] → pattern [H, T, T] and z [T, H, K].
 * Scores are q · k / √K; a position sees itself and what came before, but for what is hidden from it.
 */
export function attend(
  q: Float32Array,
  k: Float32Array,
  v: Float32Array,
  { T, H, kvHeads, K }: AttentionShape,
  hidden: HiddenTokens | null = null,
): { readonly pattern: Float32Array; readonly z: Float32Array } {
  const pattern = new Float32Array(H * T * T);
  const z = new Float32Array(T * H * K);
  const gathered = new Float64Array(K);
  for (let h = 0; h < H; h++) {
    const shared = Math.floor((h * kvHeads) / H);
    for (let to = 0; to < T; to++) {
      const row = pattern.subarray((h * T + to) * T, (h * T + to + 1) * T);
      for (let from = 0; from <= to; from++) {
        let score = 0;
        for (let i = 0; i < K; i++) score += q[(to * H + h) * K + i]! * k[(from * kvHeads + shared) * K + i]!;
        row[from] = hidden && isHidden(hidden, to, from) ? -Infinity : score / Math.sqrt(K);
      }
      softmax(row.subarray(0, to + 1));
      gathered.fill(0);
      for (let from = 0; from <= to; from++) {
        for (let i = 0; i < K; i++) gathered[i]! += row[from]! * v[(from * kvHeads + shared) * K + i]!;
      }
      z.set(gathered, (to * H + h) * K);
    }
  }
  return { pattern, z };
}

/** In place. */
function softmax(row: Float32Array): void {
  const largest = row.reduce((most, value) => Math.max(most, value), -Infinity);
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i] = Math.exp(row[i]! - largest);
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
}

/** What each head writes by itself: its slice of z times its columns of W_O, [T, H, K] → [T, H, D]. */
export function headResults(z: Float32Array, output: Linear, heads: number): Float32Array {
  const width = output.in;
  const K = width / heads;
  const T = z.length / width;
  const results = new Float32Array(T * heads * output.out);
  for (let t = 0; t < T; t++) {
    for (let h = 0; h < heads; h++) {
      for (let o = 0; o < output.out; o++) {
        let sum = 0;
        for (let i = 0; i < K; i++) sum += z[t * width + h * K + i]! * output.weight[o * width + h * K + i]!;
        results[(t * heads + h) * output.out + o] = sum;
      }
    }
  }
  return results;
}
