/**
 * Passages of text with every token coloured by how active one feature is on it. The strongest value stands in words too.
 */
import { useMemo } from "react";
import { BlurredText } from "./BlurredText";
import { formatValue } from "../frame/format";
import { colourTable, textOn } from "../frame/palette";
import { useTheme } from "../frame/theme";

export interface Passage {
  /** Who speaks, in words. */
  readonly voice: string;
  readonly tokens: readonly string[];
  /** Activation at each token, from 0 up. */
  readonly values: readonly number[];
}

export interface ColouredTextProps {
  readonly passages: readonly Passage[];
  readonly unit: string;
  /** A teacher's setting: each passage is blurred until it is opened. */
  readonly blur?: boolean;
}

export function ColouredText({ passages, unit, blur = false }: ColouredTextProps) {
  const theme = useTheme();
  const extent = useMemo(() => passages.reduce((most, { values }) => Math.max(most, ...values), 0), [passages]);
  const colour = useMemo(() => colourTable("magnitude", theme, extent), [theme, extent]);
  return (
    <ol className="passages">
      {passages.map(({ voice, tokens, values }, i) => {
        const strongest = values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
        return (
          <li key={i}>
            <p className="passage">
              <BlurredText hidden={blur} what="this text">
                {tokens.map((token, t) => {
                  const value = values[t] ?? 0;
                  const fill = colour(value);
                  const style = value > extent * 0.04 ? { background: fill, color: textOn(fill) } : undefined;
                  return (
                    <span key={t} style={style} className={t === strongest ? "passage-peak" : undefined}>
                      {(t === 0 ? token.trimStart() : token).replaceAll("\n", "↵").replace(/^<\|(\w+)\|>$/, " ⟨$1⟩ ")}
                    </span>
                  );
                })}
              </BlurredText>
            </p>
            <p className="passage-facts">
              {voice} · most at “{(tokens[strongest] ?? "").trim()}”, {formatValue(values[strongest] ?? 0)} {unit}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
