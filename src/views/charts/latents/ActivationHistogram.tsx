/**
 * How often one feature is how active, on the left and on the right: two outlines over one axis, the left filled, the right
 * dashed, so that they are told apart without colour. Silent tokens are counted in words, not drawn.
 */
import { scaleLinear, scaleSqrt } from "d3-scale";
import { formatShare, formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { useTheme } from "../frame/theme";
import "./ActivationHistogram.css";

export interface ActivationHistogramProps {
  /** Edges of the bins, ascending, one more than bins. */
  readonly edges: readonly number[];
  /** Tokens in each bin, on either Side; tokens on which the feature is silent are in none. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** All tokens on either Side. */
  readonly tokens: { readonly left: number; readonly right: number };
  readonly leftTitle: string;
  readonly rightTitle: string;
}

const WIDTH = 420;
const HEIGHT = 190;
const BOTTOM = 28;
const LEFT = 44;

export function ActivationHistogram(props: ActivationHistogramProps) {
  const { edges, left, right, tokens, leftTitle, rightTitle } = props;
  const palette = PALETTES[useTheme()];
  const share = (counts: readonly number[], all: number): number[] => counts.map((count) => (all ? count / all : 0));
  const shares = { left: share(left, tokens.left), right: share(right, tokens.right) };
  const most = Math.max(1e-9, ...shares.left, ...shares.right);
  const x = scaleLinear()
    .domain([edges[0] ?? 0, edges.at(-1) ?? 1])
    .range([LEFT, WIDTH - 8]);
  // The square root of the share: rare strong activations stay visible beside common weak ones.
  const y = scaleSqrt()
    .domain([0, most])
    .range([HEIGHT - BOTTOM, 10]);
  const outline = (of: readonly number[]): string =>
    `M${x(edges[0] ?? 0)},${y(0)}` +
    of.map((value, i) => `V${y(value).toFixed(1)}H${x(edges[i + 1] ?? 0).toFixed(1)}`).join("") +
    `V${y(0)}`;
  const active = { left: shares.left.reduce((a, b) => a + b, 0), right: shares.right.reduce((a, b) => a + b, 0) };
  return (
    <div className="histogram">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Histogram: ${saying(active, leftTitle, rightTitle)}`}
      >
        {[most / 4, most].map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(tick)} y2={y(tick)} stroke={palette.line} strokeWidth={0.75} />
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
        <line x1={LEFT} x2={WIDTH - 8} y1={y(0)} y2={y(0)} stroke={palette.muted} />
        {x.ticks(5).map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - 10} textAnchor="middle" fontSize={11} fill={palette.muted}>
            {formatValue(tick)}
          </text>
        ))}
      </svg>
      <p className="histogram-words">
        Active on <strong className="side-left">{formatShare(active.left)}</strong> of the words with {leftTitle}{" "}
        (filled) and on <strong className="side-right">{formatShare(active.right)}</strong> with {rightTitle} (dashed).
      </p>
    </div>
  );
}

function saying(active: { left: number; right: number }, leftTitle: string, rightTitle: string): string {
  return `active on ${formatShare(active.left)} of the tokens with ${leftTitle} and ${formatShare(active.right)} with ${rightTitle}`;
}
