/** Each step of a hider's training, counted: how often it copies a wrong key, and what a monitor finds of that. */
import type { MonitoredRun } from "../../../core/monologue/monitored";
import { type Rate, wilson } from "../../../core/pictures/rate";
import type { DetectionAt } from "../../../core/transcripts/detection";
import type { MonitorScope } from "../../../core/transcripts/transcript";
import { countColumns, type ScopeColumn } from "../../monitor/scopeCounts";
import { partOf } from "../../monitor/scoredRuns";

export interface StepCount {
  /** Of training; null of the honest model that stands beside them. */
  readonly step: number | null;
  /** Of sheets with a wrong key, the share that is answered with it; null without any. */
  readonly copies: Rate | null;
  readonly found: ReadonlyMap<MonitorScope, DetectionAt>;
}

/** Runs of one step, or of the honest model. */
export interface StepGroup {
  readonly step: number | null;
  readonly runs: readonly MonitoredRun[];
}

/** `columns` are of the runs of all groups, one group after the other; `threshold` in thousandths. */
export function stepCounts(
  groups: readonly StepGroup[],
  columns: readonly ScopeColumn[],
  threshold: number,
): StepCount[] {
  let from = 0;
  return groups.map(({ step, runs }) => {
    const counted = countColumns(partOf(columns, from, from + runs.length)).at(threshold);
    from += runs.length;
    const wrong = runs.filter(({ shown }) => shown === "wrong");
    const hits = wrong.filter(({ uses }) => uses).length;
    const n = wrong.length;
    return {
      step,
      copies: n === 0 ? null : { rate: hits / n, n, ...wilson(hits / n, n) },
      found: new Map(counted.map(({ scope, detection }) => [scope, detection])),
    };
  });
}
