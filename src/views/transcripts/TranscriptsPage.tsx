/**
 * The page of the reader's own transcripts: bring files, read runs with their tags and suspicion, label them, and see
 * how well listening tells them apart. Loads no model, and sends nothing anywhere.
 */
import { type Dispatch, useCallback, useMemo, useState } from "react";
import { UNTOUCHED } from "../../core/transcripts/labels";
import { DEFAULT_RULES } from "../../core/transcripts/rules";
import { bySuspicion } from "../../core/transcripts/order";
import { transcriptsSubject } from "../../state/selectors/transcripts";
import type { TranscriptSource } from "../../runtime/transcripts/messages";
import { Figure } from "../charts/frame/Figure";
import { RocCurves } from "../charts/curves/RocCurves";
import { saveCsv, saveJson } from "../charts/frame/save";
import { BringFiles } from "./BringFiles";
import { DetectionRates, DetectionTable } from "../monitor/DetectionTables";
import { OutcomeChoice, type OutcomeShown, withOutcome } from "../monitor/OutcomeChoice";
import { LabelSource } from "./LabelSource";
import { OpenRun } from "../monitor/OpenRun";
import { isBusy, type PageChange, type PageState } from "../monitor/pageState";
import { curvesOf, monitorRocPicture } from "../monitor/rocPicture";
import { RulesTable } from "../monitor/RulesTable";
import { RunList } from "../monitor/RunList";
import { runsCsv, runsJson } from "./runsTable";
import { countScopes, labelCounts, type LabelCounts } from "../monitor/scopeCounts";
import { type StartReader, useTranscripts } from "../monitor/useTranscripts";
import "./TranscriptsPage.css";

export interface TranscriptsPageProps {
  readonly start: StartReader;
  readonly sample: () => Promise<TranscriptSource>;
  readonly version: string;
}

export function TranscriptsPage({ start, sample, version }: TranscriptsPageProps) {
  const [state, change] = useTranscripts(start);
  const bring = useCallback((files: readonly TranscriptSource[]) => change({ kind: "bring", files }), [change]);
  const setRules = useCallback((rules: PageState["rules"]) => change({ kind: "rules", rules }), [change]);
  const { runs, scores, sources, failure, rules, stopped, labels } = state;
  const counts = useMemo(() => labelCounts(labels), [labels]);
  return (
    <>
      <h1 className="transcripts-title">Your own transcripts</h1>
      <p className="transcripts-lead">
        Drop what models wrote down as they thought. You see which lines a monitor of words finds suspicious and why,
        label runs, and get its ROC curve for thoughts, for acts and for both.{" "}
        <strong>Nothing leaves this page:</strong> your browser reads the files, and forgets them when you close it.
      </p>
      <BringFiles onBring={bring} sample={sample} small={runs.length > 0} />
      <Progress state={state} onClear={() => change({ kind: "clear" })} />
      {failure && (
        <p className="notice" role="alert">
          {failure.message} {failure.advice}
        </p>
      )}
      {sources.length > 0 && runs.length > 0 && scores && scores.both.length === runs.length && (
        <>
          <Runs state={{ ...state, scores }} counts={counts} change={change} />
          <Found state={{ ...state, scores }} counts={counts} change={change} version={version} />
        </>
      )}
      <RulesTable
        rules={rules}
        ours={DEFAULT_RULES}
        about="The list was written for short English sheets: make it yours."
        stopped={stopped}
        onChange={setRules}
      />
    </>
  );
}

