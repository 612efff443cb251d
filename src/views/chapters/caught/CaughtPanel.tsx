/**
 * The monitor on many runs of both models: recorded at once, or counted here, never mixed. Its table, its curves, every
 * run to be read, and its rules, which are the reader's to change.
 */
import { use, useMemo, useState } from "react";
import type { MonitoredRun } from "../../../core/monologue/monitored";
import { runParts } from "../../../core/monologue/heard";
import { sheetAsked } from "../../../core/office/sheetAsked";
import type { Rule } from "../../../core/transcripts/rules";
import { STEPS } from "../../../core/transcripts/suspicion";
import type { Scope, Transcript } from "../../../core/transcripts/transcript";
import { countedNow, runsOfMonitor, sheetsOf } from "../../../state/selectors/sheets";
import { putSheets } from "../../../state/tasks/sheets";
import { RulesTable } from "../../monitor/RulesTable";
import { useMonitor } from "../../monitor/useMonitor";
import { MissingSheets } from "../../page/MissingSheets";
import { useApp, useServices } from "../../page/store";
import { CountHere } from "./CountHere";
import { ReadRuns } from "./ReadRuns";
import { RocFigure } from "./RocFigure";
import type { From } from "./scoredRuns";
import { StartContext } from "./startContext";
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

const transcriptOf = ({ sheet, shown, written }: MonitoredRun, { sheets }: SheetsFile): Transcript => ({
  question: sheetAsked(sheets[sheet]!, shown).question,
  parts: runParts(written),
  fields: new Map(),
});

function OnSheets({ file }: { readonly file: SheetsFile }) {
  const start = use(StartContext);
  const { runner } = useServices();
  const [from, setFrom] = useState<From>("recorded");
  const [scope, setScope] = useState<Scope>("thinking");
  const [threshold, setThreshold] = useState(Math.round(file.threshold * STEPS));
  const [selected, setSelected] = useState<number | null>(null);
  const rules = useApp(({ sheets }) => sheets?.rules ?? null) ?? file.rules;
  const setRules = useMemo(
    () => (next: readonly Rule[]) =>
      runner.lend((session) => putSheets(session, { rules: next === file.rules ? null : next })),
    [runner, file],
  );
  const runs = useRuns(from);
  const transcripts = useMemo(() => runs.map((run) => transcriptOf(run, file)), [runs, file]);
  const { scores, opened, stopped, failure } = useMonitor(start, transcripts, rules, selected);
  const here = useApp((state) => countedNow(state) !== null);
  const choose = (next: From): void => {
    setSelected(null);
    setFrom(next);
  };
  const shared = { runs, scores, scope, threshold };
  return (
    <>
      {failure && (
        <p className="notice" role="alert">
          {failure.message} {failure.advice}
        </p>
      )}
      <RocFigure
        {...shared}
        from={from}
        rules={rules}
        controls={<CountHere from={from} here={here} onFrom={choose} />}
        onScope={setScope}
        onThreshold={setThreshold}
      />
      <ReadRuns {...shared} opened={opened} selected={selected} onSelect={setSelected} />
      <RulesTable
        rules={rules}
        ours={file.rules}
        about="To the rules one check is added: a written sum that is false makes an action as suspicious as can be."
        stopped={stopped}
        onChange={setRules}
      />
    </>
  );
}
