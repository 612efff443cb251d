/**
 * ROC curves of one monitor that is shown different things: across, the share of negatives that it flags; up, that of
 * positives. The dashed diagonal is chance; a dot is where the chosen threshold lies.
 */
import { scaleLinear } from "d3-scale";
import type { LegendOf } from "../frame/drawing";
import { formatCountedShare } from "../frame/format";
import { Legend } from "../frame/Legend";
import { type Palette, PALETTES } from "../frame/palette";
import { useNarrow, useTheme } from "../frame/theme";
import { Rules } from "./Rules";
import "./RocCurves.css";

/** Shares 0 … 1. */
export interface RocPlace {
  readonly fpr: number;
  readonly tpr: number;
}

export interface RocCurve {
  readonly name: string;
  /** "0.93 (0.88–0.96)" */
  readonly area: string;
  /** From 0, 0 to 1, 1. */
  readonly points: readonly RocPlace[];
  readonly at: RocPlace;
}

export interface RocCurvesProps {
  readonly title: string;
  readonly curves: readonly RocCurve[];
}

/** Around the square: room for names, and for half of the last number. */
const [LEFT, BOTTOM, EDGE] = [52, 44, 22];
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const LOOKS = 4;

/** Told apart by dashes as well as by colour. */
function looksOf({ magnitude, ink, left, right }: Palette) {
  return [
    { tone: magnitude[3]!, width: 2.5, dash: "" },
    { tone: ink, width: 2, dash: "7 4" },
    { tone: left, width: 2.5, dash: "2 3" },
    { tone: right, width: 2.5, dash: "9 3 2 3" },
  ] as const;
}

const coincide = (a: readonly RocPlace[], b: readonly RocPlace[]): boolean =>
  a.length === b.length && a.every(({ fpr, tpr }, i) => fpr === b[i]!.fpr && tpr === b[i]!.tpr);

/** A curve that lies on an earlier one, and hides it, says so. */
export function rocLegend(curves: readonly RocCurve[]): LegendOf {
  return (palette) =>
    curves.map(({ name, area }, i) => {
      const { tone, width, dash } = looksOf(palette)[i % LOOKS]!;
      const same = curves.slice(0, i).find((other) => coincide(other.points, curves[i]!.points));
      const mark = { kind: "line", tone, width, ...(dash && { dash }) } as const;
      return { mark, words: `${name}, area ${area}${same ? `: the same curve as ${same.name}` : ""}` };
    });
}

export function RocCurves({ title, curves, withLegend = true }: RocCurvesProps & { readonly withLegend?: boolean }) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const side = narrow ? 280 : 360;
  const [width, height] = [LEFT + side + EDGE, EDGE + side + BOTTOM];
  const x = scaleLinear().range([LEFT, LEFT + side]);
  const y = scaleLinear().range([EDGE + side, EDGE]);
  const path = (points: readonly RocPlace[]): string =>
    `M${points.map(({ fpr, tpr }) => `${x(fpr).toFixed(1)},${y(tpr).toFixed(1)}`).join("L")}`;
  return (
    <>
      <svg
        className="roc"
        data-drawing
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}. ${curves.map(saying).join(" ")}`}
      >
        <Rules ticks={TICKS} y={y} left={LEFT} right={LEFT + side} say={formatCountedShare} />
        {TICKS.map((tick) => (
          <text key={tick} x={x(tick)} y={EDGE + side + 17} textAnchor="middle" fontSize={11} fill={palette.muted}>
            {formatCountedShare(tick)}
          </text>
        ))}
        <text x={LEFT + side / 2} y={height - 6} textAnchor="middle" fontSize={12} fill={palette.muted}>
          share of negatives flagged (FPR)
        </text>
        <text
          transform={`translate(12 ${EDGE + side / 2}) rotate(-90)`}
          textAnchor="middle"
          fontSize={12}
          fill={palette.muted}
        >
          share of positives flagged (TPR)
        </text>
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} stroke={palette.muted} strokeWidth={1} strokeDasharray="3 4" />
        {curves.map(({ name, points }, i) => {
          const { tone, width: wide, dash } = looksOf(palette)[i % LOOKS]!;
          return (
            <path
              key={name}
              d={path(points)}
              fill="none"
              stroke={tone}
              strokeWidth={wide}
              {...(dash && { strokeDasharray: dash })}
            />
          );
        })}
        {curves.map(({ name, at }, i) => (
          <circle
            key={name}
            cx={x(at.fpr)}
            cy={y(at.tpr)}
            r={5}
            fill={palette.paper}
            stroke={looksOf(palette)[i % LOOKS]!.tone}
            strokeWidth={2.5}
          >
            <title>{`${name}: ${placed(at)}`}</title>
          </circle>
        ))}
      </svg>
      {withLegend && <Legend of={rocLegend(curves)} />}
    </>
  );
}

const placed = ({ fpr, tpr }: RocPlace): string => `TPR ${formatCountedShare(tpr)}, FPR ${formatCountedShare(fpr)}`;
const saying = ({ name, area, at }: RocCurve): string => `${name}: area ${area}; at the threshold ${placed(at)}.`;
