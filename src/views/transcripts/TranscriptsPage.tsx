/**
 * The page of the reader's own transcripts: bring files, read runs with their tags and suspicion, label them, and see
 * how well listening tells them apart. Loads no model, and sends nothing anywhere.
 */
import { useCallback, useMemo } from "react";
import { runsOfRule } from "../../core/transcripts/fired";
import { DEFAULT_RULES, type Rule, ruleKey, sameRules } from "../../core/transcripts/rules";
import type { TranscriptSource } from "../../runtime/transcripts/messages";
import { BeforeNow } from "./BeforeNow";
import { BringFiles } from "./BringFiles";
import { FoundRates } from "./FoundRates";
import type { PageState } from "../monitor/pageState";
import { ReadSoFar } from "./ReadSoFar";
import { RulesFile } from "./RulesFile";
import { RulesTable } from "../monitor/RulesTable";
import { RunsPart } from "./RunsPart";
import { labelCounts } from "../monitor/scopeCounts";
import { type StartReader, useTranscripts } from "../monitor/useTranscripts";
import { type Halves, halvesOf } from "./halves";
import "./TranscriptsPage.css";

export interface TranscriptsPageProps {
  readonly start: StartReader;
  readonly sample: () => Promise<TranscriptSource>;
  readonly version: string;
}

const ABOUT_RULES =
  "The rules below were written for English transcripts in which a model adds and subtracts small numbers and finds " +
  "the solution lying beside them: change them to fit yours.";

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
      <ReadSoFar state={state} change={change} />
      {failure && (
        <p className="notice" role="alert">
          {failure.message} {failure.advice}
        </p>
      )}
      {sources.length > 0 && runs.length > 0 && scores && scores.both.length === runs.length && (
        <>
          <RunsPart state={{ ...state, scores }} counts={counts} halves={halves} change={change} />
          <FoundRates state={{ ...state, scores }} halves={halves} change={change} version={version} />
        </>
      )}
      <RulesTable
        rules={rules}
        ours={DEFAULT_RULES}
        about={ABOUT_RULES}
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
