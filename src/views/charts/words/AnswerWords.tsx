/**
 * The tokens of one answer: pale while both say the same, a flag where they part, coloured by a number where there is
 * one, underlined where the model gives itself a name, framed where the playhead stands.
 */
import type { CSSProperties } from "react";
import { aliasesIn } from "../../../core/answers/aliases";
import { type SpokenToken, textOf } from "../../../core/answers/answer";
import type { Colours } from "../frame/colourBarDrawing";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { useTheme } from "../frame/theme";

export interface AnswerWordsProps {
  readonly tokens: readonly SpokenToken[];
  readonly parting: number | null;
  readonly values: ArrayLike<number> | null;
  readonly colouring: Colours | null;
  readonly playhead: number | null;
}

export function AnswerWords({ tokens, parting, values, colouring, playhead }: AnswerWordsProps) {
  const theme = useTheme();
  const colour = colouring && values ? colourScale(colouring.scale, theme, colouring.extent) : null;
  const wordEnd = partingWordEnd(tokens, parting);
  const aliases = aliasRanges(tokens);
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
          {i === parting ? shown.trimStart() : shown}
        </span>
      </span>
    );
  });
}

/** The token after the word with which they part. */
export function partingWordEnd(tokens: readonly SpokenToken[], parting: number | null): number {
  const next = parting === null ? -1 : tokens.findIndex(({ text }, i) => i > parting && /^\s/.test(text));
  return next === -1 ? tokens.length : next;
}

/** Token ranges of the names that the model gives itself. */
export function aliasRanges(tokens: readonly SpokenToken[]): { readonly from: number; readonly to: number }[] {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of tokens) {
    starts.push(length);
    length += text.length;
  }
  return aliasesIn(textOf(tokens)).map(({ start, end }) => {
    const first = starts.findLastIndex((at) => at <= start);
    const after = starts.findIndex((at) => at >= end);
    return { from: first, to: after === -1 ? tokens.length : after };
  });
}
