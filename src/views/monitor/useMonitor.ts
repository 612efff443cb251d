/**
 * Runs that are here already, scored in the worker by rules that may be the reader's: scored anew when runs or rules
 * change; a pattern that was stopped or is none is left out.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Failure } from "../../core/failure";
import type { Rule } from "../../core/transcripts/rules";
import type { Transcript } from "../../core/transcripts/transcript";
import type { TranscriptReader } from "../../runtime/transcripts/client";
import type { OpenedRun, ScoredRuns } from "../../runtime/transcripts/messages";
import { type StartReader, useSettled, whyLeftOut } from "./useTranscripts";

export interface Monitor {
  /** Of these very runs; null until they are scored. */
  readonly scores: ScoredRuns | null;
  readonly opened: OpenedRun | null;
  /** Patterns that took too long. */
  readonly stopped: readonly string[];
  readonly failure: Failure | null;
}

interface Found extends Monitor {
  /** The runs that scores and opened run are of. */
  readonly of: readonly Transcript[] | null;
}

const NOTHING: Found = { scores: null, opened: null, stopped: [], failure: null, of: null };

export function useMonitor(
  start: StartReader,
  transcripts: readonly Transcript[],
  rules: readonly Rule[],
  selected: number | null,
): Monitor {
  const [found, setFound] = useState(NOTHING);
  /** Counts what the worker has taken, so that it is scored anew. */
  const [taken, setTaken] = useState(0);
  const reader = useRef<TranscriptReader | null>(null);
  const given = useRef(transcripts);
  useEffect(() => {
    const put = (change: Partial<Found>): void => setFound((now) => ({ ...now, ...change }));
    reader.current = start({
      progress: () => undefined,
      listed: () => undefined,
      read: () => setTaken((count) => count + 1),
      scored: (scores) =>
        setFound((now) => ({
          ...now,
          scores,
          of: given.current,
          opened: now.of === given.current ? now.opened : null,
        })),
      opened: (opened) => put({ opened }),
      stopped: (pattern) => setFound((now) => ({ ...now, stopped: [...now.stopped, pattern] })),
      failed: (failure) => put({ failure }),
    });
    return () => reader.current?.close();
  }, [start]);
  useEffect(() => {
    given.current = transcripts;
    reader.current?.take(transcripts);
  }, [start, transcripts]);
  const settled = useSettled(rules);
  const { stopped } = found;
  const scores = found.of === transcripts ? found.scores : null;
  const used = useMemo(() => settled.filter((rule) => whyLeftOut(rule, stopped) === null), [settled, stopped]);
  useEffect(() => {
    if (taken > 0) reader.current?.score(used);
  }, [taken, used]);
  useEffect(() => {
    if (selected !== null && scores) reader.current?.open(selected, scores.rules);
  }, [selected, scores]);
  return { ...found, scores, opened: scores && found.opened };
}
