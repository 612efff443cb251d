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
 * What the first screen's control turns: the dial's first set of features, in equal steps up to the strengths that did
 * most in the evaluation of the two models in view; null where no set was measured.
 */
export function measuredLever(state: AppState): Lever | null {
  const set = dials(state).find(({ group }) => group === "set");
  if (set?.target.kind !== "set" || !state.experiment) return null;
  const { target, recorded } = set;
  const best = (side: SideName): number => {
    const { checkpoint } = state.experiment![side];
    return bestStrength(recordedSteering(state, { checkpoint, ...recorded }), side === "left" ? 1 : -1)?.strength ?? 0;
  };
  const [left, right] = [best("left"), best("right")];
  // Without "+ 0" the first would be −0.
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ left: share * left + 0, right: share * right + 0 }));
  const { positions = DEFAULT_POSITIONS, later = null } = target;
  return { target: { ...target, positions, later }, stops };
}
