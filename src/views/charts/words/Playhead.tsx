/**
 * The playhead of two answers: a slider that stands on the same token of both, with what each says there and its
 * number, and a button that lets it run.
 */
import { useEffect, useState } from "react";
import { type SpokenToken, wordAt } from "../../../core/answers/answer";
import { tokenLabel } from "../../../core/tokenLabel";
import { formatValue } from "../frame/format";

export interface PlayheadProps {
  readonly left: readonly SpokenToken[];
  readonly right: readonly SpokenToken[];
  readonly at: number;
  readonly parting: number | null;
  /** What each token's number is called: "KL, nats"; null: tokens have no number. */
  readonly unit: string | null;
  readonly values: { readonly left: ArrayLike<number> | null; readonly right: ArrayLike<number> | null };
  readonly onMove: (to: number) => void;
}

const STEP_MS = 220;

export function Playhead({ left, right, at, parting, unit, values, onMove }: PlayheadProps) {
  const last = Math.max(left.length, right.length) - 1;
  const [running, setRunning] = useState(false);
  const going = running && at < last;
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => onMove(at + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [going, at, onMove]);
  if (last < 0) return null;
  const say = (tokens: readonly SpokenToken[], numbers: ArrayLike<number> | null): string => {
    const token = tokens[at];
    if (!token) return "has ended";
    const number = numbers?.[at];
    // a number is one token's; without it a word says more than a piece of one
    const word = `“${tokenLabel(unit === null ? wordAt(tokens, at) : token.text)}”`;
    return number === undefined || Number.isNaN(number) ? word : `${word} ${formatValue(number)}`;
  };
  const words = `Token ${at + 1} of ${last + 1}`;
  return (
    <div className="playhead" role="group" aria-label="Playhead">
      <button
        type="button"
        aria-pressed={going}
        onClick={() => {
          if (at >= last) onMove(0);
          setRunning(!going);
        }}
      >
        {going ? "❚❚ Pause" : "▶ Play"}
      </button>
      <input
        type="range"
        min={0}
        max={last}
        value={Math.min(at, last)}
        aria-label="Where in both answers"
        aria-valuetext={`${words}: left ${say(left, values.left)}, right ${say(right, values.right)}`}
        onChange={(event) => {
          setRunning(false);
          onMove(Number(event.target.value));
        }}
      />
      <span className="playhead-where">{words}</span>
      {parting !== null && (
        <button type="button" onClick={() => onMove(parting)}>
          ⚑ Where they part
        </button>
      )}
      <span className="playhead-say">
        <span className="side-left">{say(left, values.left)}</span> ·{" "}
        <span className="side-right">{say(right, values.right)}</span>
        {unit !== null && <span className="playhead-unit"> {unit}</span>}
      </span>
    </div>
  );
}
