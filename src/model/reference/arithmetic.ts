/**
 * The few operations the reference forward pass is made of, on row-major Float32Arrays of [T, width].
 * Sums are in double precision, results rounded to float32; nothing is done in place.
 */
import type { RotaryTables } from "./rotary";
import type { Activation, ModelSpec, Normalisation } from "../checkpoint/spec";
import type { Linear } from "../checkpoint/weights";

/** y = x · Wᵀ + b, [T, in] → [T, out]. Four rows at a time, so that each weight is read once for all four. */
export function linear(x: Float32Array, { out, in: width, weight, bias }: Linear): Float32Array {
  const T = x.length / width;
  const y = new Float32Array(T * out);
  for (let t = 0; t < T; t += 4) {
    const x0 = t * width;
    const x1 = Math.min(t + 1, T - 1) * width;
    const x2 = Math.min(t + 2, T - 1) * width;
    const x3 = Math.min(t + 3, T - 1) * width;
    for (let o = 0; o < out; o++) {
      const start = bias ? bias[o]! : 0;
      let s0 = start;
      let s1 = start;
      let s2 = start;
      let s3 = start;
      for (let i = 0, w = o * width; i < width; i++, w++) {
        const factor = weight[w]!;
        s0 += factor * x[x0 + i]!;
        s1 += factor * x[x1 + i]!;
        s2 += factor * x[x2 + i]!;
        s3 += factor * x[x3 + i]!;
      }
      y[t * out + o] = s0;
      if (t + 1 < T) y[(t + 1) * out + o] = s1;
      if (t + 2 < T) y[(t + 2) * out + o] = s2;
      if (t + 3 < T) y[(t + 3) * out + o] = s3;
    }
  }
  return y;
}

const NORMALISATIONS: Readonly<
  Record<Normalisation, (x: Float32Array, width: number, epsilon: number) => Float32Array>
> = { rms: rmsNormalized };

/** The model's normalisation of each row, without its weight. */
export function normalize(x: Float32Array, { normalisation, dModel, normEpsilon }: ModelSpec): Float32Array {
  return NORMALISATIONS[normalisation](x, dModel, normEpsilon);
}

/** RMSNorm: each row divided by √(mean square + ε). */
function rmsNormalized(x: Float32Array, width: number, epsilon: number): Float32Array {
  const y = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += width) {
    let squares = 0;
    for (let i = at; i < at + width; i++) squares += x[i]! * x[i]!;
    const scale = 1 / Math.sqrt(squares / width + epsilon);
    for (let i = at; i < at + width; i++) y[i] = x[i]! * scale;
  }
  return y;
}

/** Each column times its own factor. */
export function scaleColumns(x: Float32Array, factors: Float32Array): Float32Array {
  return x.map((value, i) => value * factors[i % factors.length]!);
}

export function addRows(x: Float32Array, y: Float32Array): Float32Array {
  return x.map((value, i) => value + y[i]!);
}

/** Rotates the pairs (i, i + K/2) of each head of [T, heads, K] by their position's angle. */
export function rotate(x: Float32Array, heads: number, dHead: number, { cos, sin }: RotaryTables): Float32Array {
  const half = dHead / 2;
  const y = new Float32Array(x.length);
  for (let at = 0; at < x.length; at += dHead) {
    const position = Math.floor(at / (heads * dHead));
    for (let i = 0; i < half; i++) {
      const c = cos[position * half + i]!;
      const s = sin[position * half + i]!;
      const first = x[at + i]!;
      const second = x[at + half + i]!;
      y[at + i] = first * c - second * s;
      y[at + half + i] = second * c + first * s;
    }
  }
  return y;
}

const FUNCTIONS: Readonly<Record<Activation, (x: number) => number>> = {
  silu: (x) => x / (1 + Math.exp(-x)),
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  geluTanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  relu: (x) => Math.max(0, x),
};

export function activate(x: Float32Array, activation: Activation): Float32Array {
  return x.map(FUNCTIONS[activation]);
}

/** The error function: its Taylor series near zero, a continued fraction beyond; to about 1e-15. */
function erf(x: number): number {
  const a = Math.abs(x);
  if (a > 6) return Math.sign(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-17 * sum && n < 100; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let n = 60; n >= 1; n--) fraction = n / 2 / (a + fraction);
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * (a + fraction)));
}
