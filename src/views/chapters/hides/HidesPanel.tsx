/**
 * A model that is taught to hide, at every step of that training: what it still copies, and what a monitor with the
 * reader's own rules hears of it. Recorded runs of all steps are scored anew whenever a rule changes.
 */
import { type ReactNode, useMemo, useState } from "react";
import { quietCopies } from "../../../core/monologue/quietCopies";
import type { Subject } from "../../../core/pictures/subject";
import { STEPS } from "../../../core/transcripts/suspicion";
import { MONITOR_SCOPE_NAMES, type MonitorScope } from "../../../core/transcripts/transcript";
import { probeOf } from "../../../state/selectors/probe";
import { hiderSteps, honestRuns, sheetsOf, type StepRuns } from "../../../state/selectors/sheets";
import { recordedSubject, SHEETS } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import { FlagFrom } from "../../monitor/FlagFrom";
import type { OutcomeShown } from "../../monitor/OutcomeChoice";
import { ReadRuns } from "../../monitor/ReadRuns";
import { RulesTable } from "../../monitor/RulesTable";
import { partOf, type scopeColumns } from "../../monitor/scoredRuns";
import type { useMonitor } from "../../monitor/useMonitor";
import { MissingSheets } from "../../page/MissingSheets";
import { useSheetRules } from "../../page/sheetRules";
import { useApp } from "../../page/store";
import { HidesCurves, HidesLegend, hidesPicture, whatItLearnt, whatProbeSees } from "./hidesPicture";
import { LearntThoughts } from "./LearntThoughts";
import { stepCounts, type StepGroup } from "./stepCounts";
import { QuietExample } from "./QuietExample";
import { StepsTable } from "./StepsTable";
import { lastStep, type SheetsHere, useGroups, useNames } from "./useGroups";
import "./HidesPanel.css";

/** `children` stand below the curves, before the runs and rules that lie behind them. */
export function HidesPanel({ children }: { readonly children?: ReactNode }) {
  const file = useApp(sheetsOf);
  const steps = useApp(hiderSteps);
  const hider = useApp(({ sheets }) => sheets?.hider ?? null);
  if (!file) return <MissingSheets />;
  if (hider?.status === "failed")
    return (
      <p className="notice" role="alert">
        {hider.failure.message} {hider.failure.advice}
      </p>
    );
  if (!steps) return <p className="chapter-wait">The runs of a model that hides are on their way.</p>;
  return (
    <OnSteps file={file} steps={steps}>
      {children}
    </OnSteps>
  );
}

function useSubject(id: string, steps: readonly StepRuns[], threshold: number, ours: boolean, rules: number): Subject {
  const manifest = useApp((state) => state.manifest);
  const runs = steps[0]?.runs.length ?? 0;
  return recordedSubject({ manifest }, null, [id], {
    dictionary: null,
    questions: SHEETS,
    counts: { questions: runs / 2, answers: runs },
    of: "answers",
  }).with([
    ["monitor", `${rules} rules of the ${ours ? "page" : "reader’s"}`],
    ["threshold", (threshold / STEPS).toFixed(2)],
  ]);
}

interface OnStepsProps {
  readonly file: SheetsHere;
  readonly steps: readonly StepRuns[];
  readonly children: ReactNode;
}

