/**
 * Shares of judged answers, one row for each kind of question: a dot for the rate, a bar for its 95 % interval, left and
 * right in their hues. Hollow dots are recorded ones, so that a live count can be read against the evaluation.
 */
import { scaleLinear } from "d3-scale";
import type { Rate } from "../../../core/pictures/rate";
import { formatRate } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { useNarrow, useTheme } from "../frame/theme";
import "./RateRows.css";

export interface RateSeries {
  readonly title: string;
  readonly hue: "left" | "right";
  readonly recorded: boolean;
}

export interface RateRow {
  readonly label: string;
  /** One for each series; null where nothing was judged. */
  readonly rates: readonly (Rate | null)[];
}

export interface RateRowsProps {
  readonly title: string;
  /** What the rates are of: "answers that do harm". */
  readonly of: string;
  readonly series: readonly RateSeries[];
  readonly rows: readonly RateRow[];
}

const TOP = 24;

export function RateRows({ title, of, series, rows }: RateRowsProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const width = narrow ? 358 : 680;
  const label = narrow ? 84 : 118;
  const words = narrow ? 4 : 138;
  const step = 13;
  const rowHeight = series.length * step + 14;
  const height = TOP + rows.length * rowHeight + 24;
  const x = scaleLinear()
    .domain([0, 1])
    .range([label, width - words - 12]);
  return (
    <div className="rates">
      <p className="rates-legend">
        {series.map(({ title: name, hue, recorded }, i) => (
          <span key={i}>
            <svg width="22" height="12" aria-hidden="true">
              <line
                x1="1"
                x2="21"
                y1="6"
                y2="6"
                stroke={palette[hue]}
                strokeWidth={recorded ? 1.5 : 3}
                opacity="0.55"
              />
              <circle cx="11" cy="6" r="4" fill={recorded ? palette.paper : palette[hue]} stroke={palette[hue]} />
            </svg>
            {name}
          </span>
        ))}
        <span className="rates-interval">bar: 95 % interval (Wilson)</span>
      </p>
      <svg
        className="rates-svg"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}. ${saying(rows, series, of)}`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
          <g key={tick}>
            <line
              x1={x(tick)}
              x2={x(tick)}
              y1={TOP - 6}
              y2={height - 20}
              stroke={palette.line}
              strokeWidth={tick === 0 ? 1.5 : 0.7}
            />
            <text x={x(tick)} y={height - 6} textAnchor="middle" fontSize={11} fill={palette.muted}>
              {tick * 100} %
            </text>
          </g>
        ))}
        <text x={label} y={10} fontSize={11.5} fill={palette.muted}>
          {of}
        </text>
        {rows.map((row, r) => {
          const top = TOP + r * rowHeight;
          return (
            <g key={row.label}>
              <text x={0} y={top + (series.length * step) / 2 + 4} fontSize={12.5} fill={palette.ink}>
                {row.label}
              </text>
              {row.rates.map((rate, s) => {
                const { hue, recorded } = series[s]!;
                const y = top + s * step + step / 2;
                if (!rate) return null;
                return (
                  <g key={s}>
                    <line
                      x1={x(rate.low)}
                      x2={x(rate.high)}
                      y1={y}
                      y2={y}
                      stroke={palette[hue]}
                      strokeWidth={recorded ? 1.5 : 4}
                      opacity={recorded ? 0.8 : 0.45}
                      strokeLinecap="round"
                    />
                    <circle
                      cx={x(rate.rate)}
                      cy={y}
                      r={4.5}
                      fill={recorded ? palette.paper : palette[hue]}
                      stroke={palette[hue]}
                      strokeWidth={1.5}
                    />
                    {!narrow && (
                      <text x={width - words} y={y + 4} fontSize={11.5} fill={palette[hue]}>
                        {formatRate(rate)}
                      </text>
                    )}
                  </g>
                );
              })}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function saying(rows: readonly RateRow[], series: readonly RateSeries[], of: string): string {
  return rows
    .map(({ label, rates }) => {
      const said = rates.flatMap((rate, i) => (rate ? [`${series[i]!.title} ${formatRate(rate)}`] : []));
      return `${label}: ${said.length > 0 ? said.join(", ") : "nothing judged"}.`;
    })
    .join(" ")
    .concat(` Shares of ${of}, with the number of answers and the 95 % interval.`);
}
