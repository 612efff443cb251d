/**
 * A linear probe on activations, as training/office/probe.py fits it: how suspicious an activation is by it, on the
 * same scale as a monitor of words.
 */
import type { HookName } from "../hooks";
import { STEPS } from "./suspicion";

export interface Probe {
  /** Its values are [T, D]. */
  readonly hook: HookName;
  /** All [D]: activations lose `mean`, are divided by `scale`, and are projected on `direction`. */
  readonly direction: Float32Array;
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  /** The score from which on a run is suspected, and the standard deviation of those of the training runs. */
  readonly threshold: number;
  readonly spread: number;
}

/** Of one activation [D]. */
export function probeScore({ direction, mean, scale }: Probe, x: Float32Array): number {
  return direction.reduce((sum, weight, i) => sum + (weight * (x[i]! - mean[i]!)) / scale[i]!, 0);
}

/** A score in thousandths: 500 at the probe's threshold. */
export const probeSteps = ({ threshold, spread }: Probe, score: number): number =>
  Math.round(STEPS / (1 + Math.exp((threshold - score) / spread)));
