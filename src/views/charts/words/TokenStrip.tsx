/**
 * The words both Sides read, coloured by how far apart their next-token predictions are after each of them.
 * Every token is a button in one tab stop; arrow keys walk. Template marks are small; the first token stands apart.
 */
import { type KeyboardEvent, useRef } from "react";
import { ColourBar } from "../frame/ColourBar";
import { formatValue } from "../frame/format";
import { tokenLabel } from "../../../core/tokenLabel";
import { usePairNames } from "../frame/pairNames";
import { PALETTES, textOn } from "../frame/palette";
import { useTheme } from "../frame/theme";
import { beginsLine, stripColours, stripText, type StripToken } from "./stripToken";
import "./TokenStrip.css";

export interface TokenStripProps {
  readonly tokens: readonly StripToken[];
  readonly extent: number;
  readonly unit: string;
  /** What a change of arithmetic alone does; null while it is not measured. */
  readonly floor: number | null;
  readonly selected: number;
  readonly onSelect: (column: number) => void;
}

export function TokenStrip({ tokens, extent, unit, floor, selected, onSelect }: TokenStripProps) {
  const theme = useTheme();
  const names = usePairNames();
  const root = useRef<HTMLDivElement>(null);
  const colours = stripColours(extent, floor, theme);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = tokens.length - 1;
    const steps: Record<string, number> = { ArrowRight: selected + 1, ArrowLeft: selected - 1, Home: 0, End: last };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const column = Math.max(0, Math.min(last, to));
    onSelect(column);
    root.current?.querySelectorAll<HTMLButtonElement>("button")[column]?.focus();
  };

  return (
    <div className="tokens">
      <div
        className="tokens-text"
        ref={root}
        role="group"
        aria-label="The tokens, coloured by divergence"
        onKeyDown={onKeyDown}
      >
        {tokens.map((token, column) => {
          const fill = colours.fillOf(token) ?? "transparent";
          return (
            <span key={column}>
              {beginsLine(tokens, column) && <span className="tokens-break" />}
              <button
                type="button"
                className={[
                  "token",
                  `part-${token.part}`,
                  token.only && `only-${token.only}`,
                  column === 0 && "first",
                  column === selected && "selected",
                ]
                  .filter(Boolean)
                  .join(" ")}
                style={{ background: fill, color: colours.isGrey(token) ? PALETTES[theme].ink : textOn(fill) }}
                tabIndex={column === selected ? 0 : -1}
                aria-pressed={column === selected}
                aria-label={spoken(token, column, unit)}
                onClick={() => onSelect(column)}
              >
                {token.parts && (
                  <span className="token-flag" aria-hidden="true">
                    ⚑
                  </span>
                )}
                {stripText(token)}
              </button>
            </span>
          );
        })}
      </div>
      {tokens.some(({ only }) => only !== null) && (
        <p className="tokens-legend">
          <span className="token only-left">{names.left} only</span>{" "}
          <span className="token only-right">{names.right} only</span>: nothing to compare
        </p>
      )}
      <ColourBar scale="magnitude" extent={extent} unit={unit} floor={floor} />
    </div>
  );
}

function spoken({ text, value, only, parts }: StripToken, column: number, unit: string): string {
  const whose = only ? `, ${only} only` : "";
  const here = parts ? "; here the two part" : "";
  return `Token ${column}${whose}, ${tokenLabel(text)}: ${formatValue(value)} ${unit}${here}`;
}
