/**
 * Every activation above 0 that a search met, kept sparsely where it was computed, so that a feature's histogram can be drawn
 * without sending thousands of them to the page.
 */
import type { Histogram } from "../../core/features/latentFacts";

const BINS = 24;

export interface FoundActivations {
  /** Activations [T, latents] of one text on one Side. */
  add(side: "left" | "right", values: Float32Array): void;
  histogram(latent: number): Histogram;
}

interface Sparse {
  latents: Uint32Array;
  values: Float32Array;
  count: number;
  tokens: number;
}

export function foundActivations(latents: number): FoundActivations {
  const empty = (): Sparse => ({ latents: new Uint32Array(4096), values: new Float32Array(4096), count: 0, tokens: 0 });
  const sides = { left: empty(), right: empty() };
  return {
    add(side, values) {
      const sparse = sides[side];
      sparse.tokens += values.length / latents;
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        if (!(value > 0)) continue;
        if (sparse.count === sparse.values.length) grow(sparse);
        sparse.latents[sparse.count] = i % latents;
        sparse.values[sparse.count++] = value;
      }
    },
    histogram(latent) {
      const left = activeOf(sides.left, latent);
      const right = activeOf(sides.right, latent);
      const most = Math.max(0, ...left, ...right);
      return {
        most,
        left: binned(left, most),
        right: binned(right, most),
        leftZero: sides.left.tokens - left.length,
        rightZero: sides.right.tokens - right.length,
      };
    },
  };
}

function grow(sparse: Sparse): void {
  const latents = new Uint32Array(2 * sparse.count);
  const values = new Float32Array(2 * sparse.count);
  latents.set(sparse.latents);
  values.set(sparse.values);
  sparse.latents = latents;
  sparse.values = values;
}

function activeOf({ latents, values, count }: Sparse, latent: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (latents[i] === latent) found.push(values[i]!);
  return found;
}

function binned(values: readonly number[], most: number): Uint32Array {
  const bins = new Uint32Array(BINS);
  for (const value of values) bins[Math.min(BINS - 1, Math.floor((value / most) * BINS))]! += 1;
  return bins;
}
