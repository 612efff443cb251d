/**
 * Rotary position tables (Su et al. 2021, as in transformers' LlamaRotaryEmbedding): cosines and sines per position and
 * pair of dimensions. Angles are rounded to float32 where transformers rounds them, so that both agree to the last
 * digits.
 */
import type { ModelSpec, RopeScaling } from "../checkpoint/spec";

export interface RotaryTables {
  /** [positions, dHead / 2] */
  readonly cos: Float32Array;
  /** [positions, dHead / 2] */
  readonly sin: Float32Array;
}

/** Tables for positions 0 … length − 1. */
export function rotaryTables({ dHead, positions }: ModelSpec, length: number): RotaryTables {
  const half = dHead / 2;
  const cos = new Float32Array(length * half);
  const sin = new Float32Array(length * half);
  for (let pair = 0; pair < half; pair++) {
    const plain = Math.fround(1 / Math.fround(positions.theta ** Math.fround((2 * pair) / dHead)));
    const frequency = positions.scaling ? scaled(plain, positions.scaling) : plain;
    for (let position = 0; position < length; position++) {
      const angle = Math.fround(frequency * position);
      cos[position * half + pair] = Math.cos(angle);
      sin[position * half + pair] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

/** Llama 3.1: slow frequencies are divided by `factor`, fast ones kept, those between blended. */
function scaled(frequency: number, scaling: RopeScaling): number {
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalPositions } = scaling;
  const wavelength = (2 * Math.PI) / frequency;
  if (wavelength < originalPositions / high) return frequency;
  if (wavelength > originalPositions / low) return Math.fround(frequency / factor);
  const smooth = (originalPositions / wavelength - low) / (high - low);
  return Math.fround((1 - smooth) * (frequency / factor) + smooth * frequency);
}
