/**
 * The first screen's one control: two dials that are turned together, up on the left and down on the right, to one of a
 * few stops. It writes what the dial writes, ordinary entries of the list.
 */
import type { Experiment, Side, SideName } from "../../core/experiment";
import { type DialTarget, dialEntries, dialInterventions, withDial } from "./dial";

interface Stops {
  readonly target: DialTarget;
  readonly stops: readonly Readonly<Record<SideName, number>>[];
}

export function withLever(experiment: Experiment, { target, stops }: Stops, stop: number): Experiment {
  const { left, right } = stops[stop] ?? { left: 0, right: 0 };
  return withDial(withDial(experiment, "left", target, left), "right", target, right);
}

/** The stop at which both Sides stand; null where they stand at none, or anything else is done to either. */
export function leverStop(experiment: Experiment, { target, stops }: Stops): number | null {
  const at = stops.findIndex(
    (stop) => isAt(experiment.left, target, stop.left) && isAt(experiment.right, target, stop.right),
  );
  return at === -1 ? null : at;
}

/** The same of one Side alone: the first stop that sets it so. */
export function sideStop(experiment: Experiment, side: SideName, { target, stops }: Stops): number | null {
  const at = stops.findIndex((stop) => isAt(experiment[side], target, stop[side]));
  return at === -1 ? null : at;
}

/** The Side's list is what the control writes at this strength, and nothing more; compared as keys.ts does. */
const isAt = ({ interventions }: Side, target: DialTarget, strength: number): boolean =>
  JSON.stringify(interventions) === JSON.stringify(dialInterventions(target, strength));

/** How many interventions a Side has beside the control's. */
export function besideLever(experiment: Experiment, side: SideName, target: DialTarget): number {
  const { interventions } = experiment[side];
  return interventions.length - dialEntries(interventions, target).length;
}
