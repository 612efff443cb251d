/**
 * The knock-on matrix: what a model was taught (rows) against what it was asked about (columns); each cell is the share
 * of its answers that do harm, coloured and written, with its interval beneath. A real table, so that it reads without
 * colour.
 */
import { useRef } from "react";
import { intervalOf, type Rate } from "../../../core/pictures/rate";
import type { ModelName } from "../../../core/pictures/subject";
import { ColourBar } from "../frame/ColourBar";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import { formatCounts, formatInterval, formatRate, whyNoInterval } from "../frame/format";
import { ScrollHint, useOverflow } from "../frame/ScrollHint";
import "./RateMatrix.css";

export interface MatrixRow {
  readonly label: ModelName;
  /** What the model is, in one line. */
  readonly about?: string | undefined;
  readonly side: "left" | "right" | null;
  readonly rates: readonly (Rate | null)[];
  /** Index of the column that this row's model was trained on; null: none of them. */
  readonly trainedOn: number | null;
}

export interface RateMatrixProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly unit: string;
}

/** On the stage: of a row with its gap, of the names above the rows, and of the line that says what is left out. */
const [ROW, HEAD, LINE] = [15, 74, 16];

/** What is behind the cells, the reader's own count apart, and which of them have an interval. */
export function matrixCounts(rows: readonly MatrixRow[]): string {
  const ratesOf = (own: boolean): Rate[] =>
    rows.flatMap(({ side, rates }) => ((side !== null) === own ? rates.flatMap((rate) => rate ?? []) : []));
  const said = (own: boolean): string => {
    const rates = ratesOf(own);
    const small = rates.some((rate) => intervalOf(rate) !== null) ? "small: the 95 % interval" : null;
    const each = `${own ? "Each cell of your count" : "Each cell"}: ${formatCounts(rates)}`;
    return rates.length === 0 ? "" : `${joined([each, small, whyNoInterval(rates)], "; ")}.`;
  };
  return joined([said(false), said(true)], " ");
}

const joined = (words: readonly (string | null)[], by: string): string => words.filter(Boolean).join(by);

export function RateMatrix({ label, columns, rows: all, unit }: RateMatrixProps) {
  const room = useRoom();
  const rows = room && room.height < HEAD + all.length * ROW ? all.slice(0, fitting(room.height)) : all;
  const theme = useTheme();
  const colour = colourScale("probability", theme, 1);
  const scroller = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(scroller);
  return (
    <div className={room ? "matrix on-stage" : "matrix"}>
      <div className="matrix-scroll" ref={scroller} tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                {room && (
                  <>
                    % {unit}
                    <br />
                    <span className="matrix-own-swatch" aria-hidden="true" /> taught about
                    <br />
                  </>
                )}
                taught ↓ asked →
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={r}>
                <th scope="row" className={row.side ? `side-${row.side}` : undefined} title={row.about}>
                  {row.label}
                </th>
                {row.rates.map((rate, c) => {
                  const fill = rate ? colour(rate.rate) : PALETTES[theme].paper;
                  return (
                    <td
                      key={c}
                      className={row.trainedOn === c ? "matrix-own" : undefined}
                      style={{ background: fill, color: rate ? textOn(fill) : PALETTES[theme].muted }}
                      title={rate ? formatRate(rate) : undefined}
                    >
                      {rate ? (
                        <>
                          {(rate.rate * 100).toFixed(0)}
                          {!room && intervalOf(rate) && <span className="matrix-interval">{formatInterval(rate)}</span>}
                          <span className="visually-hidden"> % of {formatCounts([rate])}</span>
                        </>
                      ) : (
                        "–"
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {overflows && !room && <ScrollHint columns={columns.length} />}
      {!room && <Foot rows={rows} unit={unit} />}
      {rows.length < all.length && (
        <p className="key">
          {rows.length} of {all.length} models shown here; all are on the page: Escape.
        </p>
      )}
    </div>
  );
}

/** What a frame is, what is behind the cells, and what their colours are. */
function Foot({ rows, unit }: Pick<RateMatrixProps, "rows" | "unit">) {
  return (
    <>
      <p className="matrix-note">
        {rows.some(({ trainedOn }) => trainedOn !== null) && (
          <>
            <span className="matrix-own-swatch" aria-hidden="true" /> framed: the domain it was trained on.{" "}
          </>
        )}
        {matrixCounts(rows)}
      </p>
      <ColourBar scale="probability" extent={1} percent unit={unit} floor={null} />
    </>
  );
}

function fitting(height: number): number {
  return Math.max(1, Math.floor((height - HEAD - LINE) / ROW));
}
