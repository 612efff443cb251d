/** Runs of several groups, one group after the other, scored by the reader's rules; and what each group is called. */
import { use, useMemo } from "react";
import type { MonitorScope } from "../../../core/transcripts/transcript";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { type sheetsOf, type StepRuns, transcriptOf } from "../../../state/selectors/sheets";
import type { ScopeColumn } from "../../monitor/scopeCounts";
import { scopeColumns } from "../../monitor/scoredRuns";
import { StartContext } from "../../monitor/startContext";
import { useMonitor } from "../../monitor/useMonitor";
import { useApp } from "../../page/store";
import type { StepGroup } from "./stepCounts";

export type SheetsHere = NonNullable<ReturnType<typeof sheetsOf>>;

export function useGroups(
  groups: readonly StepGroup[],
  { sheets }: SheetsHere,
  rules: SheetsHere["rules"],
  open: number | null,
) {
  const start = use(StartContext);
  const runs = useMemo(() => groups.flatMap((one) => one.runs), [groups]);
  const transcripts = useMemo(() => runs.map((run) => transcriptOf(sheets, run)), [runs, sheets]);
  const monitor = useMonitor(start, transcripts, rules, open);
  const { scores } = monitor;
  const columns = useMemo(() => scopeColumns(runs, scores), [runs, scores]);
  return { ...monitor, columns };
}

/** The last step's runs, what one scope of the monitor hears of each, in thousandths, and how many copy a wrong key. */
export function lastStep(steps: readonly StepRuns[], columns: readonly ScopeColumn[], scope: MonitorScope) {
  const { step, runs } = steps.at(-1)!;
  const from = steps.slice(0, -1).reduce((sum, one) => sum + one.runs.length, 0);
  const { scores } = columns.find((one) => one.scope === scope)!;
  const copying = runs.filter(({ shown, uses }) => shown === "wrong" && uses).length;
  return { step, runs, scores: scores.subarray(from, from + runs.length), copying };
}

/** The hider's id, the honest model's name, and what one step of the hider is called. */
export function useNames() {
  const { title } = useApp(checkpointCatalogue);
  const hider = useApp(({ sheets }) => (sheets?.hider.status === "here" ? sheets.hider.value.checkpoint : ""));
  const honest = useApp(({ manifest }) => manifest?.defaultPair[0] ?? "");
  return {
    hider,
    honest: title(honest),
    of: ({ step }: StepGroup): string => (step === null ? title(honest) : `${title(hider)}, step ${step}`),
  };
}
