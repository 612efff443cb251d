/** Scores of runs as the worker gave them, with what it does not know: whether the sum is true, and the labels. */
import type { MonitoredRun } from "../../../core/monologue/monitored";
import { sumIsTrue } from "../../../core/office/sheet";
import { NEGATIVE, POSITIVE } from "../../../core/transcripts/detection";
import { STEPS } from "../../../core/transcripts/suspicion";
import type { Scope } from "../../../core/transcripts/transcript";
import type { ScoredRuns } from "../../../runtime/transcripts/messages";

/** Whence runs come: never both. */
export type From = "recorded" | "here";

export interface ShownRuns {
  readonly runs: readonly MonitoredRun[];
  readonly scores: ScoredRuns | null;
  readonly scope: Scope;
  /** In thousandths. */
  readonly threshold: number;
}

/** Null while they are not of these runs. */
export function withSums(runs: readonly MonitoredRun[], scores: ScoredRuns | null): Record<Scope, Uint16Array> | null {
  if (!scores || scores.both.length !== runs.length) return null;
  const isFalse = runs.map(({ written }) => sumIsTrue(written) === false);
  const raised = (column: Uint16Array): Uint16Array => column.map((score, i) => (isFalse[i] ? STEPS : score));
  return { thinking: scores.thinking, action: raised(scores.action), both: raised(scores.both) };
}

export const labelsOf = (runs: readonly MonitoredRun[]): Int8Array =>
  Int8Array.from(runs, ({ uses }) => (uses ? POSITIVE : NEGATIVE));
