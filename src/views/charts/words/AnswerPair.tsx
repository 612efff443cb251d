/**
 * Two answers side by side in the Sides' hues, as they are being spoken: what both say alike is pale, a flag stands
 * where they part. The room is taken from the start, so that nothing below moves while words arrive. Tokens can be
 * coloured by a number each; names that a model gives itself are underlined; the playhead marks the same place in both.
 */
import type { CSSProperties, ReactNode } from "react";
import type { SpokenToken } from "../../../core/answers/answer";
import type { WrongStep } from "../../../core/answers/judge";
import { AnswerWords } from "./AnswerWords";
import { BlurredText } from "./BlurredText";
import { ColourBar } from "../frame/ColourBar";
import type { Colours } from "../frame/colourBarDrawing";
import "./AnswerPair.css";

export interface AnswerColumn {
  readonly title: string;
  readonly tokens: readonly SpokenToken[];
  /** What it was given and goes on from; absent or null: it began by itself. */
  readonly given?: string | null;
  readonly speaking: boolean;
  /** How far it has come or why it ended: "34 tokens, ended by itself". */
  readonly status: string;
  /** Opens this answer in the other pictures; null while there is nothing to open. */
  readonly look: { readonly open: boolean; readonly onLook: () => void } | null;
  /** One for each token, as far as they are known; null: not coloured. */
  readonly values?: ArrayLike<number> | null;
  /** Blurred until it is opened. */
  readonly hidden?: boolean;
  /** Steps that the judge calls wrong, underlined. */
  readonly wrong?: readonly WrongStep[];
  /** What is said of it, below its words. */
  readonly note?: ReactNode;
}

export interface AnswerPairProps {
  readonly left: AnswerColumn;
  readonly right: AnswerColumn;
  /** Index of the token with which the first differing word begins, on either Side; null while they agree. */
  readonly parting: number | null;
  /** Longest answer asked for, in tokens: room is kept for it, or for a usual one. */
  readonly room: number;
  /** What was said answers another question than the one asked now. */
  readonly stale: boolean;
  /** Absent or null: tokens are not coloured. */
  readonly colouring?: Colours | null;
  /** Token that the playhead stands on, in both; absent or null: none. */
  readonly playhead?: number | null;
}

/** Tokens a line holds on a wide screen and on a phone; measured on the demo models, a little lower. */
const [WIDE, NARROW] = [13.5, 9];
/** Most answers are shorter than this many tokens. */
const USUAL = 80;
/** Beyond this the text scrolls in its own room. */
const MOST_LINES = 10;

export function AnswerPair(props: AnswerPairProps) {
  const { left, right, room, stale, colouring } = props;
  const lines = (perLine: number): number =>
    Math.max(2, Math.min(MOST_LINES, Math.ceil(Math.min(room, USUAL) / perLine)));
  const style = { "--lines": lines(WIDE), "--lines-narrow": lines(NARROW) } as CSSProperties;
  return (
    <>
      <div className={stale ? "answers stale" : "answers"} style={style}>
        <Column side="left" column={left} pair={props} />
        <Column side="right" column={right} pair={props} />
      </div>
      {colouring && <ColourBar {...colouring} floor={null} />}
    </>
  );
}

interface ColumnProps {
  readonly side: "left" | "right";
  readonly column: AnswerColumn;
  readonly pair: AnswerPairProps;
}

function Column({ side, column, pair }: ColumnProps) {
  const { title, tokens, given, speaking, status, look, values = null, hidden = false, wrong = [], note } = column;
  const { parting, colouring = null, playhead = null } = pair;
  return (
    <section className={`answer ${side}`} aria-label={`What ${title} says`}>
      <h3 className={`side-${side}`}>{title}</h3>
      <p className="answer-text" tabIndex={0}>
        {given && <span className="answer-given">{given}</span>}
        <BlurredText hidden={hidden && tokens.length > 0}>
          <AnswerWords {...{ tokens, parting, values, colouring, playhead, wrong }} />
        </BlurredText>
        {speaking && (
          <span className="answer-caret" aria-hidden="true">
            ▍
          </span>
        )}
      </p>
      {note}
      <div className="answer-foot">
        <span>{status}</span>
        <button
          type="button"
          disabled={look === null}
          aria-pressed={look?.open ?? false}
          onClick={() => look?.onLook()}
          title="Both models then read these words, and you see what goes on inside"
        >
          {look?.open ? "Looking inside" : "Look inside"}
          <span className="answer-which"> this answer</span>
        </button>
      </div>
    </section>
  );
}
