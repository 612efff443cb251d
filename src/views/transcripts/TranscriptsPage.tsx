/**
 * The page of the reader's own transcripts: bring files, read runs with their tags and suspicion, label them, and see
 * how well listening tells them apart. Loads no model, and sends nothing anywhere.
 */
import { type Dispatch, useCallback, useMemo, useState } from "react";
import { runsOfRule } from "../../core/transcripts/fired";
import { DEFAULT_RULES, type Rule, ruleKey, sameRules } from "../../core/transcripts/rules";
import { bySuspicion } from "../../core/transcripts/order";
import type { TranscriptSource } from "../../runtime/transcripts/messages";
import { BeforeNow } from "./BeforeNow";
import { BringFiles } from "./BringFiles";
import { FoundRates, type ScoredState } from "./FoundRates";
import { OutcomeChoice, type OutcomeShown, withOutcome } from "../monitor/OutcomeChoice";
import { LabelSource } from "./LabelSource";
import { OpenRun } from "../monitor/OpenRun";
import { isBusy, type PageChange, type PageState } from "../monitor/pageState";
import { RulesFile } from "./RulesFile";
import { RulesTable } from "../monitor/RulesTable";
import { RunList } from "../monitor/RunList";
import { labelCounts, type LabelCounts } from "../monitor/scopeCounts";
import { type StartReader, useTranscripts } from "../monitor/useTranscripts";
import { type Halves, halvesOf } from "./halves";
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
  const { runs, scores, sources, failure, rules, stopped, labels, split } = state;
  const counts = useMemo(() => labelCounts(labels), [labels]);
  const halves = useMemo(() => halvesOf(runs, labels, split), [runs, labels, split]);
  const { comeTo, runsOf } = useBesideRules(state, halves);
  const ways = useMemo(() => <RulesFile {...{ rules, version }} onLoad={setRules} />, [rules, version, setRules]);
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
          <Runs state={{ ...state, scores }} counts={counts} halves={halves} change={change} />
          <FoundRates state={{ ...state, scores }} halves={halves} change={change} version={version} />
        </>
      )}
      <RulesTable
        rules={rules}
        ours={DEFAULT_RULES}
        about="The list was written for short English sheets: make it yours."
        stopped={stopped}
        onChange={setRules}
        {...(runsOf && { runsOf })}
        comeTo={comeTo}
        ways={ways}
      />
    </>
  );
}

/** What stands beside the rules once runs are scored: what they come to, and which runs each of them matches. */
function useBesideRules(state: PageState, { held, tried }: Halves) {
  const { runs, scores, before, scope, threshold, sources } = state;
  const found = sources.length > 0 && scores && scores.both.length === runs.length ? scores : null;
  const comeTo = useMemo(() => {
    if (!found) return null;
    const now = before && sameRules(found.rules, before.rules) ? null : found;
    return <BeforeNow {...{ before, now, scope, threshold }} labels={tried} half={held !== null} />;
  }, [found, before, scope, threshold, tried, held]);
  const runsOf = useMemo(() => {
    if (!found) return null;
    const places = new Map(found.rules.map((rule, i) => [ruleKey(rule), i]));
    return (rule: Rule) => {
      const place = places.get(ruleKey(rule));
      return place === undefined ? null : runsOfRule(found.fired, place, tried, (run) => held?.[run] !== 1);
    };
  }, [found, tried, held]);
  return { comeTo, runsOf };
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
        Remove all runs
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

interface PartProps {
  readonly state: ScoredState;
  readonly counts: LabelCounts;
  readonly halves: Halves;
  readonly change: Dispatch<PageChange>;
}

/** The list, and the run that is open beside it. */
function Runs({ state, counts, halves: { held, tried }, change }: PartProps) {
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
      {counts.positive + counts.negative > 0 && (
        <OutcomeChoice
          scores={scores[scope]}
          labels={tried}
          threshold={threshold}
          all={all.length}
          shown={outcome}
          onShow={setOutcome}
        />
      )}
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
