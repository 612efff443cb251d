/**
 * Two answers side by side in the Sides' hues, as they are being spoken: what both say alike is pale, a flag stands where
 * they part. The room is taken from the start, so that nothing below moves while words arrive.
 */
import type { CSSProperties } from "react";
import type { SpokenToken } from "../../core/answer";

export interface AnswerColumn {
  readonly title: string;
  readonly tokens: readonly SpokenToken[];
  readonly speaking: boolean;
  /** How far it has come or why it ended: "34 tokens, ended by itself". */
  readonly status: string;
  /** Opens this answer in the other pictures; null while there is nothing to open. */
  readonly look: { readonly open: boolean; readonly onLook: () => void } | null;
}

export interface AnswerPairProps {
  readonly left: AnswerColumn;
  readonly right: AnswerColumn;
  /** Index of the token with which the first differing word begins, on either Side; null while they agree. */
  readonly parting: number | null;
  /** Longest answer asked for, in tokens: so much room is kept. */
  readonly room: number;
  /** What was said answers another question than the one asked now. */
  readonly stale: boolean;
}

/** Tokens a line holds on a wide screen and on a phone; measured on the demo models, a little lower. */
const [WIDE, NARROW] = [13.5, 9];
/** Beyond this the text scrolls in its own room. */
const MOST_LINES = 10;

export function AnswerPair({ left, right, parting, room, stale }: AnswerPairProps) {
  const lines = (perLine: number): number => Math.max(2, Math.min(MOST_LINES, Math.ceil(room / perLine)));
  const style = { "--lines": lines(WIDE), "--lines-narrow": lines(NARROW) } as CSSProperties;
  return (
    <div className={stale ? "answers stale" : "answers"} style={style}>
      <Column side="left" column={left} parting={parting} />
      <Column side="right" column={right} parting={parting} />
    </div>
  );
}

interface ColumnProps {
  readonly side: "left" | "right";
  readonly column: AnswerColumn;
  readonly parting: number | null;
}

function Column({ side, column, parting }: ColumnProps) {
  const { title, tokens, speaking, status, look } = column;
  const split = parting ?? tokens.length;
  const next = tokens.findIndex(({ text }, i) => i > split && /^\s/.test(text));
  const wordEnd = next === -1 ? tokens.length : next;
  return (
    <section className={`answer ${side}`} aria-label={`What ${title} says`}>
      <h3 className={`side-${side}`}>{title}</h3>
      <p className="answer-text" tabIndex={0}>
        <span className={parting === null ? "" : "answer-same"}>{join(tokens, 0, split).trimStart()}</span>
        {parting !== null && (
          <>
            {/^\s/.test(tokens[split]?.text ?? " ") && split > 0 && " "}
            <span className="answer-flag" aria-hidden="true">
              ⚑
            </span>
            <span className="visually-hidden">(here they part) </span>
            <span className="answer-parting">{join(tokens, split, wordEnd).trimStart()}</span>
            {join(tokens, wordEnd, tokens.length)}
          </>
        )}
        {speaking && (
          <span className="answer-caret" aria-hidden="true">
            ▍
          </span>
        )}
      </p>
      <div className="answer-foot">
        <span>{status}</span>
        <button
          type="button"
          disabled={look === null}
          aria-pressed={look?.open ?? false}
          onClick={() => look?.onLook()}
          title="Both models then read these words, and the chapter “What differs” shows what goes on inside"
        >
          {look?.open ? "Looking inside" : "Look inside"}
          <span className="answer-which"> this answer</span>
        </button>
      </div>
    </section>
  );
}

function join(tokens: readonly SpokenToken[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join("");
}
