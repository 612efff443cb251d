/**
 * What the first screen's control turns, from the recorded evaluation. The page takes it from the recording, which does
 * not wait for the evaluation's file; this makes the recording, and a test holds the two equal.
 */
import type { SideName } from "../../core/experiment";
import type { Lever } from "../../model/recordings/answers";
import { DEFAULT_POSITIONS } from "../edits/dial";
import type { AppState } from "../store";
import { bestStrength, dials, recordedSteering } from "./steering";

/**
 * What the first screen's control turns: the dial's first set of features, at the strengths that were measured, up to
 * those that did most in the evaluation of the two models in view; null where no set was measured.
 */
export function measuredLever(state: AppState): Lever | null {
  const set = dials(state).find(({ group }) => group === "set");
  if (set?.target.kind !== "set" || !state.experiment) return null;
  const { target, recorded } = set;
  const upTo = (side: SideName): readonly number[] => {
    const { checkpoint } = state.experiment![side];
    const found = recordedSteering(state, { checkpoint, ...recorded });
    const best = bestStrength(found, side === "left" ? 1 : -1)?.strength ?? 0;
    const measured = found.points.map(({ strength }) => strength);
    return measured
      .filter((strength) => strength * best > 0 && Math.abs(strength) <= Math.abs(best))
      .toSorted((a, b) => Math.abs(a) - Math.abs(b));
  };
  const [left, right] = [upTo("left"), upTo("right")];
  const count = Math.max(left.length, right.length);
  const at = (strengths: readonly number[], stop: number): number =>
    strengths[Math.ceil((stop * strengths.length) / count) - 1] ?? 0;
  const stops = Array.from({ length: count + 1 }, (_, stop) => ({ left: at(left, stop), right: at(right, stop) }));
  const { positions = DEFAULT_POSITIONS, later = null } = target;
  return { target: { ...target, positions, later }, stops };
}
