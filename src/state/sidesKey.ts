/** What Sides need: the key under which two experiments need the same forward passes, and the models. */
import type { Experiment } from "../core/experiment";

export function sidesKey({ left, right }: Pick<Experiment, "left" | "right">): string {
  return JSON.stringify([left, right]);
}

/** The models an experiment needs: of both Sides, and those that parts are transplanted from. */
export function checkpointsOf({ left, right }: Pick<Experiment, "left" | "right">): string[] {
  const ids = [left, right].flatMap(({ checkpoint, interventions }) => [
    checkpoint,
    ...interventions.flatMap((one) => (one.kind === "transplant" ? [one.from] : [])),
  ]);
  return [...new Set(ids)];
}
