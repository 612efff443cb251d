/**
 * How long the page waits for a pause before it acts, and what waits: in milliseconds, one table.
 */
export const WAIT_MS = {
  /** Typing, before both Sides run. */
  run: 60,
  /** Runs of a slider that is being dragged where answers are shown: at most one in this time. */
  runWhileDragged: 90,
  /** A moved control, before both Sides answer again. */
  answers: 200,
  /** A comparison, before its noise floor is measured: the reference arithmetic cannot be interrupted. */
  comparisonFloor: 500,
  /** Typing, before the features of both Sides are read again. */
  features: 80,
  /** Features, before their noise floor is measured; as above. */
  featureFloor: 700,
  /** Reports of a search's progress to the page: at most one in this time. */
  searchProgress: 150,
  /** Silence of the network, before it is said. */
  silence: 10_000,
  /** A change, before it becomes a step that "back" can take; browsers also limit how often one may write. */
  address: 300,
} as const;
