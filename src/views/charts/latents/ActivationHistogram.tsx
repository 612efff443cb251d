/**
 * How often one feature is how active, on the left and on the right: two outlines over one axis, the left filled, the
 * right dashed, so that they are told apart without colour. Silent tokens are counted in words, not drawn.
 */
import { scaleLinear, scaleSqrt } from "d3-scale";
import type { Histogram } from "../../../core/features/latentFacts";
import type { LegendOf } from "../frame/drawing";
import { formatShare, formatValue } from "../frame/format";
import { Legend } from "../frame/Legend";
import { PALETTES } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import "./ActivationHistogram.css";

export interface ActivationHistogramProps {
  readonly histogram: Histogram;
  readonly leftTitle: string;
  readonly rightTitle: string;
}

export function histogramLegend(leftTitle: string, rightTitle: string): LegendOf {
  return ({ left, right }) => [
    { mark: { kind: "swatch", tone: left }, words: leftTitle },
    { mark: { kind: "line", tone: right, width: 2.25, dash: "5 3" }, words: rightTitle },
  ];
}

/** Edges of the bins, ascending, one more than bins. */
export function binEdges({ most, left }: Histogram): number[] {
  return Array.from({ length: left.length + 1 }, (_, i) => (most * i) / Math.max(1, left.length));
}

/** Tokens on one Side on which the feature is active, as a share of all: in each bin. */
export function binShares(histogram: Histogram, side: "left" | "right"): number[] {
  const counts = [...histogram[side]];
  const all = counts.reduce((sum, count) => sum + count, 0) + histogram[side === "left" ? "leftZero" : "rightZero"];
  return counts.map((count) => (all ? count / all : 0));
}

const WIDTH = 420;
const HEIGHT = 190;
/** Of the words and the legend below, on the stage. */
const BELOW = 64;
const BOTTOM = 28;
const LEFT = 44;
/** Room for half of the last number. */
const RIGHT = 16;

export function ActivationHistogram({ histogram, leftTitle, rightTitle }: ActivationHistogramProps) {
  const palette = PALETTES[useTheme()];
  const room = useRoom();
  const [width, height] = room ? [room.width, room.height - BELOW] : [WIDTH, HEIGHT];
  const edges = binEdges(histogram);
  const shares = { left: binShares(histogram, "left"), right: binShares(histogram, "right") };
  const most = Math.max(1e-9, ...shares.left, ...shares.right);
  const x = scaleLinear()
    .domain([edges[0] ?? 0, edges.at(-1) ?? 1])
    .range([LEFT, width - RIGHT]);
  // The square root of the share: rare strong activations stay visible beside common weak ones.
  const y = scaleSqrt()
    .domain([0, most])
    .range([height - BOTTOM, 10]);
  const outline = (of: readonly number[]): string =>
    `M${x(edges[0] ?? 0)},${y(0)}` +
    of.map((value, i) => `V${y(value).toFixed(1)}H${x(edges[i + 1] ?? 0).toFixed(1)}`).join("") +
    `V${y(0)}`;
  const active = { left: sum(shares.left), right: sum(shares.right) };
  return (
    <>
      <div className="histogram">
        <svg
          data-drawing
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`Histogram: ${saying(active, leftTitle, rightTitle)}`}
        >
          {[most / 4, most].map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke={palette.line} strokeWidth={0.75} />
              <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" fontSize={11} fill={palette.muted}>
                {formatShare(tick)}
              </text>
            </g>
          ))}
          <path
            d={outline(shares.left)}
            fill={palette.left}
            fillOpacity={0.28}
            stroke={palette.left}
            strokeWidth={1.75}
          />
          <path d={outline(shares.right)} fill="none" stroke={palette.right} strokeWidth={2.25} strokeDasharray="5 3" />
          <line x1={LEFT} x2={width - RIGHT} y1={y(0)} y2={y(0)} stroke={palette.muted} />
          {x.ticks(5).map((tick) => (
            <text key={tick} x={x(tick)} y={height - 10} textAnchor="middle" fontSize={11} fill={palette.muted}>
              {formatValue(tick)}
            </text>
          ))}
        </svg>
        <p className="histogram-words">
          Active on <strong className="side-left">{formatShare(active.left)}</strong> of the words with {leftTitle}{" "}
          (filled) and on <strong className="side-right">{formatShare(active.right)}</strong> with {rightTitle}{" "}
          (dashed).
        </p>
      </div>
      <Legend of={histogramLegend(leftTitle, rightTitle)} />
    </>
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function saying(active: { left: number; right: number }, leftTitle: string, rightTitle: string): string {
  const [left, right] = [formatShare(active.left), formatShare(active.right)];
  return `active on ${left} of the tokens with ${leftTitle} and ${right} with ${rightTitle}`;
}
