/**
 * The noise floor: how different the same Side looks when only the arithmetic changes.
 * Measured by the same metric between two captures of one Side; what does not rise above it is drawn grey.
 */
import { alignTokens } from "../alignment";
import type { Capture, Prediction } from "../capture";
import type { Component } from "../component";
import { diffComponents, diffResidual } from "./diff";
import type { LogitDirections } from "./metricTable";
import type { MetricId } from "../experiment";
import { hook, type HookName } from "../hooks";
import type { Tensor } from "../tensor";

export interface Floor {
  /** Per component, the largest |value| over all positions. */
  readonly components: Float32Array;
  /** Per residual hook, likewise. */
  readonly residual: Float32Array;
}

/** Floor between two captures of one Side (run twice, or once on the reference arithmetic). */
export function noiseFloor(
  first: Capture,
  second: Capture,
  metric: MetricId,
  components: readonly Component[],
  direction: Tensor | null,
): Floor {
  const ids = first.tokens.map((token) => token.id);
  const alignment = alignTokens(
    ids,
    second.tokens.map((token) => token.id),
  );
  const directions: LogitDirections | null = direction && { left: direction, right: direction };
  return {
    components: largestOfRows(diffComponents(first, second, alignment, metric, components, directions).values),
    residual: largestOfRows(diffResidual(first, second, alignment, metric, directions)),
  };
}

/** The larger of two floors, element by element. */
export function widerFloor(a: Floor, b: Floor): Floor {
  const larger = (x: Float32Array, y: Float32Array) => x.map((value, i) => Math.max(value, y[i]!));
  return { components: larger(a.components, b.components), residual: larger(a.residual, b.residual) };
}

function largestOfRows(values: Tensor): Float32Array {
  const [rows = 0, columns = 0] = values.shape;
  return Float32Array.from({ length: rows }, (_, r) => {
    let largest = 0;
    for (let c = 0; c < columns; c++) {
      const value = Math.abs(values.data[r * columns + c]!);
      if (value > largest) largest = value;
    }
    return largest;
  });
}

/** What a change of arithmetic does to the differences that are not per component. */
export interface InnerFloor {
  /** Nats, over the likeliest next tokens and all others as one: no more than the whole divergence. */
  readonly kl: number;
  /** Largest |Δ| of an attention weight. */
  readonly pattern: number;
  /** Largest |Δ| of a neuron's activation. */
  readonly neuron: number;
}

export function innerFloor(first: Capture, second: Capture): InnerFloor {
  const layers = Array.from({ length: first.model.layers }, (_, layer) => layer);
  const largest = (hookOf: (layer: number) => HookName): number =>
    Math.max(0, ...layers.map((layer) => largestChange(first.at.get(hookOf(layer)), second.at.get(hookOf(layer)))));
  const positions = first.predictions.map((top, t) => topDivergence(second.predictions[t] ?? [], top));
  return { kl: Math.max(0, ...positions), pattern: largest(hook.pattern), neuron: largest(hook.mlpPost) };
}

/** KL(p ‖ q) of two lists of likeliest tokens, all that is not in both taken as one. */
function topDivergence(p: readonly Prediction[], q: readonly Prediction[]): number {
  let sum = 0;
  let restP = 1;
  let restQ = 1;
  for (const { id, probability } of p) {
    const other = q.find((prediction) => prediction.id === id)?.probability;
    if (other === undefined) continue;
    sum += probability * Math.log(probability / other);
    restP -= probability;
    restQ -= other;
  }
  // With nearly everything in the lists the rest is rounding, and its logarithm noise.
  if (restP > 1e-6 && restQ > 1e-6) sum += restP * Math.log(restP / restQ);
  return Math.max(0, sum);
}

function largestChange(a: Tensor | undefined, b: Tensor | undefined): number {
  if (!a || !b || a.data.length !== b.data.length) return 0;
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) largest = Math.max(largest, Math.abs(b.data[i]! - a.data[i]!));
  return largest;
}
