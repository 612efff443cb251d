/**
 * The neurons that changed most: where each stood on the left, where it stands on the right, on one shared axis.
 */
import { scaleLinear } from "d3-scale";
import type { NeuronChange } from "../../../core/compare/neurons";
import { formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { textWidth } from "../frame/textWidth";
import { useRoom } from "../frame/stage";
import { useTheme } from "../frame/theme";
import "./NeuronBars.css";

const WIDTH = 420;
const ROW = 22;
const AXIS = 26;
const SMALL = 11;
const LABEL = 62;
/** Least room for "0.08 → 2.31" at the end of a row. */
const NUMBERS = 110;

export function NeuronBars({
  neurons: all,
  title,
}: {
  readonly neurons: readonly NeuronChange[];
  readonly title: string;
}) {
  const palette = PALETTES[useTheme()];
  const room = useRoom();
  const width = room?.width ?? WIDTH;
  const neurons = room ? all.slice(0, Math.floor((room.height - AXIS) / ROW)) : all;
  const moves = neurons.map(({ left, right }) => `${formatValue(left)} → ${formatValue(right)}`);
  const numbers = Math.max(NUMBERS, ...moves.map((move) => textWidth(move, SMALL) + 14));
  const values = neurons.flatMap(({ left, right }) => [left, right]);
  const x = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values)])
    .nice()
    .range([LABEL, width - numbers]);
  const height = neurons.length * ROW + AXIS;
  return (
    <svg
      className="neurons"
      data-drawing
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}: ${neurons.length} neurons, largest change first`}
    >
      {x.ticks(4).map((tick) => (
        <g key={tick}>
          <line
            x1={x(tick)}
            x2={x(tick)}
            y1={0}
            y2={height - 22}
            stroke={palette.line}
            strokeWidth={tick === 0 ? 1.5 : 0.75}
          />
          <text x={x(tick)} y={height - 8} textAnchor="middle" fontSize={SMALL} fill={palette.muted}>
            {formatValue(tick)}
          </text>
        </g>
      ))}
      {neurons.map(({ neuron, left, right }, i) => {
        const y = i * ROW + 12;
        return (
          <g key={neuron}>
            <text x={0} y={y + 4} fontSize={12} fill={palette.ink}>{`n ${neuron}`}</text>
            <line x1={x(left)} x2={x(right)} y1={y} y2={y} stroke={palette.muted} strokeWidth={2} />
            <circle cx={x(left)} cy={y} r={5} fill={palette.left} />
            <rect x={x(right) - 4.5} y={y - 4.5} width={9} height={9} fill={palette.right} />
            <text x={width} y={y + 4} textAnchor="end" fontSize={SMALL} fill={palette.muted}>
              {moves[i]}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
