/**
 * A run line by line as a monitor of words reads it: what is thought and what is done, each line with its tags, its
 * suspicion, and the words that raised it marked.
 */
import type { CSSProperties, ReactNode } from "react";
import { type MarkedLine, STEPS } from "../../../core/transcripts/suspicion";
import "./MarkedLines.css";

export interface MarkedLinesProps {
  readonly lines: readonly MarkedLine[];
  /** The last line is still being said. */
  readonly saying?: boolean;
  /** Lines from this one on are dimmed: the playhead has not come to them. */
  readonly upTo?: number;
  /** Left out where there is no room for it. */
  readonly withTags?: boolean;
  /** Of each line what a probe reads in the activations, in thousandths; null where it reads nothing. */
  readonly inside?: readonly (number | null)[];
}

const KINDS = { thinking: "thinks", action: "does" } as const;

export function MarkedLines(props: MarkedLinesProps) {
  const { lines, saying = false, upTo = lines.length, withTags = true, inside = [] } = props;
  return (
    <ol className="marked-lines" data-plain={withTags ? undefined : ""}>
      {lines.map((line, i) => {
        const { kind, text, words, tags, suspicion } = line;
        const first = lines[i - 1]?.kind !== kind;
        return (
          <li key={i} className={`run-line run-line-${kind}`} data-ahead={i >= upTo || undefined}>
            <span className="run-kind">
              {first ? KINDS[kind] : <span className="visually-hidden">{KINDS[kind]}</span>}
            </span>
            <span className="run-text">
              {marked(text, words)}
              {saying && i === lines.length - 1 && <span aria-hidden="true">▍</span>}
            </span>
            {withTags && (
              <span className="run-facts">
                {tags.join(", ")}
                {suspicion > 0 && (
                  <strong className="run-raised" style={barOf(suspicion)}>
                    {(suspicion / STEPS).toFixed(2)}
                  </strong>
                )}
                <Inside value={inside[i] ?? null} />
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A line below the number, as long as that is large. */
const barOf = (value: number): CSSProperties => ({ "--read": `${(100 * value) / STEPS}%` }) as CSSProperties;

function Inside({ value }: { readonly value: number | null }) {
  if (value === null) return null;
  return (
    <span className="run-inside" data-flagged={value >= STEPS / 2 || undefined} style={barOf(value)}>
      inside {(value / STEPS).toFixed(2)}
    </span>
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
