/**
 * The tokens of one answer: pale while both say the same, a flag where they part, coloured by a number where there is
 * one, underlined where the model gives itself a name or gives a wrong step, framed where the playhead stands.
 */
import type { CSSProperties, ReactNode } from "react";
import { aliasesIn } from "../../../core/answers/aliases";
import { type SpokenToken, textOf } from "../../../core/answers/answer";
import type { WrongStep } from "../../../core/answers/judge";
import type { Colours } from "../frame/colourBarDrawing";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { useTheme } from "../frame/theme";
import "./AnswerWords.css";

export interface AnswerWordsProps {
  readonly tokens: readonly SpokenToken[];
  readonly parting: number | null;
  readonly values: ArrayLike<number> | null;
  readonly colouring: Colours | null;
  readonly playhead: number | null;
  /** In characters of the whole text. */
  readonly wrong?: readonly WrongStep[];
}

export function AnswerWords({ tokens, parting, values, colouring, playhead, wrong = [] }: AnswerWordsProps) {
  const theme = useTheme();
  const colour = colouring && values ? colourScale(colouring.scale, theme, colouring.extent) : null;
  const wordEnd = partingWordEnd(tokens, parting);
  const aliases = aliasRanges(tokens);
  const starts = startsOf(tokens);
  return tokens.map(({ text }, i) => {
    const value = values?.[i] ?? Number.NaN;
    const fill = colour && Number.isFinite(value) ? colour(value) : null;
    const style: CSSProperties | undefined = fill ? { background: fill, color: textOn(fill) } : undefined;
    const alias = aliases.find(({ from, to }) => i >= from && i < to);
    const className = [
      parting !== null && i < parting && !fill && "answer-same",
      parting !== null && i >= parting && i < wordEnd && "answer-parting",
      alias && "answer-alias",
      i === playhead && "answer-playhead",
    ]
      .filter(Boolean)
      .join(" ");
    const shown = i === 0 ? text.trimStart() : text;
    return (
      <span key={i}>
        {i === parting && (
          <>
            {/^\s/.test(text) && i > 0 && " "}
            <span className="answer-flag" style={{ color: PALETTES[theme].ink }} aria-hidden="true">
              ⚑
            </span>
            <span className="visually-hidden">(here they part) </span>
          </>
        )}
        {alias?.from === i && <span className="visually-hidden"> (a name it gives itself) </span>}
        <span className={className || undefined} style={style}>
          {marked(i === parting ? shown.trimStart() : shown, starts[i]! + text.length, wrong)}
        </span>
      </span>
    );
  });
}

/** What is shown of a token that ends at `end` of the text; the part of it that is in a wrong step is underlined. */
function marked(shown: string, end: number, wrong: readonly WrongStep[]): ReactNode {
  const start = end - shown.length;
  const step = wrong.find((one) => one.start < end && one.end > start);
  if (!step) return shown;
  const [from, to] = [Math.max(0, step.start - start), Math.min(shown.length, step.end - start)];
  return (
    <>
      {shown.slice(0, from)}
      <mark className="answer-wrong">{shown.slice(from, to)}</mark>
      {shown.slice(to)}
    </>
  );
}

/** Where each token begins in the whole text. */
function startsOf(tokens: readonly SpokenToken[]): number[] {
  let length = 0;
  return tokens.map(({ text }) => {
    const at = length;
    length += text.length;
    return at;
  });
}

/** The token after the word with which they part. */
export function partingWordEnd(tokens: readonly SpokenToken[], parting: number | null): number {
  const next = parting === null ? -1 : tokens.findIndex(({ text }, i) => i > parting && /^\s/.test(text));
  return next === -1 ? tokens.length : next;
}

/** Token ranges of the names that the model gives itself. */
export function aliasRanges(tokens: readonly SpokenToken[]): { readonly from: number; readonly to: number }[] {
  const starts = startsOf(tokens);
  return aliasesIn(textOf(tokens)).map(({ start, end }) => {
    const first = starts.findLastIndex((at) => at <= start);
    const after = starts.findIndex((at) => at >= end);
    return { from: first, to: after === -1 ? tokens.length : after };
  });
}
