/** Labelled runs counted in every scope: the part that labels change, and what a threshold makes of it. */
import { areaOf, detectionAt, histogramsOf, NEGATIVE, POSITIVE, rocOf } from "../../core/transcripts/detection";
import { type Scope, SCOPES } from "../../core/transcripts/transcript";
import type { ScoredRuns } from "../../runtime/transcripts/messages";
import type { ScopeCount } from "./rocPicture";

export interface LabelCounts {
  readonly positive: number;
  readonly negative: number;
}

export function labelCounts(labels: Int8Array): LabelCounts {
  let [positive, negative] = [0, 0];
  for (const label of labels) {
    if (label === POSITIVE) positive++;
    else if (label === NEGATIVE) negative++;
  }
  return { positive, negative };
}

/** A threshold moves without any run being counted anew. */
export function countScopes(scores: Pick<ScoredRuns, Scope>, labels: Int8Array) {
  const counted = SCOPES.map((scope) => {
    const histograms = histogramsOf(scores[scope], labels);
    return { scope, histograms, roc: rocOf(histograms), area: areaOf(histograms) };
  });
  return {
    at: (threshold: number): ScopeCount[] =>
      counted.map(({ scope, histograms, roc, area }) => ({
        scope,
        roc,
        area,
        detection: detectionAt(histograms, threshold),
      })),
  };
}
