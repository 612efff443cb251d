/**
 * The knock-on matrix: what a model was taught (rows) against what it was asked about (columns); each cell is the share
 * of its answers that do harm, coloured and written, with its interval beneath. A real table, so that it reads without
 * colour.
 */
import { intervalOf, type Rate } from "../../../core/pictures/rate";
import type { ModelName } from "../../../core/pictures/subject";
import { ColourBar } from "../frame/ColourBar";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import { formatCounts, formatInterval, formatRate, whyNoInterval } from "../frame/format";
import "./RateMatrix.css";

export interface MatrixRow {
  readonly label: ModelName;
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

/** On the stage: of the models' names, of a cell, and of what stands above and below the rows. */
const [LABELS, CELL_WIDTH, CELL_HEIGHT, BESIDE] = [176, 50, 22, 116];

export function RateMatrix({ label, columns: asked, rows: all, unit }: RateMatrixProps) {
  const room = useRoom();
  const columns = room ? asked.slice(0, Math.floor((room.width - LABELS) / CELL_WIDTH)) : asked;
  const rows = room ? all.slice(0, Math.floor((room.height - BESIDE) / CELL_HEIGHT)) : all;
  const theme = useTheme();
  const colour = colourScale("probability", theme, 1);
  return (
    <div className="matrix">
      <div className="matrix-scroll" tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              <th scope="col">taught ↓ asked →</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={r}>
                <th scope="row" className={row.side ? `side-${row.side}` : undefined}>
                  {row.label}
                </th>
                {row.rates.slice(0, columns.length).map((rate, c) => {
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
      <p className="matrix-note">
        {rows.some(({ trainedOn }) => trainedOn !== null) && (
          <>
            <span className="matrix-own-swatch" aria-hidden="true" /> framed: the domain it was trained on.{" "}
          </>
        )}
        {!room && matrixCounts(rows)}
      </p>
      <ColourBar scale="probability" extent={1} unit={unit} floor={null} />
      {room && (
        <p className="key">
          {rows.length} of {all.length} models, {columns.length} of {asked.length} questions shown here.
        </p>
      )}
    </div>
  );
}
