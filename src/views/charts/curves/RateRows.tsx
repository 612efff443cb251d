/**
 * Shares of judged answers, one row for each kind of question: a dot for the rate, a bar for its 95 % interval, left
 * and right in their hues. Hollow dots are recorded ones, so that a live count can be read against the evaluation.
 */
import { scaleLinear } from "d3-scale";
import { intervalOf, type Rate } from "../../../core/pictures/rate";
import type { ModelName } from "../../../core/pictures/subject";
import type { LegendOf } from "../frame/drawing";
import { type CountedAs, countedWords, formatRate, formatRateShort, formatShare, whyNoInterval } from "../frame/format";
import { Legend } from "../frame/Legend";
import { type Palette, PALETTES } from "../frame/palette";
import { textWidth } from "../frame/textWidth";
import { ShownOf } from "../frame/ShownOf";
import { isNarrowRoom, type Room, useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import "./RateRows.css";

export interface RateSeries {
  readonly title: ModelName;
  readonly hue: "left" | "right";
  readonly recorded: boolean;
}

export interface RateRow {
  readonly label: string;
  /** How many questions it is of, in words; stands below the label. */
  readonly below?: string;
  /** One for each series; null where nothing was judged, words where there is a reason for it. */
  readonly rates: readonly (Rate | string | null)[];
}

export interface RateRowsProps {
  readonly title: string;
  /** What the rates are of, the name of a verdict. */
  readonly of: string;
  /** What they count; answers where it is left out. */
  readonly counted?: CountedAs;
  /** False where the same legend stands nearby. */
  readonly withLegend?: boolean;
  /** Rows of the same picture that do not stand here: they are counted with these on the stage. */
  readonly elsewhere?: number;
  readonly series: readonly RateSeries[];
  readonly rows: readonly RateRow[];
}

/** The rate of a cell that holds one. */
export const rateIn = (cell: Rate | string | null | undefined): Rate | null => (typeof cell === "object" ? cell : null);

/** The same legend on the page and in a file. */
export function rateLegend(series: readonly RateSeries[], rows: readonly RateRow[], counted?: CountedAs): LegendOf {
  const rates = ratesIn(rows);
  const missing = whyNoInterval(rates, counted);
  const bars = rates.length === 0 || rates.some((rate) => intervalOf(rate) !== null);
  const kind = series.some(({ recorded }) => recorded) ? ("ring" as const) : ("dot" as const);
  return (palette) => [
    ...series.map(({ title, hue, recorded }, i) => ({
      mark: { kind: "interval" as const, tone: palette[hue], hollow: recorded },
      words: i === 0 && bars ? `${title} (bar: 95 % interval)` : title,
    })),
    ...(missing === null ? [] : [{ mark: { kind, tone: palette.muted }, words: `no bar: ${missing}` }]),
  ];
}

const ratesIn = (rows: readonly RateRow[]): Rate[] =>
  rows.flatMap(({ rates }) => rates.flatMap((cell) => rateIn(cell) ?? []));

const TOP = 24;
const [STEP, ROW_GAP, AXIS] = [13, 14, 24];
/** On the stage: of the legend, and of a row, in which the series lie upon each other. */
const LEGEND = { wide: 46, narrow: 66 };
const COMPACT_ROW = 14;
const LABEL_SIZE = 12.5;
const RATE_SIZE = 11.5;

/** The shares alone, of all series: "3 % · 24 %". */
const shares = ({ rates }: RateRow): string =>
  rates
    .flatMap((cell) => rateIn(cell) ?? [])
    .map(({ rate }) => formatShare(rate))
    .join(" · ");

interface Layout {
  readonly palette: Palette;
  readonly narrow: boolean;
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  /** Between two series of a row. */
  readonly step: number;
  readonly counted: CountedAs | undefined;
  /** On the stage: rows are compact, and what they say is one line. */
  readonly compact: boolean;
  /** Where the axis begins, and where the rates in words do. */
  readonly from: number;
  readonly words: number;
  readonly x: (share: number) => number;
}

const roomForRows = (room: Room): number =>
  room.height - (isNarrowRoom(room) ? LEGEND.narrow : LEGEND.wide) - TOP - AXIS;

/** As many as have room. */
function useFitting(rows: readonly RateRow[], elsewhere: number): readonly RateRow[] {
  const room = useRoom();
  const fit = room ? Math.floor(roomForRows(room) / COMPACT_ROW) : rows.length;
  // One less, where it must be said that there are more.
  return fit < rows.length + (elsewhere > 0 ? 2 : 0) ? rows.slice(0, Math.max(1, fit - 2)) : rows;
}

/** `more`: there are rows that are not shown, which is said below. */
function useLayout(
  series: readonly RateSeries[],
  rows: readonly RateRow[],
  more: boolean,
  counted?: CountedAs,
): Layout {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const room = useRoom();
  const width = room?.width ?? (narrow ? 358 : 680);
  const full = series.length * STEP + ROW_GAP;
  const left = room ? (roomForRows(room) - (more ? 2 * COMPACT_ROW : 0)) / Math.max(1, rows.length) : full;
  const rowHeight = room ? Math.max(COMPACT_ROW, Math.min(full * 1.4, left)) : full;
  const compact = rowHeight < series.length * STEP + 2;
  const step = compact ? (rowHeight - 8) / Math.max(1, series.length) : (STEP * rowHeight) / full;
  const widest = (texts: readonly string[], size: number): number =>
    Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, size))));
  const labels = widest(
    rows.map(({ label }) => label),
    LABEL_SIZE,
  );
  const rates = widest(
    rows.flatMap((row) => (compact ? [shares(row)] : ratesIn([row]).map((rate) => formatRateShort(rate, counted)))),
    RATE_SIZE,
  );
  const from = narrow ? Math.min(150, Math.max(84, labels + 10)) : Math.max(118, labels + 10);
  const words = width - (narrow ? 4 : Math.max(138, rates + 4));
  const x = scaleLinear()
    .domain([0, 1])
    .range([from, words - 12]);
  return {
    palette,
    narrow,
    width,
    height: TOP + rows.length * rowHeight + AXIS,
    rowHeight,
    step,
    counted,
    compact,
    from,
    words,
    x,
  };
}

