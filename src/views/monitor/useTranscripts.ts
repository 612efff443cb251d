/**
 * The page's state and its worker: files that are brought are read, read runs are scored, and scored anew when a rule
 * changes; a pattern that was stopped or is none is left out.
 */
import { type Dispatch, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { compiled, DEFAULT_RULES, type Rule, sameRules } from "../../core/transcripts/rules";
import type { ListedRun } from "../../runtime/transcripts/messages";
import type { ReaderEvents, TranscriptReader } from "../../runtime/transcripts/client";
import { type PageChange, changed, EMPTY, type PageState } from "./pageState";

/** Starts a worker; the page gives it to who composes it. */
export type StartReader = (on: ReaderEvents) => TranscriptReader;

/** Between two steps of a bar, so that drawing it never holds up the page. */
const PROGRESS_MS = 120;
/** After the last keystroke in a rule. */
const TYPING_MS = 350;

/** Why a rule is left out; null where it is used. */
export function whyLeftOut({ pattern, ...rule }: Rule, stopped: readonly string[]): string | null {
  if (pattern.trim() === "") return "Empty.";
  if (stopped.includes(pattern)) return "Stopped: it took more than two seconds on one piece of text.";
  try {
    compiled({ pattern, ...rule });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "No regular expression.";
  }
}

export function useTranscripts(start: StartReader): readonly [PageState, Dispatch<PageChange>] {
  const [state, change] = useReducer(changed, EMPTY);
  const { sources, summary, arriving, rules, stopped, selected, scores, before } = state;
  const reader = useRef<TranscriptReader | null>(null);
  const listed = useRef<ListedRun[]>([]);
  const settled = useSettled(rules);
  const used = useMemo(() => settled.filter((rule) => whyLeftOut(rule, stopped) === null), [settled, stopped]);
  const ours = useMemo(() => DEFAULT_RULES.filter((rule) => whyLeftOut(rule, stopped) === null), [stopped]);
  const asked = useRef({ used, ours });
  useEffect(() => {
    asked.current = { used, ours };
  }, [used, ours]);
  useEffect(() => {
    let drawn = 0;
    reader.current = start({
      progress: (stage, done, total) => {
        if (performance.now() - drawn < PROGRESS_MS) return;
        drawn = performance.now();
        change({ kind: "progress", progress: { stage, done, total } });
      },
      listed: (runs) => listed.current.push(...runs),
      read: (read) => {
        change({ kind: "read", runs: listed.current, summary: read });
        listed.current = [];
      },
      scored: (found) =>
        change({
          kind: "scored",
          scores: found,
          isNow: sameRules(found.rules, asked.current.used),
          isOurs: sameRules(found.rules, asked.current.ours),
          date: new Date().toISOString().slice(0, 10),
        }),
      opened: (opened) => change({ kind: "opened", opened }),
      stopped: (pattern) => {
        listed.current = [];
        change({ kind: "stopped", pattern });
      },
      failed: (failure) => {
        listed.current = [];
        change({ kind: "failed", failure });
      },
    });
    return () => reader.current?.close();
  }, [start]);

  useEffect(() => {
    listed.current = [];
    if (sources.length > 0) reader.current?.read(sources);
    else reader.current?.close();
  }, [sources]);
  // A stopped pattern ends the worker, whose successor reads the files anew: that is a new summary.
  useEffect(() => {
    if (!summary) return;
    if (arriving || !scores || !sameRules(scores.rules, used)) reader.current?.score(used);
    else if (!before) reader.current?.score(ours);
  }, [summary, arriving, used, ours, scores, before]);
  useEffect(() => {
    if (selected !== null && scores) reader.current?.open(selected, scores.rules);
  }, [selected, scores]);
  return [state, change];
}

/** The rules as they stood when nothing had been typed for a while. */
export function useSettled(rules: readonly Rule[]): readonly Rule[] {
  const [settled, setSettled] = useState(rules);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(rules), TYPING_MS);
    return () => clearTimeout(timer);
  }, [rules]);
  return settled;
}
