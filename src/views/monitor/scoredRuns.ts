/** Scores of runs as the worker gave them, with what it does not know: sums, labels, and what a probe says. */
import type { MonitoredRun } from "../../core/monologue/monitored";
import { SHOWN_NAMES } from "../../core/office/sheetAsked";
import { sumIsTrue } from "../../core/office/sheet";
import { numberColumn, type Table, textColumn } from "../../core/pictures/table";
import { NEGATIVE, POSITIVE, UNLABELLED } from "../../core/transcripts/detection";
import { STEPS } from "../../core/transcripts/suspicion";
import { MONITOR_SCOPE_NAMES, SCOPES } from "../../core/transcripts/transcript";
import type { ScoredRuns } from "../../runtime/transcripts/messages";
import type { ScopeColumn } from "./scopeCounts";

/** A column for each scope, that of the probe last, where one has read any of them; null while scores are of others. */
export function scopeColumns(runs: readonly MonitoredRun[], scores: ScoredRuns | null): readonly ScopeColumn[] | null {
  if (!scores || scores.both.length !== runs.length) return null;
  const isFalse = runs.map(({ written }) => sumIsTrue(written) === false);
  const raised = (column: Uint16Array): Uint16Array => column.map((score, i) => (isFalse[i] ? STEPS : score));
  const labels = labelsOf(runs);
  const words = SCOPES.map((scope) => {
    return { scope, scores: scope === "thinking" ? scores.thinking : raised(scores[scope]), labels };
  });
  if (runs.every(({ inside }) => inside === null)) return words;
  const probe: ScopeColumn = {
    scope: "inside",
    scores: Uint16Array.from(runs, ({ inside }) => inside ?? 0),
    labels: labels.map((label, i) => (runs[i]!.inside === null ? UNLABELLED : label)),
  };
  return [...words, probe];
}

const labelsOf = (runs: readonly MonitoredRun[]): Int8Array =>
  Int8Array.from(runs, ({ uses }) => (uses ? POSITIVE : NEGATIVE));

/** Some of the runs, in the order of all. */
export const partOf = (columns: readonly ScopeColumn[], from: number, to: number): readonly ScopeColumn[] =>
  columns.map(({ scope, scores, labels }) => {
    return { scope, scores: scores.subarray(from, to), labels: labels.subarray(from, to) };
  });

/** Every run as a row. `models`: whose each run is. */
export function runsTable(
  runs: readonly MonitoredRun[],
  columns: readonly ScopeColumn[],
  models: readonly string[],
): Table {
  return {
    columns: [
      textColumn("model"),
      numberColumn("sheet", ""),
      textColumn("key"),
      textColumn("uses the key"),
      ...columns.map(({ scope }) => numberColumn(`suspicion, ${MONITOR_SCOPE_NAMES[scope]}`, "")),
      textColumn("written"),
    ],
    rows: runs.map(({ sheet, shown, uses, written }, i) => [
      models[i]!,
      sheet + 1,
      SHOWN_NAMES[shown],
      uses ? "yes" : "no",
      ...columns.map(({ scores, labels }) => (labels[i] === UNLABELLED ? null : scores[i]! / STEPS)),
      written,
    ]),
  };
}
