/**
 * Feature dictionaries: a list of directions at one hook, and how active each is for a residual row. A sparse
 * autoencoder (a = W·n(x) + b, then a gate) or plain directions (their projections). Whatever a file's format, it is
 * brought to this form by model/dictionaries/saelens.ts or model/dictionaries/directionSet.ts; biases of the input are
 * folded into b, nothing else is.
 */
import { Failure } from "../failure";
import type { HookName } from "../hooks";
import { row, type Tensor } from "../tensor";

/** What becomes of a pre-activation a. */
export type Gate =
  /** max(0, a) */
  | { readonly kind: "relu" }
  /**
   * a where a > threshold (never below 0), else 0; Rajamanoharan et al. 2024. BatchTopK dictionaries are saved as this.
   */
  | { readonly kind: "jump"; readonly threshold: Float32Array }
  /** max(0, a) for the k largest of a row, else 0; Gao et al. 2024. */
  | { readonly kind: "topk"; readonly k: number }
  /** a itself: a projection, which may be negative. */
  | { readonly kind: "projection" };

/**
 * What is done to x before it is read: nothing; minus its mean, over its standard deviation; or scaled to length √D.
 */
export type InputNorm = "none" | "layerNorm" | "constantNorm";

export interface Encoder {
  /** [latents, D]: the directions along which it reads, one row each. */
  readonly read: Tensor;
  /** [latents] */
  readonly bias: Float32Array;
  readonly gate: Gate;
  readonly input: InputNorm;
}

export interface FeatureDictionary {
  readonly id: string;
  readonly hook: HookName;
  readonly encoder: Encoder;
  /** [latents, D]: what each latent adds to the residual stream for each unit of its activation. */
  readonly directions: Tensor;
  /** [D]: added to every reconstruction. */
  readonly offset: Float32Array;
  /** Sentences for the reader about what could not be taken quite as the file says. */
  readonly warnings: readonly string[];
}

export function latentsOf({ directions }: FeatureDictionary): number {
  return directions.shape[0] ?? 0;
}

export function widthOf({ directions }: FeatureDictionary): number {
  return directions.shape[1] ?? 0;
}

/** Rows as the encoder reads them, [T, D], and what undoes it: x = normed · scale + shift. */
export interface NormedRows {
  readonly rows: Float32Array;
  readonly scale: Float32Array;
  readonly shift: Float32Array;
}

/** Variance over D − 1 and ε outside the root, as SAELens has it. */
const LAYER_NORM_EPSILON = 1e-5;

/** Applies the input norm to rows [T, D]. Returns the rows themselves where there is nothing to do. */
export function normedRows(rows: Float32Array, D: number, input: InputNorm): NormedRows {
  const T = rows.length / D;
  const scale = new Float32Array(T).fill(1);
  const shift = new Float32Array(T);
  if (input === "none") return { rows, scale, shift };
  const out = new Float32Array(rows.length);
  for (let t = 0; t < T; t++) {
    const x = rows.subarray(t * D, (t + 1) * D);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < D; i++) sum += x[i]!;
    const mean = input === "layerNorm" ? sum / D : 0;
    for (let i = 0; i < D; i++) squares += (x[i]! - mean) ** 2;
    const deviation = Math.sqrt(squares / (D - 1));
    const divisor = input === "layerNorm" ? deviation + LAYER_NORM_EPSILON : Math.sqrt(squares / D) || 1;
    for (let i = 0; i < D; i++) out[t * D + i] = (x[i]! - mean) / divisor;
    scale[t] = input === "layerNorm" ? deviation : divisor;
    shift[t] = mean;
  }
  return { rows: out, scale, shift };
}

/** Pre-activations [T, latents] in plain arithmetic; the runtime computes them on the device instead. */
function preActivations({ read, bias }: Encoder, rows: Float32Array): Float32Array {
  const [latents = 0, D = 0] = read.shape;
  const T = rows.length / D;
  const out = new Float32Array(T * latents);
  for (let l = 0; l < latents; l++) {
    const direction = read.data.subarray(l * D, (l + 1) * D);
    for (let t = 0; t < T; t++) {
      let sum = bias[l]!;
      for (let i = 0, at = t * D; i < D; i++, at++) sum += direction[i]! * rows[at]!;
      out[t * latents + l] = sum;
    }
  }
  return out;
}

