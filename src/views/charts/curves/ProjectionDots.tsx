/**
 * The monitor: how far the last token of the prompt, before a word is spoken, already points along each persona
 * direction, on the left (circle) and on the right (square).
 */
import { scaleLinear } from "d3-scale";
import type { ModelName } from "../../../core/pictures/subject";
import type { LegendOf } from "../frame/drawing";
import { formatValue } from "../frame/format";
import { Legend } from "../frame/Legend";
import type { PairNames } from "../frame/pairNames";
import { PALETTES } from "../frame/palette";
import { shortened } from "../frame/textWidth";
import { ShownOf } from "../frame/ShownOf";
import { useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import "./ProjectionDots.css";

export interface Projection {
  /** What is projected on: a direction, or a prompt. */
  readonly label: string;
  readonly left: number;
  readonly right: number;
}

export interface ProjectionDotsProps {
  readonly title: string;
  readonly projections: readonly Projection[];
  readonly unit: string;
  readonly leftTitle: ModelName;
  readonly rightTitle: ModelName;
}

const [ROW, ROW_ON_STAGE] = [24, 18];
/** Numbers and unit under the dots; on the stage, the legend below and how many there are. */
const [AXIS, BELOW] = [40, 42];

export function projectionLegend(leftTitle: ModelName, rightTitle: ModelName): LegendOf {
  return ({ left, right }) => [
    { mark: { kind: "dot", tone: left }, words: leftTitle },
    { mark: { kind: "square", tone: right }, words: rightTitle },
  ];
}

export function ProjectionDots({ title, projections: all, unit, leftTitle, rightTitle }: ProjectionDotsProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const room = useRoom();
  const width = room?.width ?? (narrow ? 358 : 640);
  const label = room ? Math.min(230, width / 3) : narrow ? 128 : 250;
  const row = room ? ROW_ON_STAGE : ROW;
  const most = room ? Math.max(1, Math.floor((room.height - AXIS - BELOW) / row)) : all.length;
  const projections = all.slice(0, most);
  const values = projections.flatMap(({ left, right }) => [left, right]);
  const x = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values)])
    .nice()
    .range([label + 12, width - 10]);
  const height = projections.length * row + AXIS;
  return (
    <>
      <svg
        className="dots"
        data-drawing
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}: ${saying(projections, unit, { left: leftTitle, right: rightTitle })}`}
      >
        {x.ticks(5).map((tick) => (
          <g key={tick}>
            <line
              x1={x(tick)}
              x2={x(tick)}
              y1={0}
              y2={height - 36}
              stroke={palette.line}
              strokeWidth={tick === 0 ? 1.5 : 0.75}
            />
            <text x={x(tick)} y={height - 22} textAnchor="middle" fontSize={11} fill={palette.muted}>
              {formatValue(tick)}
            </text>
          </g>
        ))}
        <text x={(label + width) / 2} y={height - 4} textAnchor="middle" fontSize={12} fill={palette.muted}>
          {unit}
        </text>
        {projections.map(({ label: name, left, right }, i) => {
          const y = i * row + row / 2 + 1;
          return (
            <g key={i}>
              <title>{name}</title>
              <text x={label} y={y + 4} textAnchor="end" fontSize={12} fill={palette.ink}>
                {shortened(name, label, 12)}
              </text>
              <line x1={x(left)} x2={x(right)} y1={y} y2={y} stroke={palette.muted} strokeWidth={1.5} />
              <circle cx={x(left)} cy={y} r={5} fill={palette.left} />
              <rect x={x(right) - 4.5} y={y - 4.5} width={9} height={9} fill={palette.right} />
            </g>
          );
        })}
      </svg>
      <Legend of={projectionLegend(leftTitle, rightTitle)} />
      <ShownOf shown={projections.length} all={all.length} />
    </>
  );
}

function saying(projections: readonly Projection[], unit: string, { left, right }: PairNames): string {
  const mean = (of: "left" | "right"): number =>
    projections.reduce((sum, projection) => sum + projection[of], 0) / Math.max(1, projections.length);
  return `mean ${formatValue(mean("left"))} in ${left}, ${formatValue(mean("right"))} in ${right}, in ${unit}`;
}
