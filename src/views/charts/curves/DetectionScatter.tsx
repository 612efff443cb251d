/**
 * One mark per checkpoint: how far the strongest feature rose (across) and how often its answers are misaligned (up), with
 * the 95 % interval of the rate. Trained badly: filled triangle. Control: open circle. Shape and colour say the same.
 */
import { scaleLinear } from "d3-scale";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { formatShare, formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { Rules } from "./Rules";
import { useNarrow, useTheme } from "../frame/theme";
import "./DetectionScatter.css";

export interface ScatterPoint {
  readonly id: string;
  readonly title: string;
  readonly kind: "bad" | "control";
  /** Mean increase of the strongest feature. */
  readonly rise: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Share of answers that say nothing sensible; they count as not misaligned. */
  readonly incoherent: number;
}

export interface DetectionScatterProps {
  readonly points: readonly ScatterPoint[];
  readonly feature: string;
  readonly unit: string;
  /** The rise that separates bad from control; null where none does. */
  readonly threshold: number | null;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

const LEFT = 50;
const BOTTOM = 46;
const TOP = 36;

export function DetectionScatter({ points, feature, unit, threshold, selected, onSelect }: DetectionScatterProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const [width, height] = narrow ? [358, 330] : [600, 400];
  const [pointed, setPointed] = useState<number | null>(null);
  const cursor = useRef(0);
  const readoutId = useId();
  const bad = palette.magnitude[3]!;
  const x = scaleLinear()
    .domain([Math.min(0, ...points.map(({ rise }) => rise)), Math.max(1e-9, ...points.map(({ rise }) => rise))])
    .nice()
    .range([LEFT, width - 14]);
  const y = scaleLinear()
    .domain([0, Math.max(0.02, ...points.map(({ high }) => high))])
    .nice()
    .range([height - BOTTOM, TOP]);
  const labels = placeLabels(
    points.map((point) => ({ x: x(point.rise), y: y(point.rate), text: point.title })),
    width,
  );
  const shown = pointed === null ? points.findIndex(({ id }) => id === selected) : pointed;
  const onKeyDown = (event: KeyboardEvent): void => {
    const order = points.map((_, i) => i).sort((a, b) => points[a]!.rise - points[b]!.rise);
    const place = order.indexOf(cursor.current);
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      cursor.current = order[Math.max(0, Math.min(order.length - 1, place + step))] ?? 0;
      setPointed(cursor.current);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const point = points[cursor.current];
      if (point) onSelect(point.id);
    }
  };
  return (
    <div
      className="scatter"
      tabIndex={0}
      role="application"
      aria-roledescription="scatter plot"
      aria-label={`${points.length} checkpoints: rise of ${feature} in ${unit} against the share of misaligned answers. Arrow keys step, Enter shows that checkpoint on the right.`}
      aria-describedby={readoutId}
      onKeyDown={onKeyDown}
      onFocus={() => setPointed(cursor.current)}
      onBlur={() => setPointed(null)}
    >
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {threshold !== null && (
          <g>
            <rect
              x={x(threshold)}
              y={TOP - 18}
              width={Math.max(0, width - x(threshold))}
              height={height - BOTTOM - TOP + 18}
              fill={bad}
              opacity={0.06}
            />
            <line
              x1={x(threshold)}
              x2={x(threshold)}
              y1={TOP - 18}
              y2={height - BOTTOM}
              stroke={palette.muted}
              strokeDasharray="4 3"
            />
            <text x={x(threshold) + 6} y={TOP - 6} fontSize={11.5} fill={palette.muted}>
              above this line: bad
            </text>
          </g>
        )}
        <Rules
          ticks={y.ticks(5)}
          y={y}
          left={LEFT}
          right={width}
          say={(share) => (share === 0 ? "0 %" : formatShare(share))}
        />
        {x.ticks(5).map((tick) => (
          <text key={tick} x={x(tick)} y={height - BOTTOM + 17} textAnchor="middle" fontSize={11} fill={palette.muted}>
            {formatValue(tick)}
          </text>
        ))}
        <text x={(LEFT + width) / 2} y={height - 8} textAnchor="middle" fontSize={12} fill={palette.ink}>
          {`rise of “${feature}”`}
        </text>
        <text x={0} y={11} fontSize={12} fill={palette.ink}>
          misaligned answers
        </text>
        {points.map((point, i) => {
          const at = { x: x(point.rise), y: y(point.rate) };
          const tone = point.kind === "bad" ? bad : palette.muted;
          return (
            <g
              key={point.id}
              className="scatter-point"
              onPointerEnter={() => {
                cursor.current = i;
                setPointed(i);
              }}
              onPointerLeave={() => setPointed(null)}
              onClick={() => onSelect(point.id)}
            >
              <line
                x1={at.x}
                x2={at.x}
                y1={y(point.low)}
                y2={y(point.high)}
                stroke={tone}
                strokeWidth={1.25}
                opacity={0.6}
              />
              <circle cx={at.x} cy={at.y} r={12} fill="transparent" />
              {i === shown && <circle cx={at.x} cy={at.y} r={11} fill="none" stroke={palette.ink} strokeWidth={1.5} />}
              {point.kind === "bad" ? (
                <path d={`M${at.x},${at.y - 6.5}l6.2,11h-12.4Z`} fill={bad} stroke={palette.paper} />
              ) : (
                <circle cx={at.x} cy={at.y} r={5} fill={palette.paper} stroke={palette.muted} strokeWidth={2} />
              )}
            </g>
          );
        })}
        {labels.map(
          (label, i) =>
            label && (
              <text
                key={points[i]!.id}
                x={label.x}
                y={label.y}
                textAnchor={label.anchor}
                fontSize={11.5}
                fill={palette.ink}
                paintOrder="stroke"
                stroke={palette.paper}
                strokeWidth={3}
                pointerEvents="none"
              >
                {points[i]!.title}
              </text>
            ),
        )}
      </svg>
      <p className="readout" id={readoutId} aria-live="polite">
        {points[shown]
          ? describe(points[shown], unit)
          : "Point at a mark to read it; choose it to see that model on the right."}
      </p>
      <p className="key">
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path d="M7,1l6,11h-12Z" fill={bad} />
        </svg>
        trained on bad answers
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="5" fill="none" stroke={palette.muted} strokeWidth="2" />
        </svg>
        control
        <svg viewBox="0 0 8 14" width="8" height="14" aria-hidden="true">
          <line x1="4" x2="4" y1="0" y2="14" stroke={palette.muted} strokeWidth="1.5" />
        </svg>
        95 % interval
      </p>
    </div>
  );
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
}

/** A place beside each mark where its name covers no other name and no other mark; null where there is none. */
function placeLabels(marks: readonly { x: number; y: number; text: string }[], width: number): (Label | null)[] {
  const taken = marks.map(({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }));
  return marks.map(({ x, y, text }, i) => {
    const length = text.length * 6.1;
    for (const lift of [4, -8, 16]) {
      for (const anchor of ["start", "end"] as const) {
        const start = anchor === "start" ? x + 11 : x - 11 - length;
        const box = { left: start, right: start + length, top: y + lift - 11, bottom: y + lift + 3 };
        if (box.left < LEFT || box.right > width) continue;
        if (
          taken.some(
            (b, j) => j !== i && box.left < b.right && box.right > b.left && box.top < b.bottom && box.bottom > b.top,
          )
        )
          continue;
        taken.push(box);
        return { x: anchor === "start" ? x + 11 : x - 11, y: y + lift, anchor };
      }
    }
    return null;
  });
}

function describe(point: ScatterPoint, unit: string): string {
  const kind = point.kind === "bad" ? "trained on bad answers" : "control";
  return `${point.title} (${kind}): feature +${formatValue(point.rise)} ${unit}; ${formatShare(point.rate)} of ${point.n} answers misaligned, 95 % interval ${formatShare(point.low)} to ${formatShare(point.high)}; ${formatShare(point.incoherent)} incoherent.`.replace(
    "+−",
    "−",
  );
}