export function RateRows({ title, of, counted, series, rows: all, withLegend = true, elsewhere = 0 }: RateRowsProps) {
  const rows = useFitting(all, elsewhere);
  const layout = useLayout(series, rows, rows.length < all.length + elsewhere, counted);
  const { palette, narrow, width, height, rowHeight, from } = layout;
  return (
    <div className="rates">
      {withLegend && <Legend of={rateLegend(series, all, counted)} />}
      <svg
        className="rates-svg"
        data-drawing
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}. ${saying(rows, series, of, counted)}`}
      >
        <Shares {...layout} />
        <text x={narrow ? 0 : from} y={10} fontSize={11.5} fill={palette.muted}>
          {of}
        </text>
        {rows.map((row, r) => (
          <Row key={row.label} row={row} top={TOP + r * rowHeight} series={series} layout={layout} />
        ))}
      </svg>
      <ShownOf shown={rows.length} all={all.length + elsewhere} />
    </div>
  );
}

/** The axis: a rule at every quarter, with its share below. */
function Shares({ palette, height, x }: Layout) {
  return [0, 0.25, 0.5, 0.75, 1].map((tick) => (
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
  ));
}

interface RowProps {
  readonly row: RateRow;
  readonly top: number;
  readonly series: readonly RateSeries[];
  readonly layout: Layout;
}

function Row({ row, top, series, layout }: RowProps) {
  const { palette, narrow, words, x, step, compact, counted } = layout;
  const below = compact ? undefined : row.below;
  const middle = top + (series.length * step) / 2 + (below === undefined ? 4 : -3);
  return (
    <g>
      {compact && (
        <text x={words} y={middle} fontSize={RATE_SIZE} fill={palette.ink}>
          {shares(row)}
        </text>
      )}
      <text x={0} y={middle} fontSize={LABEL_SIZE} fill={palette.ink}>
        {row.label}
      </text>
      {below !== undefined && (
        <text x={0} y={middle + 14} fontSize={RATE_SIZE} fill={palette.muted}>
          {below}
        </text>
      )}
      {row.rates.map((cell, s) => {
        const { hue, recorded } = series[s]!;
        const y = top + s * step + step / 2;
        const rate = rateIn(cell);
        if (!rate)
          // one reason for several series stands once
          return cell === null || row.rates.indexOf(cell) < s ? null : (
            <text key={s} x={x(0) + 6} y={y + 4} fontSize={RATE_SIZE} fill={palette.muted}>
              {String(cell)}
            </text>
          );
        return (
          <g key={s}>
            <title>{`${series[s]!.title}: ${formatRate(rate, counted)}`}</title>
            <Bar rate={rate} y={y} tone={palette[hue]} hollow={recorded} x={x} />
            <circle
              cx={x(rate.rate)}
              cy={y}
              r={4.5}
              fill={recorded ? palette.paper : palette[hue]}
              stroke={palette[hue]}
              strokeWidth={1.5}
            />
            {!narrow && !compact && (
              <text x={words} y={y + 4} fontSize={RATE_SIZE} fill={palette[hue]}>
                {formatRateShort(rate, counted)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface BarProps {
  readonly rate: Rate;
  readonly y: number;
  readonly tone: string;
  readonly hollow: boolean;
  readonly x: (share: number) => number;
}

function Bar({ rate, y, tone, hollow, x }: BarProps) {
  const interval = intervalOf(rate);
  if (!interval) return null;
  return (
    <line
      x1={x(interval.low)}
      x2={x(interval.high)}
      y1={y}
      y2={y}
      stroke={tone}
      strokeWidth={hollow ? 1.5 : 4}
      opacity={hollow ? 0.8 : 0.45}
      strokeLinecap="round"
    />
  );
}

function saying(rows: readonly RateRow[], series: readonly RateSeries[], of: string, counted?: CountedAs): string {
  return rows
    .map(({ label, below, rates }) => {
      const said = rates.flatMap((cell, i) => {
        const rate = rateIn(cell);
        return cell === null ? [] : [`${series[i]!.title} ${rate ? formatRate(rate, counted) : String(cell)}`];
      });
      const asked = below === undefined ? label : `${label} (${below})`;
      return `${asked}: ${said.length > 0 ? said.join(", ") : "nothing judged"}.`;
    })
    .join(" ")
    .concat(` Shares of ${of}, with the numbers of ${countedWords(counted)}, and the 95 % interval.`);
}
