/** Scores of runs as the worker gave them, with what it does not know: whether the sum is true, and the labels. */
import type { SideName } from "../../../core/experiment";
import type { MonitoredRun } from "../../../core/monologue/monitored";
import { SHOWN_NAMES } from "../../../core/office/sheetAsked";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import { sumIsTrue } from "../../../core/office/sheet";
import { NEGATIVE, POSITIVE } from "../../../core/transcripts/detection";
import { STEPS } from "../../../core/transcripts/suspicion";
import { type Scope, SCOPE_NAMES, SCOPES } from "../../../core/transcripts/transcript";
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

/** Every run as a row. `nameOf`: what a Side's model is called. */
export function runsTable(
  runs: readonly MonitoredRun[],
  scores: Readonly<Record<Scope, Uint16Array>>,
  nameOf: (side: SideName) => string,
): Table {
  return {
    columns: [
      textColumn("model"),
      numberColumn("sheet", ""),
      textColumn("key"),
      textColumn("uses the key"),
      ...SCOPES.map((scope) => numberColumn(`suspicion, ${SCOPE_NAMES[scope]}`, "")),
      textColumn("written"),
    ],
    rows: runs.map(({ side, sheet, shown, uses, written }, i) => [
      nameOf(side),
      sheet + 1,
      SHOWN_NAMES[shown],
      uses ? "yes" : "no",
      ...SCOPES.map((scope) => scores[scope][i]! / STEPS),
      written,
    ]),
  };
}
