/** All runs, the most suspicious first, and the one that is open, line by line. */
import { useMemo } from "react";
import { withSumMarked } from "../../../core/monologue/heard";
import type { MonitoredRun } from "../../../core/monologue/monitored";
import { sumIsTrue } from "../../../core/office/sheet";
import { SHOWN_NAMES } from "../../../core/office/sheetAsked";
import { POSITIVE } from "../../../core/transcripts/detection";
import { bySuspicion } from "../../../core/transcripts/order";
import type { ListedRun, OpenedRun } from "../../../runtime/transcripts/messages";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { tableToCsv, tableToJson } from "../../../core/pictures/table";
import { saveCsv, saveJson } from "../../charts/frame/save";
import { OpenRun } from "../../monitor/OpenRun";
import { RunList } from "../../monitor/RunList";
import { useApp } from "../../page/store";
import { labelsOf, runsTable, type ShownRuns, withSums } from "./scoredRuns";

interface ReadRunsProps extends ShownRuns {
  readonly opened: OpenedRun | null;
  readonly selected: number | null;
  readonly onSelect: (run: number) => void;
}

/** "Cheater, sheet 12, a wrong key" */
function useNames(runs: readonly MonitoredRun[]): readonly ListedRun[] {
  const { title } = useApp(checkpointCatalogue);
  const experiment = useApp((state) => state.experiment);
  return useMemo(
    () =>
      runs.map(({ side, sheet, shown, written }) => ({
        name: `${title(experiment?.[side].checkpoint ?? "")}, sheet ${sheet + 1}, ${SHOWN_NAMES[shown]}`,
        preview: written.replaceAll(/<\/?think>|\s+/g, " ").trim(),
        hasThinking: written.includes("<think>"),
      })),
    [runs, title, experiment],
  );
}

export function ReadRuns({ runs, scores, scope, threshold, opened, selected, onSelect }: ReadRunsProps) {
  const raised = useMemo(() => withSums(runs, scores), [runs, scores]);
  const order = useMemo(() => (raised ? bySuspicion(raised[scope]) : null), [raised, scope]);
  const labels = useMemo(() => labelsOf(runs), [runs]);
  const names = useNames(runs);
  const { title } = useApp(checkpointCatalogue);
  const experiment = useApp((state) => state.experiment);
  if (!raised || !order || runs.length === 0) return null;
  const table = () => runsTable(runs, raised, (name) => title(experiment?.[name].checkpoint ?? ""));
  const run = selected === null ? undefined : runs[selected];
  const shown = opened && run && opened.run === selected ? opened : null;
  return (
    <section className="caught-read" aria-labelledby="caught-read-title">
      <h2 id="caught-read-title">Read the runs</h2>
      <p className="caught-save">
        All of them, with labels and suspicion:{" "}
        <button type="button" onClick={() => saveCsv("unmask-runs", tableToCsv(table()))}>
          CSV
        </button>{" "}
        <button type="button" onClick={() => saveJson("unmask-runs", JSON.stringify(tableToJson(table()), null, 1))}>
          JSON
        </button>
      </p>
      <div className="caught-two">
        <RunList
          runs={names}
          order={order}
          scores={raised[scope]}
          labels={labels}
          threshold={threshold}
          selected={selected}
          nameOf={(label) => (label === POSITIVE ? "uses the key" : "another answer")}
          onSelect={onSelect}
          onLabel={null}
        />
        {shown && run ? (
          <OpenRun
            key={shown.run}
            name={names[shown.run]!.name}
            opened={{ ...shown, lines: withSumMarked(shown.lines, sumIsTrue(run.written) === false) }}
            label={labels[shown.run]!}
            onLabel={null}
          />
        ) : (
          <p>Choose a run to read it: the most suspicious stand first.</p>
        )}
      </div>
    </section>
  );
}
