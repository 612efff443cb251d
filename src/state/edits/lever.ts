/**
 * The first screen's one control: two dials that are turned together, up on the left and down on the right, to one of a
 * few stops. It writes what the dial writes, ordinary entries of the list.
 */
import type { Experiment, SideName } from "../../core/experiment";
import { type DialTarget, dialEntries, dialStrength, withDial } from "./dial";

interface Stops {
  readonly target: DialTarget;
  readonly stops: readonly Readonly<Record<SideName, number>>[];
}

export function withLever(experiment: Experiment, { target, stops }: Stops, stop: number): Experiment {
  const { left, right } = stops[stop] ?? { left: 0, right: 0 };
  return withDial(withDial(experiment, "left", target, left), "right", target, right);
}

/** The stop at which both Sides stand; null where they stand at none, since the dials were turned one by one. */
export function leverStop({ left, right }: Experiment, { target, stops }: Stops): number | null {
  const at = stops.findIndex(
    (stop) =>
      dialStrength(left.interventions, target) === stop.left &&
      dialStrength(right.interventions, target) === stop.right,
  );
  return at === -1 ? null : at;
}

/** How many interventions a Side has beside the control's. */
export function besideLever(experiment: Experiment, side: SideName, target: DialTarget): number {
  const { interventions } = experiment[side];
  return interventions.length - dialEntries(interventions, target).length;
}
