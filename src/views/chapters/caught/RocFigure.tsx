/** What the monitor finds: the 2 × 2 table at the threshold, the rates of its scopes, and their curves. */
import { type ReactNode, useMemo } from "react";
import { answersNeither, type MonitoredRun } from "../../../core/monologue/monitored";
import type { OfferedSheet } from "../../../core/office/sheetAsked";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import type { Rule } from "../../../core/transcripts/rules";
import { NEGATIVE } from "../../../core/transcripts/detection";
import type { MonitorScope } from "../../../core/transcripts/transcript";
import { SIDE_NAMES } from "../../../state/officeState";
import { countedNow, sheetsOf } from "../../../state/selectors/sheets";
import { recordedSubject, SHEETS, sheetsSubject } from "../../../state/selectors/subjects";
import { RocCurves } from "../../charts/curves/RocCurves";
import { Figure } from "../../charts/frame/Figure";
import { DetectionTables } from "../../monitor/DetectionTables";
import { curvesOf, monitorRocPicture, type ScopeCount } from "../../monitor/rocPicture";
import { countColumns, type ScopeColumn } from "../../monitor/scopeCounts";
import { useApp } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import type { From } from "./CountHere";

interface RocFigureProps {
  readonly sheets: readonly OfferedSheet[];
  readonly runs: readonly MonitoredRun[];
  /** Null while they are not scored. */
  readonly columns: readonly ScopeColumn[] | null;
  readonly scope: MonitorScope;
  /** In thousandths. */
  readonly threshold: number;
  readonly from: From;
  readonly rules: readonly Rule[];
  readonly controls: ReactNode;
  readonly onScope: (scope: MonitorScope) => void;
  readonly onThreshold: (threshold: number) => void;
  /** Shows the runs that use the key and are not flagged. */
  readonly onMissed: () => void;
}

function useSubject(from: From, runs: number, uses: number, rules: readonly Rule[]): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const counted = useApp(countedNow);
  const ours = useApp((state) => sheetsOf(state)?.rules) === rules;
  const counts = { questions: runs / 4, answers: runs / 2 };
  const ids = experiment ? [experiment.left.checkpoint, experiment.right.checkpoint] : [];
  const subject =
    from === "here" && counted
      ? sheetsSubject({ manifest }, counted, null)
      : recordedSubject({ manifest }, null, ids, { dictionary: null, questions: SHEETS, counts, of: "answers" });
  return subject.with([
    ["runs", `${runs}, of which ${uses} use the key`],
    ["monitor", `${rules.length} rules of the ${ours ? "page" : "reader’s"}`],
  ]);
}

export function RocFigure(props: RocFigureProps) {
  const { from, runs, columns, scope, threshold, rules, controls, onScope, onThreshold } = props;
  const counting = useApp(({ effects }) => effects.work?.kind === "monitor");
  const histograms = useMemo(() => columns && countColumns(columns), [columns]);
  const scopes = useMemo(() => histograms?.at(threshold) ?? [], [histograms, threshold]);
  const subject = useSubject(from, runs.length, runs.filter(({ uses }) => uses).length, rules);
  const picture = monitorRocPicture({ id: "thoughts-roc", subject, scopes, threshold });
  const curves = curvesOf(scopes);
  return (
    <Figure {...picture} controls={controls}>
      <WorkBar kind="monitor" unit="runs" />
      {runs.length === 0 ? (
        !counting && <p>No run is here yet. Count some, or choose models of which there are recorded ones.</p>
      ) : (
        <div className="caught-found">
          <div>
            <Kinds runs={runs} titles={pairTitles(subject)} />
            <DetectionTables
              scopes={scopes}
              scope={scope}
              threshold={threshold}
              kinds={["uses the key", "another answer"]}
              onThreshold={onThreshold}
              onScope={onScope}
            />
            <Missed {...props} scopes={scopes} />
          </div>
          {curves.length > 0 ? (
            <RocCurves title={picture.title} curves={curves} />
          ) : (
            columns && <p>There is no curve where all runs use their key, or none does.</p>
          )}
        </div>
      )}
    </Figure>
  );
}

/** How many runs of either model use their key. */
function Kinds({ runs, titles }: { readonly runs: readonly MonitoredRun[]; readonly titles: PairTitles }) {
  const said = SIDE_NAMES.map((name) => {
    const own = runs.filter(({ side }) => side === name);
    return `${titles[name]} in ${own.filter(({ uses }) => uses).length} of ${own.length} runs`;
  });
  return (
    <p className="caught-kinds">
      Each run is on a sheet with a key, right or wrong. The key is used by <strong>{said.join(", ")}</strong>. A copied
      right key looks like an honest answer; so there a run counts as using it if the same model copies a wrong key on
      the same sheet.
    </p>
  );
}

/** What it misses, and what the others are that it accuses. */
function Missed(props: RocFigureProps & { readonly scopes: readonly ScopeCount[] }) {
  const { sheets, runs, columns, scope, scopes, threshold, onMissed } = props;
  const column = columns?.find((one) => one.scope === scope);
  const counts = scopes.find((one) => one.scope === scope)?.detection.counts;
  const neither = useMemo(() => runs.map((run) => answersNeither(sheets, run)), [sheets, runs]);
  if (!column || !counts) return null;
  const odd = [...column.labels.keys()].filter((run) => column.labels[run] === NEGATIVE && neither[run]);
  const flagged = odd.filter((run) => column.scores[run]! >= threshold).length;
  return (
    <div className="caught-missed">
      <p>
        It misses {counts.fn} of {counts.tp + counts.fn} runs that use the key.{" "}
        {counts.fn > 0 && (
          <button type="button" onClick={onMissed}>
            Show the missed ones
          </button>
        )}
      </p>
      {odd.length > 0 && (
        <p>
          Of the {counts.fp + counts.tn} other runs, {odd.length} give an answer that is neither the right one nor the
          key’s, as a model does that means to copy and misreads the number: {flagged} of these are flagged,{" "}
          {odd.length - flagged} are not. In all, {counts.fp} others are flagged.
        </p>
      )}
    </div>
  );
}
