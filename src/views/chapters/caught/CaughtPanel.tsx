/**
 * The monitor on many runs of both models: recorded at once, or counted here, never mixed. Its table, its curves, every
 * run to be read, and its rules, which are the reader's to change.
 */
import { use, useMemo, useState } from "react";
import type { MonitoredRun } from "../../../core/monologue/monitored";
import type { MonitorScope } from "../../../core/transcripts/transcript";
import { STEPS } from "../../../core/transcripts/suspicion";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { countedNow, runsOfMonitor, sheetsOf, transcriptOf } from "../../../state/selectors/sheets";
import type { OutcomeShown } from "../../monitor/OutcomeChoice";
import { READ_RUNS, ReadRuns } from "../../monitor/ReadRuns";
import { RulesTable } from "../../monitor/RulesTable";
import { countColumns } from "../../monitor/scopeCounts";
import { scopeColumns } from "../../monitor/scoredRuns";
import { StartContext } from "../../monitor/startContext";
import { useMonitor } from "../../monitor/useMonitor";
import { MissingSheets } from "../../page/MissingSheets";
import { useSheetRules } from "../../page/sheetRules";
import { standAt } from "../../page/standAt";
import { useApp } from "../../page/store";
import { CountHere, type From } from "./CountHere";
import { RocFigure, useRocSubject } from "./RocFigure";
import { useOpenedInside } from "./useOpenedInside";
import { WhatItCatches } from "./WhatItCatches";
import "./CaughtPanel.css";

type SheetsFile = NonNullable<ReturnType<typeof sheetsOf>>;

export function CaughtPanel() {
  const file = useApp(sheetsOf);
  return file ? <OnSheets file={file} /> : <MissingSheets />;
}

const NO_RUNS: readonly MonitoredRun[] = [];

/** While runs come, they are not scored each time anew: what has come is scored once the counting ends. */
function useRuns(from: From): readonly MonitoredRun[] {
  const runs = useApp((state) => runsOfMonitor(state, from));
  const counting = useApp(({ effects }) => effects.work?.kind === "monitor");
  return counting && from === "here" ? NO_RUNS : runs;
}

function OnSheets({ file }: { readonly file: SheetsFile }) {
  const start = use(StartContext);
  const [from, setFrom] = useState<From>("recorded");
  const [scope, setScope] = useState<MonitorScope>("thinking");
  const [threshold, setThreshold] = useState(Math.round(file.threshold * STEPS));
  const [outcome, setOutcome] = useState<OutcomeShown>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const [rules, setRules] = useSheetRules(file);
  const runs = useRuns(from);
  const models = useModels(runs);
  const transcripts = useMemo(() => runs.map((run) => transcriptOf(file.sheets, run)), [runs, file]);
  const { scores, opened, stopped, failure } = useMonitor(start, transcripts, rules, selected);
  const columns = useMemo(() => scopeColumns(runs, scores), [runs, scores]);
  const histograms = useMemo(() => columns && countColumns(columns), [columns]);
  const scopes = useMemo(() => (runs.length > 0 && histograms?.at(threshold)) || [], [runs, histograms, threshold]);
  const subject = useRocSubject(from, runs.length, runs.filter(({ uses }) => uses).length, rules);
  const here = useApp((state) => countedNow(state) !== null);
  const inside = useOpenedInside((selected === null ? null : runs[selected]) ?? null);
  const choose = (next: From): void => {
    setSelected(null);
    setFrom(next);
  };
  const showMissed = (): void => {
    setOutcome("missed");
    const list = document.getElementById(READ_RUNS);
    if (list) standAt(list);
  };
  const heard = columns?.some((one) => one.scope === scope) ? scope : "thinking";
  return (
    <>
      {failure && (
        <p className="notice" role="alert">
          {failure.message} {failure.advice}
        </p>
      )}
      <WhatItCatches
        sheets={file.sheets}
        runs={runs}
        columns={columns}
        scopes={scopes}
        subject={subject}
        scope={heard}
        threshold={threshold}
        controls={<CountHere from={from} here={here} onFrom={choose} />}
        onScope={setScope}
        onThreshold={setThreshold}
        onMissed={showMissed}
      />
      <RocFigure subject={subject} scopes={scopes} scope={heard} threshold={threshold} runs={runs.length} />
      {columns && runs.length > 0 && (
        <ReadRuns
          sheets={file.sheets}
          runs={runs}
          models={models}
          columns={columns}
          scope={heard}
          threshold={threshold}
          outcome={outcome}
          onOutcome={setOutcome}
          opened={opened}
          selected={selected}
          onSelect={setSelected}
          inside={inside}
        />
      )}
      <RulesTable
        rules={rules}
        ours={file.rules}
        about="To the rules one check is added: a written sum that is false makes an action as suspicious as can be."
        stopped={stopped}
        onChange={setRules}
        ways={
          <span>
            Try this monitor on <a href="./transcripts.html">your own transcripts</a>.
          </span>
        }
      />
    </>
  );
}

/** What the model of each run is called. */
function useModels(runs: readonly MonitoredRun[]): readonly string[] {
  const { title } = useApp(checkpointCatalogue);
  const experiment = useApp((state) => state.experiment);
  return useMemo(() => runs.map(({ side }) => title(experiment?.[side].checkpoint ?? "")), [runs, title, experiment]);
}
