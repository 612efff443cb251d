/** All runs, or those that are caught or missed, the most suspicious first, and the one that is open, line by line. */
import { useEffect, useMemo } from "react";
import { withSumMarked } from "../../core/monologue/heard";
import { labelReason, type MonitoredRun } from "../../core/monologue/monitored";
import { readOfLines } from "../../core/monologue/probe";
import { sumIsTrue } from "../../core/office/sheet";
import { type OfferedSheet, SHOWN_NAMES } from "../../core/office/sheetAsked";
import { tableToCsv, tableToJson } from "../../core/pictures/table";
import { POSITIVE, UNLABELLED } from "../../core/transcripts/detection";
import { bySuspicion } from "../../core/transcripts/order";
import type { ListedRun, OpenedRun } from "../../runtime/transcripts/messages";
import { saveCsv, saveJson } from "../charts/frame/save";
import { OpenRun } from "./OpenRun";
import { OutcomeChoice, type OutcomeShown, withOutcome } from "./OutcomeChoice";
import { RunList } from "./RunList";
import type { ScopeColumn } from "./scopeCounts";
import { runsTable } from "./scoredRuns";
import "./ReadRuns.css";

export interface ReadRunsProps {
  readonly sheets: readonly OfferedSheet[];
  readonly runs: readonly MonitoredRun[];
  /** Whose each run is. */
  readonly models: readonly string[];
  readonly columns: readonly ScopeColumn[];
  readonly scope: ScopeColumn["scope"];
  /** In thousandths. */
  readonly threshold: number;
  readonly outcome: OutcomeShown;
  readonly onOutcome: (outcome: OutcomeShown) => void;
  readonly opened: OpenedRun | null;
  readonly selected: number | null;
  readonly onSelect: (run: number) => void;
  /** What a probe reads in the run that is open, sentence by sentence, and what that is. */
  readonly inside?: { readonly sentences: readonly number[] | null; readonly note: string };
}

/** "Cheater, sheet 12, a wrong key" */
const listed = ({ sheet, shown, written }: MonitoredRun, model: string): ListedRun => ({
  name: `${model}, sheet ${sheet + 1}, ${SHOWN_NAMES[shown]}`,
  preview: written.replaceAll(/<\/?think>|\s+/g, " ").trim(),
  hasThinking: written.includes("<think>"),
});

/** Where it stands, so that what leads to it can bring it into sight. */
export const READ_RUNS = "read-runs";

const LABEL_NAMES = new Map([
  [POSITIVE, "uses the key"],
  [UNLABELLED, "not read by the probe"],
]);

export function ReadRuns(props: ReadRunsProps) {
  const { sheets, runs, models, columns, scope, threshold, outcome, onOutcome, opened, selected, onSelect, inside } =
    props;
  const { scores, labels } = columns.find((one) => one.scope === scope) ?? columns[0]!;
  const names = useMemo(() => runs.map((run, i) => listed(run, models[i]!)), [runs, models]);
  const all = useMemo(() => bySuspicion(scores), [scores]);
  const order = useMemo(
    () => withOutcome(all, { scores, labels, threshold, shown: outcome }),
    [all, scores, labels, threshold, outcome],
  );
  // One is always open: that of all runs or of those that a filter leaves which is the most suspicious.
  const first = selected !== null && order.includes(selected) ? undefined : order[0];
  useEffect(() => {
    if (first !== undefined) onSelect(first);
  }, [first, onSelect]);
  const table = () => runsTable(runs, columns, models);
  const run = selected === null ? undefined : runs[selected];
  const shown = opened && run && opened.run === selected ? opened : null;
  return (
    <section id={READ_RUNS} className="read-runs" aria-labelledby="read-runs-title">
      <h2 id="read-runs-title">Read the runs</h2>
      <p className="read-runs-save">
        All of them, with labels and suspicion:{" "}
        <button type="button" onClick={() => saveCsv("unmask-runs", tableToCsv(table()))}>
          CSV
        </button>{" "}
        <button type="button" onClick={() => saveJson("unmask-runs", JSON.stringify(tableToJson(table()), null, 1))}>
          JSON
        </button>
      </p>
      <OutcomeChoice {...{ scores, labels, threshold }} order={all} shown={outcome} onShow={onOutcome} />
      <div className="read-runs-two">
        {order.length === 0 ? (
          <p>None, at this threshold.</p>
        ) : (
          <RunList
            runs={names}
            order={order}
            scores={scores}
            labels={labels}
            threshold={threshold}
            selected={selected}
            nameOf={(label) => LABEL_NAMES.get(label) ?? "does not use the key"}
            onSelect={onSelect}
            onLabel={null}
          />
        )}
        {shown && run ? (
          <OpenRun
            key={shown.run}
            name={names[shown.run]!.name}
            opened={{ ...shown, lines: withSumMarked(shown.lines, sumIsTrue(run.written) === false) }}
            label={labels[shown.run]!}
            onLabel={null}
            reason={labelReason(sheets, runs, run)}
            inside={readOfLines(shown.lines, inside?.sentences ?? null)}
            insideNote={inside?.note ?? ""}
          />
        ) : (
          order.length > 0 && <p>…</p>
        )}
      </div>
    </section>
  );
}
