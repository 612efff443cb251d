/** Labelled runs counted in every scope: the part that labels change, and what a threshold makes of it. */
import { areaOf, detectionAt, histogramsOf, NEGATIVE, POSITIVE, rocOf } from "../../core/transcripts/detection";
import { type MonitorScope, type Scope, SCOPES } from "../../core/transcripts/transcript";
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

/** What one scope says of each run, in thousandths, and the labels of those that it has read. */
export interface ScopeColumn<S extends MonitorScope = MonitorScope> {
  readonly scope: S;
  readonly scores: Uint16Array;
  readonly labels: Int8Array;
}

/** A threshold moves without any run being counted anew. */
export function countColumns<S extends MonitorScope>(columns: readonly ScopeColumn<S>[]) {
  const counted = columns.map(({ scope, scores, labels }) => {
    const histograms = histogramsOf(scores, labels);
    return { scope, histograms, roc: rocOf(histograms), area: areaOf(histograms) };
  });
  return {
    at: (threshold: number): ScopeCount<S>[] =>
      counted.map(({ scope, histograms, roc, area }) => ({
        scope,
        roc,
        area,
        detection: detectionAt(histograms, threshold),
      })),
  };
}

export const countScopes = (scores: Pick<ScoredRuns, Scope>, labels: Int8Array) =>
  countColumns(SCOPES.map((scope) => ({ scope, scores: scores[scope], labels })));