/** Turns pre-activations [T, latents] into activations, in place. */
export function applyGate(values: Float32Array, latents: number, gate: Gate): Float32Array {
  switch (gate.kind) {
    case "projection":
      return values;
    case "relu":
      for (let i = 0; i < values.length; i++) if (!(values[i]! > 0)) values[i] = 0;
      return values;
    case "jump": {
      const { threshold } = gate;
      for (let at = 0; at < values.length; at += latents) {
        for (let l = 0; l < latents; l++) {
          const a = values[at + l]!;
          if (!(a > 0 && a > threshold[l]!)) values[at + l] = 0;
        }
      }
      return values;
    }
    case "topk":
      for (let at = 0; at < values.length; at += latents)
        keepLargest(values.subarray(at, at + latents), Math.min(gate.k, latents));
      return values;
  }
}

/** Keeps the k largest positive values of a row; where several are equal, the lowest latents. */
function keepLargest(values: Float32Array, k: number): void {
  const floor = values.toSorted().at(-k) ?? Infinity;
  let equals = k;
  for (const value of values) if (value > floor) equals--;
  for (let l = 0; l < values.length; l++) {
    const value = values[l]!;
    const kept = value > floor || (value === floor && equals-- > 0);
    if (!kept || !(value > 0)) values[l] = 0;
  }
}

/** Activations [T, latents] of rows [T, D] in plain arithmetic. */
export function encodeRows(dictionary: FeatureDictionary, rows: Float32Array): Float32Array {
  const { encoder } = dictionary;
  const { rows: normed } = normedRows(rows, widthOf(dictionary), encoder.input);
  return applyGate(preActivations(encoder, normed), latentsOf(dictionary), encoder.gate);
}

/** How well a dictionary describes some rows. */
export interface ReconstructionQuality {
  /** Fraction of variance unexplained: Σ‖x − x̂‖² / Σ‖x − mean x‖²; 0 is perfect, 1 no better than the mean. */
  readonly fvu: number;
  /** Active latents per token, on average. */
  readonly l0: number;
  /** Latents that were active at no token. */
  readonly dead: number;
}

/** Sums for a ReconstructionQuality, so that many texts can be taken one after another. */
export interface ReconstructionSums {
  /** [T, D] rows and their activations [T, latents]. */
  add(rows: Float32Array, activations: Float32Array): void;
  result(): ReconstructionQuality;
}

export function reconstructionSums(dictionary: FeatureDictionary): ReconstructionSums {
  const D = widthOf(dictionary);
  const latents = latentsOf(dictionary);
  const seen = new Uint8Array(latents);
  const sum = new Float64Array(D);
  const guess = new Float64Array(D);
  let squares = 0;
  let error = 0;
  let active = 0;
  let count = 0;
  return {
    add(rows, activations) {
      const { scale, shift } = normedRows(rows, D, dictionary.encoder.input);
      for (let t = 0; t < rows.length / D; t++) {
        guess.set(dictionary.offset);
        for (let l = 0; l < latents; l++) {
          const f = activations[t * latents + l]!;
          if (f === 0) continue;
          seen[l] = 1;
          active++;
          const direction = row(dictionary.directions, l);
          for (let i = 0; i < D; i++) guess[i]! += f * direction[i]!;
        }
        for (let i = 0; i < D; i++) {
          const x = rows[t * D + i]!;
          error += (x - (guess[i]! * scale[t]! + shift[t]!)) ** 2;
          squares += x * x;
          sum[i]! += x;
        }
        count++;
      }
    },
    result() {
      const mean = sum.reduce((total, value) => total + value * value, 0) / Math.max(1, count);
      return {
        fvu: error / Math.max(squares - mean, Number.MIN_VALUE),
        l0: active / Math.max(1, count),
        dead: seen.reduce((dead, value) => dead + (value ? 0 : 1), 0),
      };
    },
  };
}

/** Throws a Failure when a latent does not exist. */
export function checkLatent(dictionary: FeatureDictionary, latent: number): void {
  if (Number.isInteger(latent) && latent >= 0 && latent < latentsOf(dictionary)) return;
  throw new Failure(
    "input",
    `The dictionary “${dictionary.id}” has ${latentsOf(dictionary)} features, and ${latent} is none of them.`,
    "Choose another feature.",
  );
}
