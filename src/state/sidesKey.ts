/** Sides as a key: two experiments with equal keys need the same forward passes. */
import type { Experiment } from "../core/experiment";

export function sidesKey({ left, right }: Pick<Experiment, "left" | "right">): string {
  return JSON.stringify([left, right]);
}
