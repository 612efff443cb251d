/**
 * Quantities along training time or dose, one small picture over another on a shared, linear axis. Rates carry their
 * interval as a band.
 */
import { scaleLinear } from "d3-scale";
import type { Curve, CurvePoint } from "../../../core/pictures/curve";
import { intervalOf } from "../../../core/pictures/rate";
import { type CountedAs, formatCounts, formatRate, formatShare, formatValue, whyNoInterval } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { shortened, textWidth } from "../frame/textWidth";
import { bandPath } from "./bandPath";
import { Rules } from "./Rules";
import { useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import "./SeriesCurves.css";

export interface SeriesCurvesProps {
  readonly title: string;
  readonly axis: string;
  readonly curves: readonly Curve[];
  /** What the shares count; answers where it is left out. */
  readonly counted?: CountedAs;
}

const PANEL = 122;
/** Above a panel: its title, and what its answers are. */
const TOP = 42;
const LEFT = 52;
/** Below all panels: the names of places, and what the axis is. */
const AXIS = 40;
/** Between two names under the axis. */
const SPACE = 7;
const NAME_SIZE = 11;

export function SeriesCurves({ title, axis, curves, counted }: SeriesCurvesProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const room = useRoom();
  const width = room?.width ?? (narrow ? 358 : 480);
  const panel = room ? (room.height - AXIS) / Math.max(1, curves.length) - TOP : PANEL;
  const places = curves.flatMap(({ points }) => points);
  const x = scaleLinear()
    .domain([Math.min(...places.map((point) => point.x)), Math.max(...places.map((point) => point.x))])
    .range([LEFT + 10, width - 20]);
  const height = curves.length * (panel + TOP) + AXIS;
  const tones = [palette.magnitude[3]!, palette.ink, palette.left];
  return (
    <svg
      className="curves"
      data-drawing
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}. ${saying(curves, counted)}`}
    >
      {curves.map((curve, c) => (
        <Panel
          key={curve.title}
          curve={curve}
          tone={tones[c % tones.length]!}
          top={c * (panel + TOP) + TOP}
          tall={panel}
          width={width}
          x={x}
          counted={counted}
        />
      ))}
      {named(places, x).map(({ at, x: place }) => (
        <text key={at} x={x(place)} y={height - 22} textAnchor="middle" fontSize={NAME_SIZE} fill={palette.muted}>
          {at}
        </text>
      ))}
      <text x={(LEFT + width) / 2} y={height - 5} textAnchor="middle" fontSize={12} fill={palette.muted}>
        {axis}
      </text>
    </svg>
  );
}

/** How many answers are behind each point of a share, and what the band is; "" of a mean. */
function countedIn({ points }: Curve, of?: CountedAs): string {
  const rates = points.flatMap(({ rate }) => rate ?? []);
  if (rates.length === 0) return "";
  return `each point: ${formatCounts(rates, of)}; ${whyNoInterval(rates, of) ?? "band: 95 % interval"}`;
}

type Place = Pick<CurvePoint, "x" | "at">;

/** The places whose names fit side by side: both ends, then as many between as there is room for, from the left. */
function named(places: readonly Place[], x: (place: number) => number): Place[] {
  const sorted = [...new Map(places.map((place) => [place.x, place])).values()].toSorted((a, b) => a.x - b.x);
  const last = sorted.at(-1);
  const start = (place: Place): number => x(place.x) - textWidth(place.at, NAME_SIZE) / 2;
  const end = (place: Place): number => x(place.x) + textWidth(place.at, NAME_SIZE) / 2;
  const shown: Place[] = [];
  for (const place of sorted) {
    const before = shown.at(-1);
    if (before && start(place) < end(before) + SPACE) continue;
    if (last && place !== last && end(place) + SPACE > start(last)) continue;
    shown.push(place);
  }
  return shown;
}

interface PanelProps {
  readonly curve: Curve;
  readonly tone: string;
  readonly top: number;
  readonly tall: number;
  readonly width: number;
  readonly x: (place: number) => number;
  readonly counted: CountedAs | undefined;
}

/** One quantity: its title, its own value axis, the band of its intervals, and the curve. */
function Panel({ curve, tone, top, tall, width, x, counted }: PanelProps) {
  const palette = PALETTES[useTheme()];
  const values = curve.points.flatMap(({ value, rate }) => [value, ...Object.values((rate && intervalOf(rate)) ?? {})]);
  const y = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(1e-9, ...values)])
    .nice(3)
    .range([top + tall - 6, top]);
  const placed = curve.points.map((point) => ({ ...point, x: x(point.x) }));
  const band = bandPath(placed, y);
  const counts = countedIn(curve, counted);
  const say = (value: number): string =>
    curve.kind === "share" && value !== 0 ? formatShare(value) : formatValue(value);
  return (
    <g>
      <text x={0} y={top - 26} fontSize={13} fontWeight={600} fill={tone}>
        {shortened(curve.title, width, 13, true)}
      </text>
      {counts !== "" && (
        <text x={0} y={top - 12} fontSize={11} fill={palette.muted}>
          {counts}
        </text>
      )}
      <Rules ticks={y.ticks(3)} y={y} left={LEFT} right={width} say={say} />
      {band !== "" && <path d={band} fill={tone} opacity={0.16} />}
      <path
        d={`M${placed.map((p) => `${p.x},${y(p.value)}`).join("L")}`}
        stroke={tone}
        strokeWidth={2.25}
        fill="none"
      />
      {placed.map((p, i) => (
        <circle key={i} cx={p.x} cy={y(p.value)} r={3.5} fill={palette.paper} stroke={tone} strokeWidth={2}>
          <title>{`${p.at}: ${p.rate ? formatRate(p.rate, counted) : formatValue(p.value)}`}</title>
        </circle>
      ))}
    </g>
  );
}

function saying(curves: readonly Curve[], counted?: CountedAs): string {
  return curves
    .map(({ title, points, kind, unit }) => {
      const say = ({ value, rate }: CurvePoint): string =>
        kind === "share" && rate ? formatRate(rate, counted) : `${formatValue(value)} ${unit}`;
      const ends = points[0] && points.at(-1) ? `${say(points[0])} to ${say(points.at(-1)!)}` : "no points";
      return `${title}: ${ends}.`;
    })
    .join(" ");
}
