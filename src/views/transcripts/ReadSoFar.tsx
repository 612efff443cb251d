/** What was read and what was left out, how far reading has come, and all of it removed or brought back. */
import { type Dispatch, useMemo } from "react";
import { isBusy, type PageChange, type PageState } from "../monitor/pageState";

interface ReadSoFarProps {
  readonly state: PageState;
  readonly change: Dispatch<PageChange>;
}

export function ReadSoFar({ state, change }: ReadSoFarProps) {
  const { sources, progress, summary, runs, removed } = state;
  const thoughtless = useMemo(() => runs.filter(({ hasThinking }) => !hasThinking).length, [runs]);
  if (sources.length === 0 && !removed) return null;
  const busy = !removed && isBusy(state);
  const done = progress ? progress.done / Math.max(1, progress.total) : undefined;
  return (
    <div className="transcripts-state">
      <p role="status">
        {removed && removedWords(removed)}
        {summary && (
          <>
            {counted(summary.runs, "run")} from {counted(summary.files, "file")}, {megabytes(summary.bytes)}.{" "}
            {thoughtless > 0 && `${counted(thoughtless, "run")} without any thinking. `}
          </>
        )}
        {busy && (progress?.stage === "scoring" ? "Trying the rules …" : "Reading …")}
      </p>
      {busy && <progress max={1} value={done} aria-label="How far reading has come" />}
      {/* One button, so that the focus stays where it was. */}
      <button type="button" onClick={() => change({ kind: removed ? "restore" : "clear" })}>
        {removed ? "Undo" : "Remove all runs"}
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

/** Labels come back with the runs, so nobody need fear for them. */
function removedWords({ runs, sources }: PageState): string {
  if (runs.length === 0) return `Removed ${counted(sources.length, "file")}.`;
  return `Removed ${counted(runs.length, "run")} with their labels.`;
}

const counted = (n: number, what: string): string => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
const megabytes = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