function Progress({ state, onClear }: { readonly state: PageState; readonly onClear: () => void }) {
  const { sources, progress, summary, runs } = state;
  const thoughtless = useMemo(() => runs.filter(({ hasThinking }) => !hasThinking).length, [runs]);
  if (sources.length === 0) return null;
  const busy = isBusy(state);
  const done = progress ? progress.done / Math.max(1, progress.total) : undefined;
  return (
    <div className="transcripts-state">
      <p role="status">
        {summary && (
          <>
            {counted(summary.runs, "run")} from {counted(summary.files, "file")}, {megabytes(summary.bytes)}.{" "}
            {thoughtless > 0 && `${counted(thoughtless, "run")} without any thinking. `}
          </>
        )}
        {busy && (progress?.stage === "scoring" ? "Trying the rules …" : "Reading …")}
      </p>
      {busy && <progress max={1} value={done} aria-label="How far reading has come" />}
      <button type="button" onClick={onClear}>
        Put all away
      </button>
      {summary && summary.notes.length > 0 && (
        <ul className="transcripts-notes">
          {summary.notes.map((note, i) => (
            <li key={i}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const counted = (n: number, what: string): string => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
const megabytes = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

type Scored = PageState & { readonly scores: NonNullable<PageState["scores"]> };

interface PartProps {
  readonly state: Scored;
  readonly counts: LabelCounts;
  readonly change: Dispatch<PageChange>;
}

/** The list, and the run that is open beside it. */
function Runs({ state, counts, change }: PartProps) {
  const { runs, scores, scope, labels, summary, choice, selected, opened, threshold } = state;
  const [outcome, setOutcome] = useState<OutcomeShown>(null);
  const of = { scores: scores[scope], labels, threshold };
  const all = useMemo(() => bySuspicion(scores[scope]), [scores, scope]);
  // A run that is labelled stays in its place unless the reader chose to see one kind alone.
  const order = useMemo(
    () => withOutcome(all, { scores: scores[scope], labels, threshold, shown: outcome }),
    [all, scores, scope, labels, threshold, outcome],
  );
  const select = useCallback((run: number) => change({ kind: "select", run }), [change]);
  const label = useCallback((run: number, given: number) => change({ kind: "label", run, label: given }), [change]);
  const shown = opened && opened.run === selected ? opened : null;
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
      {counts.positive + counts.negative > 0 && <OutcomeChoice {...of} shown={outcome} onShow={setOutcome} />}
      <div className="transcripts-two">
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
        {shown ? (
          <OpenRun
            key={shown.run}
            name={runs[shown.run]!.name}
            opened={shown}
            label={labels[shown.run]!}
            onLabel={(given) => label(shown.run, given)}
          />
        ) : (
          <p className="transcripts-hint">
            {selected === null ? "Choose a run to read it: the most suspicious stand first." : "…"}
          </p>
        )}
      </div>
    </section>
  );
}

/** What is counted of the labelled runs, once there are both kinds. */
function Found({ state, counts, change, version }: PartProps & { readonly version: string }) {
  const { runs, scores, labels, threshold, scope, sources, summary, choice, byHand, date } = state;
  const histograms = useMemo(() => countScopes(scores, labels), [scores, labels]);
  const scopes = useMemo(() => histograms.at(threshold), [histograms, threshold]);
  const files = useMemo(() => sources.map(({ name }) => name), [sources]);
  const hand = useMemo(() => byHand.some((label) => label !== UNTOUCHED), [byHand]);
  const enough = counts.positive > 0 && counts.negative > 0;
  const picture = monitorRocPicture({
    subject: transcriptsSubject({
      files,
      runs: runs.length,
      ...counts,
      rules: scores.rules,
      field: (choice && summary?.fields[choice.field]?.name) ?? null,
      byHand: hand,
      date,
    }),
    scopes,
    threshold,
  });
  const list = { runs, scores, labels };
  const save = (
    <p className="transcripts-save">
      Labels and suspicion of all runs:{" "}
      <button type="button" onClick={() => saveCsv("unmask-transcripts", runsCsv(list))}>
        CSV
      </button>{" "}
      <button type="button" onClick={() => saveJson("unmask-transcripts", runsJson(list, version))}>
        JSON
      </button>
    </p>
  );
  return (
    <section aria-labelledby="found-title" className="transcripts-part">
      <h2 id="found-title">How well does it tell them apart?</h2>
      {enough ? (
        <div className="transcripts-found">
          <div>
            <DetectionTable
              scopes={scopes}
              scope={scope}
              threshold={threshold}
              onThreshold={(next) => change({ kind: "threshold", threshold: next })}
              onScope={(next) => change({ kind: "scope", scope: next })}
            />
            <DetectionRates scopes={scopes} scope={scope} />
          </div>
          <Figure {...picture}>
            <RocCurves title={picture.title} curves={curvesOf(scopes)} />
          </Figure>
        </div>
      ) : (
        <p className="transcripts-hint">
          Label at least one run positive and one negative, and the table and the curves are drawn here.
        </p>
      )}
      {save}
    </section>
  );
}
