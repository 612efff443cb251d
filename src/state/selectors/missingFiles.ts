/**
 * What the open chapter wanted and did not get: recorded files, and what the worker could not find of features. And
 * what stands in place of a recorded picture that is not there.
 */
import type { Chapter } from "../../core/experiment";
import type { Failure } from "../../core/failure";
import type { Arriving, FeaturesState } from "../featureState";
import { selector } from "../memo";
import type { AppState } from "../store";

/** Parts that the worker fills, in the order in which they are asked. */
export const WORKER_PARTS = ["dictionary", "same", "own", "every", "card", "monitor"] as const;

const failureOf = (part: Arriving<unknown>): Failure[] => (part.status === "failed" ? [part.failure] : []);

/** One failure of each kind of sentence, since several files often fail together. */
export const missingFiles = selector(
  ({ features, experiment }) => [features, experiment?.chapter ?? "differs"],
  (features: FeaturesState, chapter: Chapter): readonly Failure[] => {
    if (chapter === "differs") return [];
    const { evidence, catalogue, promptSets, windows } = features;
    const parts = [
      evidence,
      catalogue,
      ...promptSets.values(),
      ...windows.values(),
      ...WORKER_PARTS.map((part) => features[part]),
    ];
    const failures = parts.flatMap(failureOf).filter(({ kind }) => kind !== "cancelled");
    return failures.filter(({ message }, i) => failures.findIndex((other) => other.message === message) === i);
  },
);

/** Why no recorded numbers stand here; null where there are none: nothing was recorded. */
export function whyNotRecorded({ manifest, features }: Pick<AppState, "manifest" | "features">): string | null {
  if (!manifest?.offers.evidence) return null;
  const { evidence } = features;
  if (evidence.status === "failed") return "The recorded evaluation did not arrive.";
  return evidence.status === "here" ? null : "The recorded evaluation is on its way.";
}
