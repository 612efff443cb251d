/**
 * Quantities along training time or dose, one small picture over another on a shared axis, so that the reader sees
 * which moves first. Rates carry their interval as a band; the first point that leaves the starting interval is
 * marked.
 */
import { scaleLinear, scalePoint } from "d3-scale";
import type { Curve } from "../../../core/pictures/curve";
import { formatShare, formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { shortened } from "../frame/textWidth";
import { Rules } from "./Rules";
import { useNarrow, useTheme } from "../frame/theme";
import "./SeriesCurves.css";

export interface SeriesCurvesProps {
  readonly title: string;
  readonly axis: string;
  readonly curves: readonly Curve[];
}

const PANEL = 122;
const TOP = 30;
const LEFT = 52;
/** Room for "moves from 100 %": before a curve leaves its start, the place above it is free. */
const LABEL = 100;
/** More places than these are not all named. */
const MOST_TICKS = 8;

export function SeriesCurves({ title, axis, curves }: SeriesCurvesProps) {
  const palette = PALETTES[useTheme()];
  const width = useNarrow() ? 358 : 480;
  const places = curves[0]?.points.map(({ at }) => at) ?? [];
  const x = scalePoint<string>()
    .domain(places)
    .range([LEFT + 10, width - 20]);
  const height = curves.length * (PANEL + TOP) + 40;
  const named = places.filter((_, i) => i % Math.ceil(places.length / MOST_TICKS) === 0);
  const tones = [palette.magnitude[3]!, palette.ink, palette.left];
  return (
    <svg
      className="curves"
      data-drawing
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}. ${saying(curves)}`}
    >
      {curves.map((curve, c) => (
        <Panel
          key={curve.title}
          curve={curve}
          tone={tones[c % tones.length]!}
          top={c * (PANEL + TOP) + TOP}
          width={width}
          x={(at) => x(at) ?? 0}
        />
      ))}
      {named.map((at) => (
        <text key={at} x={x(at) ?? 0} y={height - 22} textAnchor="middle" fontSize={11} fill={palette.muted}>
          {at}
        </text>
      ))}
      <text x={(LEFT + width) / 2} y={height - 5} textAnchor="middle" fontSize={12} fill={palette.muted}>
        {axis}
      </text>
    </svg>
  );
}

interface PanelProps {
  readonly curve: Curve;
  readonly tone: string;
  readonly top: number;
  readonly width: number;
  readonly x: (at: string) => number;
}

/** One quantity: its title, its own value axis, the band of its intervals, the curve, and where it first moved. */
function Panel({ curve, tone, top, width, x }: PanelProps) {
  const palette = PALETTES[useTheme()];
  const values = curve.points.flatMap(({ value, rate }) => [value, rate?.high ?? value, rate?.low ?? value]);
  const y = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(1e-9, ...values)])
    .nice(3)
    .range([top + PANEL - 6, top]);
  const placed = curve.points.map((point) => ({ ...point, x: x(point.at) }));
  const band = placed.flatMap(({ x: at, rate }) => (rate ? [{ x: at, ...rate }] : []));
  const first = curve.moved === null ? undefined : placed[curve.moved];
  const say = (value: number): string =>
    curve.kind === "share" && value !== 0 ? formatShare(value) : formatValue(value);
  return (
    <g>
      <text x={0} y={top - 14} fontSize={13} fontWeight={600} fill={tone}>
        {shortened(curve.title, width, 13, true)}
      </text>
      <Rules ticks={y.ticks(3)} y={y} left={LEFT} right={width} say={say} />
      {band.length > 1 && (
        <path
          d={`M${band.map((p) => `${p.x},${y(p.high)}`).join("L")}L${[...band]
            .reverse()
            .map((p) => `${p.x},${y(p.low)}`)
            .join("L")}Z`}
          fill={tone}
          opacity={0.16}
        />
      )}
      <path
        d={`M${placed.map((p) => `${p.x},${y(p.value)}`).join("L")}`}
        stroke={tone}
        strokeWidth={2.25}
        fill="none"
      />
      {placed.map((p, i) => (
        <circle key={i} cx={p.x} cy={y(p.value)} r={3.5} fill={palette.paper} stroke={tone} strokeWidth={2} />
      ))}
      {first && <Moved x={first.x} y={y(first.value)} top={top} words={`moves from ${first.at}`} />}
    </g>
  );
}

interface MovedProps {
  readonly x: number;
  readonly y: number;
  readonly top: number;
  readonly words: string;
}

/** A ring around the first point that moved, and what it says above it, on the side where there is room. */
function Moved({ x, y, top, words }: MovedProps) {
  const palette = PALETTES[useTheme()];
  const leftOfIt = x > LEFT + LABEL;
  return (
    <g>
      <line x1={x} x2={x} y1={top - 4} y2={y - 9} stroke={palette.ink} strokeDasharray="2 3" />
      <circle cx={x} cy={y} r={8.5} fill="none" stroke={palette.ink} strokeWidth={1.5} />
      <text
        x={leftOfIt ? x - 6 : x + 6}
        y={top + 5}
        textAnchor={leftOfIt ? "end" : "start"}
        fontSize={11.5}
        fill={palette.ink}
        paintOrder="stroke"
        stroke={palette.paper}
        strokeWidth={3}
      >
        {words}
      </text>
    </g>
  );
}

function saying(curves: readonly Curve[]): string {
  return curves
    .map(({ title, points, moved, kind, unit }) => {
      const say = (value: number): string => (kind === "share" ? formatShare(value) : `${formatValue(value)} ${unit}`);
      const ends = points[0] && points.at(-1) ? `${say(points[0].value)} to ${say(points.at(-1)!.value)}` : "no points";
      return `${title}: ${ends}${moved === null ? "" : `, moving from ${points[moved]?.at ?? ""}`}.`;
    })
    .join(" ");
}
