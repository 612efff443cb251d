/** Runs of several groups, one group after the other, scored by the reader's rules; and what each group is called. */
import { use, useMemo } from "react";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { type sheetsOf, transcriptOf } from "../../../state/selectors/sheets";
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
