/**
 * One run to read: its question, then line after line what it thought and did, each with its tags, its suspicion and
 * the words that raised it. Here labels are given by touch.
 */
import { type ReactNode, useState } from "react";
import { type MarkedLine, STEPS } from "../../core/transcripts/suspicion";
import type { OpenedRun } from "../../runtime/transcripts/messages";
import { LABELS } from "./labelNames";
import "./OpenRun.css";

export interface OpenRunProps {
  readonly name: string;
  readonly opened: OpenedRun;
  readonly label: number;
  readonly onLabel: (label: number) => void;
}

/** Lines that are shown at once, and with each press more. */
const PAGE = 150;

export function OpenRun({ name, opened, label, onLabel }: OpenRunProps) {
  const [shown, setShown] = useState(PAGE);
  const { question, lines } = opened;
  const left = lines.length - shown;
  return (
    <article className="open-run" aria-label={`The run ${name}`}>
      <div className="open-run-head">
        <h2>{name}</h2>
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
      </div>
      {question !== "" && <p className="open-run-question">{question}</p>}
      <ol className="open-run-lines">
        {lines.slice(0, shown).map((line, i) => (
          <Line key={i} line={line} first={lines[i - 1]?.kind !== line.kind} />
        ))}
      </ol>
      {left > 0 && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          Show more, {left.toLocaleString("en")} lines are left
        </button>
      )}
    </article>
  );
}

const KINDS = { thinking: "thinks", action: "does" } as const;

function Line({ line, first }: { readonly line: MarkedLine; readonly first: boolean }) {
  const { kind, text, words, tags, suspicion } = line;
  return (
    <li className={`run-line run-line-${kind}`}>
      <span className="run-kind">{first ? KINDS[kind] : <span className="visually-hidden">{KINDS[kind]}</span>}</span>
      <span className="run-text">{marked(text, words)}</span>
      <span className="run-facts">
        {tags.join(", ")}
        {suspicion > 0 && <strong className="run-raised">{(suspicion / STEPS).toFixed(2)}</strong>}
      </span>
    </li>
  );
}

/** The text with the words that rules matched; of two that overlap the first is marked. */
function marked(text: string, words: MarkedLine["words"]): ReactNode[] {
  const pieces: ReactNode[] = [];
  let from = 0;
  // Words that raise suspicion before those that only tag.
  const sorted = words.toSorted((a, b) => Number(b.weight > 0) - Number(a.weight > 0) || a.start - b.start);
  const free = sorted.filter(({ start, end }, i) =>
    sorted.slice(0, i).every((earlier) => end <= earlier.start || start >= earlier.end),
  );
  for (const { start, end, weight, tag } of free.toSorted((a, b) => a.start - b.start)) {
    const said = text.slice(start, end);
    pieces.push(text.slice(from, start));
    pieces.push(
      weight > 0 ? (
        <mark key={start} className="run-mark" title={`${tag}, ${weight}`}>
          {said}
        </mark>
      ) : (
        <span key={start} className={weight < 0 ? "run-clears" : "run-tagged"} title={tag}>
          {said}
        </span>
      ),
    );
    from = end;
  }
  return [...pieces, text.slice(from)];
}
