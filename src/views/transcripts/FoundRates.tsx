/** What is counted of the labelled runs, once there are both kinds, and what the reader takes away. */
import { type Dispatch, useMemo } from "react";
import { UNTOUCHED } from "../../core/transcripts/labels";
import { DEFAULT_RULES, sameRules } from "../../core/transcripts/rules";
import { transcriptsSubject } from "../../state/selectors/transcripts";
import { RocCurves } from "../charts/curves/RocCurves";
import { Figure } from "../charts/frame/Figure";
import { saveCsv, saveJson } from "../charts/frame/save";
import { DetectionRates, DetectionTable } from "../monitor/DetectionTables";
import type { PageChange, PageState } from "../monitor/pageState";
import { curvesOf, monitorRocPicture } from "../monitor/rocPicture";
import { countScopes, labelCounts } from "../monitor/scopeCounts";
import { aboutIntervals, type Halves, splitRuns } from "./halves";
import { HeldOut } from "./HeldOut";
import { runsCsv, runsJson } from "./runsTable";

export type ScoredState = PageState & { readonly scores: NonNullable<PageState["scores"]> };

interface FoundProps {
  readonly state: ScoredState;
  readonly halves: Halves;
  readonly change: Dispatch<PageChange>;
  readonly version: string;
}

export function FoundRates({ state, halves: { held, counted }, change, version }: FoundProps) {
  const { runs, scores, labels, rules, tunedOn, threshold, scope, split } = state;
  const all = useMemo(() => labelCounts(labels), [labels]);
  const histograms = useMemo(() => countScopes(scores, counted), [scores, counted]);
  const scopes = useMemo(() => histograms.at(threshold), [histograms, threshold]);
  const beware = useMemo(() => aboutIntervals(runs, { held, counted }), [runs, held, counted]);
  const subject = useSubject(state, held, counted);
  const picture = monitorRocPicture({ subject, scopes, threshold });
  return (
    <section aria-labelledby="found-title" className="transcripts-part">
      <h2 id="found-title">How well does it tell them apart?</h2>
      {all.positive > 0 && all.negative > 0 ? (
        <>
          <HeldOut
            {...{ held, split, tunedOn, labels, threshold }}
            ours={sameRules(rules, DEFAULT_RULES)}
            scores={scores[scope]}
            onSplit={(hold) => change({ kind: "split", split: hold ? splitRuns(runs) : null })}
          />
          <div className="transcripts-found">
            <div>
              <DetectionTable
                scopes={scopes}
                scope={scope}
                threshold={threshold}
                onThreshold={(next) => change({ kind: "threshold", threshold: next })}
                onScope={(next) => change({ kind: "scope", scope: next })}
              />
              <DetectionRates scopes={scopes} scope={scope} beware={beware} />
            </div>
            <Figure {...picture}>
              <RocCurves title={picture.title} curves={curvesOf(scopes)} />
            </Figure>
          </div>
        </>
      ) : (
        <p className="transcripts-hint">
          Label at least one run positive and one negative, and the table and the curves are drawn here.
        </p>
      )}
      <Save state={state} held={held} version={version} />
    </section>
  );
}

/** Whose numbers the picture holds. */
function useSubject(state: ScoredState, held: Uint8Array | null, counted: Int8Array) {
  const { runs, scores, readFrom, summary, choice, byHand, split, date } = state;
  const files = useMemo(() => readFrom.map(({ name }) => name), [readFrom]);
  const hand = useMemo(() => byHand.some((label) => label !== UNTOUCHED), [byHand]);
  return useMemo(() => {
    const out = held?.reduce((sum, one) => sum + one, 0);
    return transcriptsSubject({
      files,
      runs: runs.length,
      ...labelCounts(counted),
      rules: scores.rules,
      field: (choice && summary?.fields[choice.field]?.name) ?? null,
      byHand: hand,
      half: split && `${out} that are held out, split by ${split.by}, seed ${split.seed}`,
      date,
    });
  }, [files, runs, counted, scores, choice, summary, hand, held, split, date]);
}

function Save({ state, held, version }: Pick<FoundProps, "state" | "version"> & Pick<Halves, "held">) {
  const { runs, scores, labels, scope, threshold, split, choice, summary } = state;
  const list = {
    runs,
    scores,
    labels,
    scope,
    threshold,
    split,
    held,
    field: (choice && summary?.fields[choice.field]) ?? null,
  };
  return (
    <p className="transcripts-save">
      Every run with its label, its suspicion and the rules that fired:{" "}
      <button type="button" onClick={() => saveCsv("unmask-transcripts", runsCsv(list))}>
        Runs as CSV
      </button>{" "}
      <button type="button" onClick={() => saveJson("unmask-transcripts", runsJson(list, version))}>
        Runs and rules as JSON
      </button>
    </p>
  );
}
