/**
 * Passages of text with every token coloured by how active one feature is on it. The strongest value stands in words
 * too.
 */
import { useMemo } from "react";
import { BlurredText } from "./BlurredText";
import { formatValue } from "../frame/format";
import { colourTable, textOn } from "../frame/palette";
import { ShownOf } from "../frame/ShownOf";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import { isColoured, type Passage, passageWord, strongestOf, strongestToken } from "./passage";
import "./ColouredText.css";

export interface ColouredTextProps {
  readonly passages: readonly Passage[];
  readonly unit: string;
  /** A teacher's setting: each passage is blurred until it is opened. */
  readonly blur?: boolean;
}

/** Passages on the stage, in two columns. */
const ON_STAGE = 4;

export function ColouredText({ passages: all, unit, blur = false }: ColouredTextProps) {
  const theme = useTheme();
  const passages = useRoom() ? all.slice(0, ON_STAGE) : all;
  const extent = useMemo(() => strongestOf(all), [all]);
  const colour = useMemo(() => colourTable("magnitude", theme, extent), [theme, extent]);
  const list = (
    <ol className="passages">
      {passages.map((passage, i) => {
        const { voice, tokens, values } = passage;
        const strongest = strongestToken(passage);
        return (
          <li key={i}>
            <p className="passage">
              <BlurredText hidden={blur} what="this text">
                {tokens.map((token, t) => {
                  const value = values[t] ?? 0;
                  const fill = colour(value);
                  const style = isColoured(value, extent) ? { background: fill, color: textOn(fill) } : undefined;
                  return (
                    <span key={t} style={style} className={t === strongest.index ? "passage-peak" : undefined}>
                      {passageWord(token, t)}
                    </span>
                  );
                })}
              </BlurredText>
            </p>
            <p className="passage-facts">
              {voice} · most at “{strongest.token}”, {formatValue(strongest.value)} {unit}
            </p>
          </li>
        );
      })}
    </ol>
  );
  return (
    <>
      {list}
      <ShownOf shown={passages.length} all={all.length} />
    </>
  );
}
