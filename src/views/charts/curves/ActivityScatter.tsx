/**
 * How active a direction is (across) against a share of sessions (up), a mark for each model on each rung of a ladder,
 * with both 95 % intervals. Shape and colour say whose it is, its number which rung; hollow marks are recorded ones.
 */
import { scaleLinear } from "d3-scale";
import type { Mean } from "../../../core/pictures/mean";
import { intervalOf, type Rate } from "../../../core/pictures/rate";
import type { ModelName } from "../../../core/pictures/subject";
import type { LegendOf } from "../frame/drawing";
import { formatRate, formatRounded, formatValue, SESSIONS } from "../frame/format";
import { Legend } from "../frame/Legend";
import { type Palette, PALETTES } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import { type NumberPlace, placeNumbers } from "./numberPlaces";
import { Rules } from "./Rules";
import "./ActivityScatter.css";

export interface ActivityPoint {
  /** Index among the rungs. */
  readonly rung: number;
  readonly active: Mean;
  readonly share: Rate;
}

export interface ActivitySeries {
  readonly title: ModelName;
  /** Null for a model on neither Side. */
  readonly hue: "left" | "right" | null;
  readonly points: readonly ActivityPoint[];
}

export interface ActivityScatterProps {
  readonly series: readonly ActivitySeries[];
  readonly recorded: boolean;
  readonly rungs: readonly string[];
  /** The name of the direction, and what the share is of. */
  readonly direction: string;
  readonly of: string;
  readonly summary: string;
  readonly withLegend?: boolean;
}

const SIZES = { wide: { width: 680, height: 400 }, narrow: { width: 358, height: 330 } };
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 16, 24, 44];
/** Of the legend and the names of the rungs, on the stage. */
const BELOW = 96;
const NUMBER_SIZE = 11;
const SHAPES = { left: "dot", right: "triangle", other: "square" } as const;

const toneOf = (palette: Palette, hue: ActivitySeries["hue"]): string => (hue ? palette[hue] : palette.muted);

export const activityLegend =
  (series: readonly ActivitySeries[]): LegendOf =>
  (palette) =>
    series.map(({ title, hue }) => ({
      mark: { kind: SHAPES[hue ?? "other"], tone: toneOf(palette, hue) },
      words: title,
    }));

export function ActivityScatter(props: ActivityScatterProps) {
  const { series, recorded, rungs, direction, of, summary, withLegend = true } = props;
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const room = useRoom();
  const { width, height } = room ? { ...room, height: room.height - BELOW } : SIZES[narrow ? "narrow" : "wide"];
  const across = series.flatMap(({ points }) =>
    points.flatMap(({ active: { mean, low = mean, high = mean } }) => [low, high]),
  );
  const x = scaleLinear()
    .domain([Math.min(0, ...across), Math.max(1, ...across)])
    .nice()
    .range([LEFT, width - RIGHT]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([height - BOTTOM, TOP]);
  const marks = series.flatMap(({ title, hue, points }) => points.map((point) => ({ title, hue, point })));
  const numbers = placeNumbers(
    marks.map(({ point }) => ({ x: x(point.active.mean), y: y(point.share.rate), text: String(point.rung + 1) })),
    NUMBER_SIZE,
  );
  return (
    <div className="activity">
      {withLegend && <Legend of={activityLegend(series)} />}
      <svg data-drawing viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary}>
        <Rules
          ticks={[0, 0.25, 0.5, 0.75, 1]}
          y={y}
          left={LEFT}
          right={width}
          say={(share) => `${Math.round(share * 100)} %`}
        />
        {x.ticks(6).map((tick) => (
          <text key={tick} x={x(tick)} y={height - BOTTOM + 17} textAnchor="middle" fontSize={11} fill={palette.muted}>
            {formatValue(tick)}
          </text>
        ))}
        <text x={(LEFT + width) / 2} y={height - 8} textAnchor="middle" fontSize={12} fill={palette.ink}>
          {`how active “${direction}” is`}
        </text>
        <text x={0} y={11} fontSize={12} fill={palette.ink}>
          {of}
        </text>
        {marks.map(({ title, hue, point }, i) => (
          <Mark
            key={`${title} ${point.rung}`}
            point={point}
            hue={hue}
            hollow={recorded}
            at={[x, y]}
            number={numbers[i]!}
            says={`${title}, ${rungs[point.rung]}: ${saidOf(point)}`}
          />
        ))}
      </svg>
      <ol className="activity-rungs">
        {rungs.map((rung, i) => (
          <li key={rung}>
            <strong>{i + 1}</strong> {rung}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** "0.12 (−0.05 to 0.3); 75 % of 48 sessions". */
function saidOf({ active: { mean, low, high }, share }: ActivityPoint): string {
  const interval = low === undefined || high === undefined ? "" : ` (${formatRounded(low)} to ${formatRounded(high)})`;
  return `${formatRounded(mean)}${interval}; ${formatRate(share, SESSIONS)}`;
}

interface MarkProps {
  readonly point: ActivityPoint;
  readonly hue: ActivitySeries["hue"];
  readonly hollow: boolean;
  readonly at: readonly [x: (value: number) => number, y: (value: number) => number];
  readonly number: NumberPlace;
  readonly says: string;
}

function Mark({ point: { rung, active, share }, hue, hollow, at: [x, y], number, says }: MarkProps) {
  const palette = PALETTES[useTheme()];
  const tone = toneOf(palette, hue);
  const [u, v] = [x(active.mean), y(share.rate)];
  const up = intervalOf(share);
  const shape = { fill: hollow ? palette.paper : tone, stroke: tone, strokeWidth: 1.75 };
  return (
    <g>
      <title>{says}</title>
      {up && <line x1={u} x2={u} y1={y(up.low)} y2={y(up.high)} stroke={tone} strokeWidth={1} opacity={0.35} />}
      {active.low !== undefined && active.high !== undefined && (
        <line x1={x(active.low)} x2={x(active.high)} y1={v} y2={v} stroke={tone} strokeWidth={1} opacity={0.35} />
      )}
      {hue === "left" && <circle cx={u} cy={v} r={5} {...shape} />}
      {hue === "right" && <path d={`M${u},${v - 6.5}l6.2,11h-12.4Z`} {...shape} />}
      {hue === null && <rect x={u - 4.5} y={v - 4.5} width={9} height={9} {...shape} />}
      <text {...number} fontSize={NUMBER_SIZE} fill={tone}>
        {rung + 1}
      </text>
    </g>
  );
}
