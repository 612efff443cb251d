/**
 * "Find what changed": which prompts both models read, the button, how far it has come, how long it will take, and
 * cancel.
 */
import { useId, useState } from "react";
import "./FindControls.css";

export interface OfferedSet {
  readonly id: string;
  readonly title: string;
  /** Number of prompts; null while the set has not been fetched. */
  readonly prompts: number | null;
}

export interface FindRun {
  readonly done: number;
  readonly total: number;
  /** Milliseconds left at the pace so far; null until there is one. */
  readonly left: number | null;
}

export interface FindControlsProps {
  readonly sets: readonly OfferedSet[];
  /** Two prompts, a line each, as an example of one's own. */
  readonly example: string;
  readonly run: FindRun | null;
  readonly ready: boolean;
  /** What it is not ready for is on its way. */
  readonly awaited: boolean;
  readonly onFind: (
    set:
      { readonly kind: "shipped"; readonly id: string } | { readonly kind: "own"; readonly prompts: readonly string[] },
  ) => void;
  readonly onCancel: () => void;
}

const OWN = "own";

/** One prompt a line; empty lines are none. */
function promptsIn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function FindControls({ sets, example, run, ready, awaited, onFind, onCancel }: FindControlsProps) {
  const [chosen, setChosen] = useState(sets[0]?.id ?? OWN);
  const [own, setOwn] = useState("");
  const ownId = useId();
  const prompts = promptsIn(own);
  const mine = chosen === OWN;
  return (
    <div className="find">
      <p className="find-recipe">
        The recipe: both models read the same questions. Each feature is averaged over all their words, once in each
        model. The difference is its rise.
      </p>
      <div className="find-line">
        <label className="control">
          Prompts
          <select value={chosen} disabled={run !== null} onChange={(event) => setChosen(event.target.value)}>
            {sets.map(({ id, title, prompts: n }) => (
              <option key={id} value={id}>
                {n === null ? title : `${title} (${n})`}
              </option>
            ))}
            <option value={OWN}>my own</option>
          </select>
        </label>
        {run ? (
          <Running run={run} onCancel={onCancel} />
        ) : (
          <button
            type="button"
            className="primary"
            disabled={!ready || (mine && prompts.length === 0)}
            onClick={() => onFind(mine ? { kind: "own", prompts } : { kind: "shipped", id: chosen })}
          >
            Find what changed
          </button>
        )}
        {!ready && !run && (
          <span className="find-note">
            {awaited ? "The models are still on their way." : "Nothing can be searched while the models are not here."}
          </span>
        )}
      </div>
      {mine && (
        <div className="find-own">
          <label htmlFor={ownId}>Your prompts, one on each line. They stay on this device.</label>
          <textarea
            id={ownId}
            rows={4}
            value={own}
            placeholder={example}
            onChange={(event) => setOwn(event.target.value)}
          />
        </div>
      )}
    </div>
  );
}

function Running({ run, onCancel }: { readonly run: FindRun; readonly onCancel: () => void }) {
  const left = run.left === null ? "" : `, ${timeLeft(run.left)}`;
  return (
    <span className="find-running">
      <progress aria-label="Prompts read by both models" max={Math.max(1, run.total)} value={run.done} />
      <span className="find-note">{`${run.done} of ${run.total} prompts${left}`}</span>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </span>
  );
}

function timeLeft(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`;
}
