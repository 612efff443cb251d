/**
 * What changed between two Sides, latent by latent: mean activations over a set of prompts, as the paper's recipe ranks
 * them (OpenAI 2025, arXiv 2506.19823). Means are over all tokens of the formatted prompt but the first, the attention
 * sink.
 */
import type { ReconstructionQuality } from "./dictionary";

/** One row per latent in every array. */
export interface WhatChanged {
  readonly dictionary: string;
  /** The prompt set: its id, or "own". */
  readonly prompts: string;
  readonly promptCount: number;
  /** Tokens counted on each Side. */
  readonly tokens: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
  /** Share of tokens at which the latent is active, 0 … 1. */
  readonly leftDensity: Float32Array;
  readonly rightDensity: Float32Array;
  /** |mean| by which the left Side differs when only the arithmetic changes: what is not above it is drawn grey. */
  readonly floor: Float32Array;
  /** Standard error of right − left over the prompts. */
  readonly error: Float32Array;
  readonly domains: readonly string[];
  /** [domains, latents]: right − left over the prompts of one domain. */
  readonly byDomain: Float32Array;
  readonly reconstruction: { readonly left: ReconstructionQuality; readonly right: ReconstructionQuality };
}

/** Sums per latent over prompts, from which all of the above follow. */
export interface ChangeSums {
  /** Activations [T, latents] of one prompt, position 0 already left out, on both Sides. */
  add(domain: string, left: Float32Array, right: Float32Array): void;
  result(): Pick<
    WhatChanged,
    "promptCount" | "tokens" | "left" | "right" | "leftDensity" | "rightDensity" | "error" | "domains" | "byDomain"
  >;
}

interface DomainSums {
  readonly left: Float64Array;
  readonly right: Float64Array;
  leftTokens: number;
  rightTokens: number;
}

export function changeSums(latents: number): ChangeSums {
  const leftActive = new Uint32Array(latents);
  const rightActive = new Uint32Array(latents);
  const domains = new Map<string, DomainSums>();
  /** Per prompt its tokens and its sum of differences: the error needs them again once the mean is known. */
  const each: { readonly tokens: number; readonly difference: Float64Array }[] = [];

  return {
    add(domain, left, right) {
      const sums = domains.get(domain) ?? emptySums(latents);
      domains.set(domain, sums);
      const a = sumUp(left, latents, leftActive);
      const b = sumUp(right, latents, rightActive);
      for (let l = 0; l < latents; l++) {
        sums.left[l]! += a[l]!;
        sums.right[l]! += b[l]!;
      }
      sums.leftTokens += left.length / latents;
      sums.rightTokens += right.length / latents;
      each.push({ tokens: left.length / latents, difference: b.map((value, l) => value - a[l]!) });
    },
    result() {
      const whole = emptySums(latents);
      for (const sums of domains.values()) {
        for (let l = 0; l < latents; l++) {
          whole.left[l]! += sums.left[l]!;
          whole.right[l]! += sums.right[l]!;
        }
        whole.leftTokens += sums.leftTokens;
        whole.rightTokens += sums.rightTokens;
      }
      const left = meanOf(whole.left, whole.leftTokens);
      const right = meanOf(whole.right, whole.rightTokens);
      const names = [...domains.keys()].toSorted();
      const byDomain = new Float32Array(names.length * latents);
      names.forEach((name, d) => {
        const { left: a, right: b, leftTokens, rightTokens } = domains.get(name)!;
        for (let l = 0; l < latents; l++)
          byDomain[d * latents + l] = b[l]! / Math.max(1, rightTokens) - a[l]! / Math.max(1, leftTokens);
      });
      return {
        promptCount: each.length,
        tokens: whole.leftTokens,
        left,
        right,
        leftDensity: Float32Array.from(leftActive, (count) => count / Math.max(1, whole.leftTokens)),
        rightDensity: Float32Array.from(rightActive, (count) => count / Math.max(1, whole.rightTokens)),
        error: standardError(each, latents, whole.leftTokens),
        domains: names,
        byDomain,
      };
    },
  };
}

function emptySums(latents: number): DomainSums {
  return { left: new Float64Array(latents), right: new Float64Array(latents), leftTokens: 0, rightTokens: 0 };
}

/** Column sums of [T, latents]; counts the active ones along the way. */
function sumUp(values: Float32Array, latents: number, active: Uint32Array): Float64Array {
  const sums = new Float64Array(latents);
  for (let at = 0; at < values.length; at += latents) {
    for (let l = 0; l < latents; l++) {
      const value = values[at + l]!;
      if (value === 0) continue;
      sums[l]! += value;
      active[l]! += 1;
    }
  }
  return sums;
}

function meanOf(sums: Float64Array, count: number): Float32Array {
  return Float32Array.from(sums, (sum) => sum / Math.max(1, count));
}

/**
 * Of the mean difference per token, prompts being the independent draws (a ratio of sums; Cochran 1977, section 6.3).
 */
function standardError(
  each: readonly { readonly tokens: number; readonly difference: Float64Array }[],
  latents: number,
  tokens: number,
): Float32Array {
  const n = each.length;
  if (n < 2 || tokens === 0) return new Float32Array(latents);
  const totals = new Float64Array(latents);
  for (const { difference } of each) for (let l = 0; l < latents; l++) totals[l]! += difference[l]!;
  const squares = new Float64Array(latents);
  for (const prompt of each) {
    const share = prompt.tokens / tokens;
    for (let l = 0; l < latents; l++) squares[l]! += (prompt.difference[l]! - share * totals[l]!) ** 2;
  }
  return Float32Array.from(squares, (sum) => Math.sqrt((n / (n - 1)) * sum) / tokens);
}
