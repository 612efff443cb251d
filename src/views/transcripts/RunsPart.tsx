/** The list of runs, where their labels come from, and the run that is open beside it. */
import { type Dispatch, useCallback, useMemo, useState } from "react";
import { bySuspicion } from "../../core/transcripts/order";
import { OpenRun } from "../monitor/OpenRun";
import { OutcomeChoice, type OutcomeShown, withOutcome } from "../monitor/OutcomeChoice";
import type { PageChange } from "../monitor/pageState";
import { RunList } from "../monitor/RunList";
import type { LabelCounts } from "../monitor/scopeCounts";
import { useInSight } from "../monitor/useInSight";
import type { ScoredState } from "./FoundRates";
import type { Halves } from "./halves";
import { LabelSource } from "./LabelSource";

interface RunsPartProps {
  readonly state: ScoredState;
  readonly counts: LabelCounts;
  readonly halves: Halves;
  readonly change: Dispatch<PageChange>;
}

export function RunsPart({ state, counts, halves: { held, tried }, change }: RunsPartProps) {
  const { runs, scores, scope, labels, summary, choice, selected, opened, threshold } = state;
  const [outcome, setOutcome] = useState<OutcomeShown>(null);
  const all = useMemo(() => bySuspicion(scores[scope]).filter((run) => held?.[run] !== 1), [scores, scope, held]);
  // A run that is labelled stays in its place unless the reader chose to see one kind alone.
  const order = useMemo(
    () => withOutcome(all, { scores: scores[scope], labels: tried, threshold, shown: outcome }),
    [all, scores, scope, tried, threshold, outcome],
  );
  const select = useCallback((run: number) => change({ kind: "select", run }), [change]);
  const label = useCallback((run: number, given: number) => change({ kind: "label", run, label: given }), [change]);
  useInSight(order, selected, outcome, select);
  const shown = opened && opened.run === selected && order.length > 0 ? opened : null;
  return (
    <section aria-labelledby="runs-title" className="transcripts-part">
      <h2 id="runs-title">Read and label</h2>
      <LabelSource
        fields={summary?.fields ?? []}
        choice={choice}
        counts={counts}
        runs={runs.length}
        onChoose={(next) => change({ kind: "choose", choice: next })}
      />
      {counts.positive + counts.negative > 0 && (
        <OutcomeChoice
          scores={scores[scope]}
          labels={tried}
          threshold={threshold}
          order={all}
          byHand
          shown={outcome}
          onShow={setOutcome}
        />
      )}
      <div className="transcripts-two">
        {order.length === 0 ? (
          <p className="transcripts-hint">
            {outcome === "no label" ? "Every run has a label." : "None, at this threshold."}
          </p>
        ) : (
          <RunList
            runs={runs}
            order={order}
            scores={scores[scope]}
            labels={labels}
            threshold={threshold}
            selected={selected}
            onSelect={select}
            onLabel={label}
          />
        )}
        {shown ? (
          <OpenRun
            key={shown.run}
            name={runs[shown.run]!.name}
            opened={shown}
            label={labels[shown.run]!}
            onLabel={(given) => label(shown.run, given)}
          />
        ) : (
          order.length > 0 && (
            <p className="transcripts-hint">
              {selected === null ? "Choose a run to read it: the most suspicious stand first." : "…"}
            </p>
          )
        )}
      </div>
    </section>
  );
}
