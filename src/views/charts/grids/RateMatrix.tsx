/**
 * The knock-on matrix: what a model was taught (rows) against what it was asked about (columns); each cell is the share
 * of its answers that do harm, coloured and written, with its interval beneath. A real table, so that it reads without
 * colour.
 */
import type { Rate } from "../../../core/pictures/rate";
import { ColourBar } from "../frame/ColourBar";
import { colourScale, PALETTES, textOn } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import { formatRate } from "../frame/format";
import "./RateMatrix.css";

export interface MatrixRow {
  readonly label: string;
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
                          {!room && (
                            <span className="matrix-interval">
                              {(rate.low * 100).toFixed(0)}–{(rate.high * 100).toFixed(0)}
                            </span>
                          )}
                          <span className="visually-hidden"> % of {rate.n}</span>
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
      {rows.some(({ trainedOn }) => trainedOn !== null) && (
        <p className="matrix-note">
          <span className="matrix-own-swatch" aria-hidden="true" /> framed: the domain it was trained on.
          {!room && " Small: the 95 % interval."}
        </p>
      )}
      <ColourBar scale="probability" extent={1} unit={unit} floor={null} />
      {room && (
        <p className="key">
          {rows.length} of {all.length} models, {columns.length} of {asked.length} questions shown here.
        </p>
      )}
    </div>
  );
}