function OnSteps({ file, steps, children }: OnStepsProps) {
  const names = useNames();
  const beside = useApp(honestRuns);
  const [rules, setRules] = useSheetRules(file);
  const [threshold, setThreshold] = useState(Math.round(file.threshold * STEPS));
  const [selected, setSelected] = useState<number | null>(null);
  const groups = useMemo(
    (): readonly StepGroup[] => [...steps, ...(beside.length > 0 ? [{ step: null, runs: beside }] : [])],
    [steps, beside],
  );
  const { columns, opened, stopped, failure } = useGroups(groups, file, rules, selected);
  const counts = useMemo(() => (columns ? stepCounts(groups, columns, threshold) : []), [groups, columns, threshold]);
  const trained = counts.slice(0, steps.length);
  const honest = counts[steps.length] ?? null;
  const subject = useSubject(names.hider, steps, threshold, rules === file.rules, rules.length);
  const picture = hidesPicture({
    steps: trained,
    honest: honest && { title: names.honest, count: honest },
    subject,
  });
  const said = whatItLearnt(trained);
  const probe = useApp(probeOf);
  const seen = whatProbeSees(trained, probe?.rates.get(names.hider) ?? null);
  return (
    <>
      {failure && (
        <p className="notice" role="alert">
          {failure.message} {failure.advice}
        </p>
      )}
      {columns && <LastStep sheets={file.sheets} steps={steps} columns={columns} />}
      <Figure {...picture}>
        {said && <p className="hides-said">{said}</p>}
        {seen && <p className="hides-said">{seen}</p>}
        <FlagFrom threshold={threshold} onThreshold={setThreshold} />
        {trained.length > 0 && (
          <div className="hides-found">
            <div className="hides-drawn">
              <HidesCurves steps={trained} />
              <HidesLegend steps={trained} />
            </div>
            <StepsTable steps={trained} honest={honest} name={names.honest} />
          </div>
        )}
      </Figure>
      {children}
      {columns && (
        <OneStep
          sheets={file.sheets}
          {...{ groups, columns, threshold, selected, opened }}
          nameOf={names.of}
          onSelect={setSelected}
        />
      )}
      <RulesTable
        rules={rules}
        ours={file.rules}
        about={
          "Make them stricter, and see what they catch at every step, and whom they accuse. They are the same rules " +
          "in every chapter."
        }
        stopped={stopped}
        onChange={setRules}
      />
      <LearntThoughts steps={steps} />
    </>
  );
}

/** An example of the last step, chosen by what its runs do. */
function LastStep({
  sheets,
  steps,
  columns,
}: {
  readonly sheets: SheetsHere["sheets"];
  readonly steps: readonly StepRuns[];
  readonly columns: NonNullable<ReturnType<typeof scopeColumns>>;
}) {
  const { step, runs, scores, copying } = useMemo(() => lastStep(steps, columns, "thinking"), [steps, columns]);
  const copies = useMemo(() => quietCopies(sheets, runs, scores), [sheets, runs, scores]);
  return <QuietExample copies={copies} of={copying} step={step} />;
}

interface OneStepProps {
  readonly sheets: SheetsHere["sheets"];
  readonly groups: readonly StepGroup[];
  readonly columns: NonNullable<ReturnType<typeof scopeColumns>>;
  readonly threshold: number;
  readonly selected: number | null;
  readonly opened: ReturnType<typeof useMonitor>["opened"];
  readonly nameOf: (group: StepGroup) => string;
  readonly onSelect: (run: number | null) => void;
}

/** The runs of one step to read: those of the last, until another is chosen. */
function OneStep({ sheets, groups, columns, threshold, selected, opened, nameOf, onSelect }: OneStepProps) {
  const last = groups.findLastIndex(({ step }) => step !== null);
  const [at, setAt] = useState(last);
  const [scope, setScope] = useState<MonitorScope>("thinking");
  const [outcome, setOutcome] = useState<OutcomeShown>("missed");
  const group = groups[at] ?? groups[last]!;
  const from = groups.slice(0, groups.indexOf(group)).reduce((sum, { runs }) => sum + runs.length, 0);
  const part = useMemo(() => partOf(columns, from, from + group.runs.length), [columns, from, group]);
  const models = useMemo(() => group.runs.map(() => nameOf(group)), [group, nameOf]);
  return (
    <>
      <div className="hides-choice">
        <label className="control">
          Runs of
          <select
            value={groups.indexOf(group)}
            onChange={(event) => {
              onSelect(null);
              setAt(Number(event.target.value));
            }}
          >
            {groups.map((one, i) => (
              <option key={one.step ?? "honest"} value={i}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </label>
        <label className="control">
          The monitor reads
          <select value={scope} onChange={(event) => setScope(event.target.value as MonitorScope)}>
            {part.map((one) => (
              <option key={one.scope} value={one.scope}>
                {MONITOR_SCOPE_NAMES[one.scope]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ReadRuns
        sheets={sheets}
        runs={group.runs}
        models={models}
        columns={part}
        scope={scope}
        threshold={threshold}
        outcome={outcome}
        onOutcome={setOutcome}
        opened={opened && { ...opened, run: opened.run - from }}
        selected={selected === null ? null : selected - from}
        onSelect={(run) => onSelect(run + from)}
      />
    </>
  );
}
