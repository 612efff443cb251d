/**
 * One run to read: its question, then line after line what it thought and did, each with its tags, its suspicion and
 * the words that raised it. Here labels are given by touch.
 */
import { useState } from "react";
import type { OpenedRun } from "../../runtime/transcripts/messages";
import { MarkedLines } from "../charts/words/MarkedLines";
import { LABELS } from "./labelNames";
import "./OpenRun.css";

export interface OpenRunProps {
  readonly name: string;
  readonly opened: OpenedRun;
  /** What it is labelled, and how the reader labels it; null where labels are known and not to be given. */
  readonly label: number;
  readonly onLabel: ((label: number) => void) | null;
  /** What a label that is known was taken from. */
  readonly reason?: string;
  /** Of each line what a probe reads where it ends, in thousandths; null: nothing. Left out where there is no probe. */
  readonly inside?: readonly (number | null)[];
  /** What "inside" is, where it is read. */
  readonly insideNote?: string;
}

/** Lines that are shown at once, and with each press more. */
const PAGE = 150;

export function OpenRun({ name, opened, label, onLabel, reason, inside = [], insideNote = "" }: OpenRunProps) {
  const [shown, setShown] = useState(PAGE);
  const { question, lines } = opened;
  const left = lines.length - shown;
  return (
    <article className="open-run" aria-label={`The run ${name}`}>
      <div className="open-run-head">
        <h2>{name}</h2>
        {onLabel && (
          <div className="open-run-labels" role="group" aria-label="Label of this run">
            {LABELS.map((one) => (
              <button
                key={one.key}
                type="button"
                className="chip small"
                aria-pressed={label === one.label}
                onClick={() => onLabel(one.label)}
              >
                {one.name} <kbd>{one.key}</kbd>
              </button>
            ))}
          </div>
        )}
      </div>
      {question !== "" && <p className="open-run-question">{question}</p>}
      {reason !== undefined && <p className="open-run-reason">{reason}</p>}
      <MarkedLines lines={lines.slice(0, shown)} inside={inside} />
      {left > 0 && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          Show more, {left.toLocaleString("en")} lines are left
        </button>
      )}
      {inside.some((value) => value !== null) && <p className="open-run-inside">{insideNote}</p>}
    </article>
  );
}
