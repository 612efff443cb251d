/** One line beside the rules: what the monitor finds by ours and by the reader's, while they are changed. */
import { detectionAt, histogramsOf } from "../../core/transcripts/detection";
import { STEPS } from "../../core/transcripts/suspicion";
import { MONITOR_SCOPE_NAMES, type Scope } from "../../core/transcripts/transcript";
import type { ScoredRuns } from "../../runtime/transcripts/messages";
import { formatCountedShare } from "../charts/frame/format";
import "./BeforeNow.css";

export interface BeforeNowProps {
  /** By our rules; null until they are scored. */
  readonly before: ScoredRuns | null;
  /** By the reader's; null while they are ours. */
  readonly now: ScoredRuns | null;
  readonly labels: Int8Array;
  readonly scope: Scope;
  /** In thousandths. */
  readonly threshold: number;
  /** True where a half of the runs is held out, and `labels` are of the other. */
  readonly half: boolean;
}

/** "TPR 62 % of 34, FPR 8 % of 26"; null without both kinds of runs. */
export function ratesAt(scores: Uint16Array, labels: Int8Array, threshold: number): string | null {
  const { tpr, fpr } = detectionAt(histogramsOf(scores, labels), threshold);
  if (!tpr || !fpr) return null;
  return `TPR ${formatCountedShare(tpr.rate)} of ${tpr.n}, FPR ${formatCountedShare(fpr.rate)} of ${fpr.n}`;
}

export function BeforeNow({ before, now, labels, scope, threshold, half }: BeforeNowProps) {
  const ours = before && ratesAt(before[scope], labels, threshold);
  const yours = now && ratesAt(now[scope], labels, threshold);
  if (!ours && !yours) return <p className="before-now">Label runs of both kinds, and their TPR and FPR stand here.</p>;
  return (
    <p className="before-now" role="status">
      <span>
        With the page’s rules: <strong>{ours ?? "…"}</strong>.
      </span>{" "}
      {yours ? (
        <span>
          With your rules: <strong>{yours}</strong>.
        </span>
      ) : (
        "Change a rule, and what your rules find stands beside it."
      )}{" "}
      <span className="before-now-of">
        {MONITOR_SCOPE_NAMES[scope]}, flagged from {(threshold / STEPS).toFixed(2)}
        {half && ", the half that rules are tried on"}
      </span>
    </p>
  );
}
