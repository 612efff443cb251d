/** What stands under the axis of a recorded series. */
import type { SeriesKind } from "../../../state/selectors/series";

export const AXES: Readonly<Record<SeriesKind, string>> = {
  time: "steps of bad training",
  dose: "share of bad rows in the training data",
  repair: "steps of good training afterwards",
};
