/** The horizontal rules of a value axis, each with its value beside it; the one at zero is the strongest. */
import { PALETTES } from "../frame/palette";
import { useTheme } from "../frame/theme";

export interface RulesProps {
  readonly ticks: readonly number[];
  /** From a value to its height in the picture. */
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly say: (value: number) => string;
}

export function Rules({ ticks, y, left, right, say }: RulesProps) {
  const palette = PALETTES[useTheme()];
  return ticks.map((tick) => (
    <g key={tick}>
      <line
        x1={left}
        x2={right}
        y1={y(tick)}
        y2={y(tick)}
        stroke={palette.line}
        strokeWidth={tick === 0 ? 1.25 : 0.6}
      />
      <text x={left - 6} y={y(tick) + 4} textAnchor="end" fontSize={11} fill={palette.muted}>
        {say(tick)}
      </text>
    </g>
  ));
}
