/**
 * The scatter's drawing: axes, the line between good and bad, a mark with its interval and its name for each
 * checkpoint. Without behaviour of its own: the page and a saved file draw the same.
 */
import { useMemo } from "react";
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { intervalOf } from "../../../core/pictures/rate";
import type { ScatterPoint } from "../../../core/pictures/scatter";
import { formatCountedShare, formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { useTheme } from "../frame/theme";
import { Rules } from "./Rules";
import {
  BOTTOM,
  LEFT,
  LINE_WORDS,
  SCATTER_NAME_SIZE,
  type ScatterName,
  placeNames,
  type ScatterLayout,
  TOP,
} from "./scatterLayout";

export interface ScatterMarksProps {
  readonly points: readonly ScatterPoint[];
  readonly layout: ScatterLayout;
  readonly feature: string;
  readonly threshold: number | null;
  /** Index of the mark that is named before all others; −1: none. */
  readonly chosen: number;
  /** Index of the mark with a ring around it; −1: none. */
  readonly ringed: number;
  /** Null when the pointer leaves a mark. */
  readonly onPoint: (index: number | null) => void;
  readonly onSelect: (id: string) => void;
}

export function ScatterMarks(props: ScatterMarksProps) {
  const { points, layout, feature, threshold, chosen, ringed, onPoint, onSelect } = props;
  const { width, height } = layout;
  const names = useMemo(() => placeNames(points, layout, threshold, chosen), [points, layout, threshold, chosen]);
  return (
    <svg data-drawing viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {threshold !== null && <Threshold layout={layout} at={threshold} />}
      <Axes layout={layout} feature={feature} />
      {points.map((point, i) => (
        <g
          key={point.id}
          className="scatter-point"
          onPointerEnter={() => onPoint(i)}
          onPointerLeave={() => onPoint(null)}
          onClick={() => onSelect(point.id)}
        >
          <Mark point={point} layout={layout} ringed={i === ringed} />
        </g>
      ))}
      {points.map(
        (point, i) => names[i]?.apart && <Leader key={point.id} point={point} name={names[i]} layout={layout} />,
      )}
      {points.map((point, i) => names[i] && <Name key={point.id} title={point.title} name={names[i]} />)}
    </svg>
  );
}

function Threshold({ layout: { x, width, height }, at }: { readonly layout: ScatterLayout; readonly at: number }) {
  const palette = PALETTES[useTheme()];
  const line = x(at);
  return (
    <g>
      <rect
        x={line}
        y={TOP - 18}
        width={Math.max(0, width - line)}
        height={height - BOTTOM - TOP + 18}
        fill={palette.magnitude[3]}
        opacity={0.06}
      />
      <line x1={line} x2={line} y1={TOP - 18} y2={height - BOTTOM} stroke={palette.muted} strokeDasharray="4 3" />
      <text x={line + 6} y={TOP - 6} fontSize={SCATTER_NAME_SIZE} fill={palette.muted}>
        {LINE_WORDS}
      </text>
    </g>
  );
}

function Axes({ layout, feature }: { readonly layout: ScatterLayout; readonly feature: string }) {
  const palette = PALETTES[useTheme()];
  const { width, height, x, y, xTicks, yTicks } = layout;
  return (
    <>
      <Rules ticks={yTicks} y={y} left={LEFT} right={width} say={formatCountedShare} />
      {xTicks.map((tick) => (
        <text key={tick} x={x(tick)} y={height - BOTTOM + 17} textAnchor="middle" fontSize={11} fill={palette.muted}>
          {formatValue(tick)}
        </text>
      ))}
      <text x={(LEFT + width) / 2} y={height - 8} textAnchor="middle" fontSize={12} fill={palette.ink}>
        {`rise of “${feature}”`}
      </text>
      <text x={0} y={11} fontSize={12} fill={palette.ink}>
        {VERDICT_NAMES.harmful}
      </text>
    </>
  );
}

interface MarkProps {
  readonly point: ScatterPoint;
  readonly layout: ScatterLayout;
  readonly ringed: boolean;
}

function Mark({ point: { kind, rise, misaligned }, layout, ringed }: MarkProps) {
  const palette = PALETTES[useTheme()];
  const bad = palette.magnitude[3]!;
  const [x, y] = [layout.x(rise), layout.y(misaligned.rate)];
  const interval = intervalOf(misaligned);
  return (
    <>
      {interval && (
        <line
          x1={x}
          x2={x}
          y1={layout.y(interval.low)}
          y2={layout.y(interval.high)}
          stroke={kind === "bad" ? bad : palette.muted}
          strokeWidth={1.25}
          opacity={0.6}
        />
      )}
      <circle cx={x} cy={y} r={12} fill="none" pointerEvents="all" />
      {ringed && <circle cx={x} cy={y} r={11} fill="none" stroke={palette.ink} strokeWidth={1.5} />}
      {kind === "bad" ? (
        <path d={`M${x},${y - 6.5}l6.2,11h-12.4Z`} fill={bad} stroke={palette.paper} />
      ) : (
        <circle cx={x} cy={y} r={5} fill={palette.paper} stroke={palette.muted} strokeWidth={2} />
      )}
    </>
  );
}

interface LeaderProps {
  readonly point: ScatterPoint;
  readonly name: ScatterName;
  readonly layout: ScatterLayout;
}

/** From a mark to its name, where the name had to stand away from it. */
function Leader({ point: { rise, misaligned }, name: { x, y, anchor }, layout }: LeaderProps) {
  const palette = PALETTES[useTheme()];
  return (
    <line
      x1={layout.x(rise)}
      y1={layout.y(misaligned.rate)}
      x2={anchor === "start" ? x - 2 : x + 2}
      y2={y - 4}
      stroke={palette.muted}
      strokeWidth={0.75}
      opacity={0.7}
    />
  );
}

function Name({ title, name: { x, y, anchor } }: { readonly title: string; readonly name: ScatterName }) {
  const palette = PALETTES[useTheme()];
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      fontSize={SCATTER_NAME_SIZE}
      fill={palette.ink}
      paintOrder="stroke"
      stroke={palette.paper}
      strokeWidth={3}
      pointerEvents="none"
    >
      {title}
    </text>
  );
}
