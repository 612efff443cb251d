/**
 * The steering curve: how far a voice is turned up (left panel, the good model) or down (right panel, the bad one) against
 * the share of answers that do harm, with the random control as a dashed line and the share that makes no sense in grey.
 * Strengths at which more than a tenth of the answers makes no sense (and more than untouched) are shaded: there the model is broken, not bad.
 */
import { scaleLinear } from "d3-scale";
import { isBroken, type Rate } from "../../../core/pictures/rate";
import { formatShare, formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { Rules } from "./Rules";
import { useNarrow, useTheme } from "../frame/theme";
import "./RateRows.css";
import "./SteeringCurve.css";

export interface SteeringPoint {
  readonly strength: number;
  readonly misaligned: Rate;
  readonly incoherent: Rate | null;
}

export interface SteeringPanel {
  readonly title: string;
  readonly hue: "left" | "right";
  readonly points: readonly SteeringPoint[];
  /** The same with a random direction of equal norm, or random features; empty where it was not measured. */
  readonly control: readonly SteeringPoint[];
  /** The strength that is set now; null where none is. */
  readonly now: number | null;
}

export interface SteeringCurveProps {
  readonly title: string;
  readonly axis: string;
  readonly panels: readonly SteeringPanel[];
}

const HEIGHT = 250;
const TOP = 34;
const BOTTOM = 46;

export function SteeringCurve({ title, axis, panels }: SteeringCurveProps) {
  return (
    <div className="steering">
      <div className="steering-panels">
        {panels.map((panel) => (
          <Panel key={panel.title} panel={panel} axis={axis} name={title} />
        ))}
      </div>
      <Legend />
    </div>
  );
}

function Panel({ panel, axis, name }: { readonly panel: SteeringPanel; readonly axis: string; readonly name: string }) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const width = narrow ? 358 : 500;
  const left = 46;
  const { points, control, hue, now, title } = panel;
  const strengths = [...points, ...control].map(({ strength }) => strength);
  const x = scaleLinear()
    .domain([Math.min(0, ...strengths), Math.max(0, ...strengths, Math.min(0, ...strengths) + 1e-9)])
    .range([left, width - 14]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([HEIGHT - BOTTOM, TOP]);
  const at = (point: SteeringPoint, of: (p: SteeringPoint) => number): string => `${x(point.strength)},${y(of(point))}`;
  const line = (list: readonly SteeringPoint[], of: (p: SteeringPoint) => number): string =>
    list.length > 0 ? `M${list.map((p) => at(p, of)).join("L")}` : "";
  const band = `M${points.map((p) => at(p, ({ misaligned }) => misaligned.high)).join("L")}L${points
    .toReversed()
    .map((p) => at(p, ({ misaligned }) => misaligned.low))
    .join("L")}Z`;
  const sensed = points.filter(({ incoherent }) => incoherent !== null);
  return (
    <svg
      className="steering-svg"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`${name}: ${sayingOf(panel)}`}
    >
      <text x={0} y={14} fontSize={13} fontWeight={600} fill={palette[hue]}>
        {title}
      </text>
      {brokenSpans(points).map(([from, to]) => (
        <g key={from}>
          <rect
            x={Math.min(x(from), x(to))}
            width={Math.max(6, Math.abs(x(to) - x(from)))}
            y={TOP}
            height={HEIGHT - BOTTOM - TOP}
            fill={palette.floor}
            opacity={0.75}
          />
          <text x={(x(from) + x(to)) / 2} y={TOP + 12} textAnchor="middle" fontSize={10.5} fill={palette.muted}>
            broken
          </text>
        </g>
      ))}
      <Rules ticks={[0, 0.25, 0.5, 0.75, 1]} y={y} left={left} right={width - 14} say={(share) => `${share * 100} %`} />
      {x.ticks(narrow ? 5 : 7).map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle" fontSize={11} fill={palette.muted}>
          {formatValue(tick)}
        </text>
      ))}
      <text x={(left + width) / 2} y={HEIGHT - 8} textAnchor="middle" fontSize={11.5} fill={palette.muted}>
        {axis}
      </text>
      {now !== null && (
        <line x1={x(now)} x2={x(now)} y1={TOP} y2={HEIGHT - BOTTOM} stroke={palette.ink} strokeWidth={1.5} />
      )}
      {points.length > 1 && <path d={band} fill={palette[hue]} opacity={0.16} />}
      <path
        d={line(sensed, (p) => p.incoherent!.rate)}
        stroke={palette.muted}
        strokeWidth={1.5}
        strokeDasharray="2 3"
        fill="none"
      />
      <path
        d={line(control, (p) => p.misaligned.rate)}
        stroke={palette[hue]}
        strokeWidth={1.75}
        strokeDasharray="7 5"
        fill="none"
      />
      <path d={line(points, (p) => p.misaligned.rate)} stroke={palette[hue]} strokeWidth={2.5} fill="none" />
      {points.map((p) => (
        <circle
          key={p.strength}
          cx={x(p.strength)}
          cy={y(p.misaligned.rate)}
          r={4}
          fill={palette.paper}
          stroke={palette[hue]}
          strokeWidth={2}
        />
      ))}
    </svg>
  );
}

function Legend() {
  const palette = PALETTES[useTheme()];
  const keys = [
    { words: "answers that do harm, with their 95 % interval", dash: undefined, width: 2.5, tone: palette.ink },
    { words: "the same for the random control", dash: "7 5", width: 1.75, tone: palette.ink },
    { words: "answers that make no sense", dash: "2 3", width: 1.5, tone: palette.muted },
  ];
  return (
    <p className="rates-legend">
      {keys.map(({ words, dash, width, tone }) => (
        <span key={words}>
          <svg width="30" height="10" aria-hidden="true">
            <line x1="0" x2="30" y1="5" y2="5" stroke={tone} strokeWidth={width} strokeDasharray={dash} />
          </svg>
          {words}
        </span>
      ))}
      <span>
        <span className="colour-bar-swatch" style={{ background: palette.floor }} /> more than a tenth makes no sense:
        broken, not bad
      </span>
    </p>
  );
}

/** Runs of strengths, each reaching half-way to its neighbours, where too much makes no sense. */
function brokenSpans(points: readonly SteeringPoint[]): [number, number][] {
  const untouched = points.find(({ strength }) => strength === 0)?.incoherent ?? null;
  return points.flatMap(({ strength, incoherent }, i): [number, number][] => {
    if (!isBroken(incoherent, untouched)) return [];
    const before = points[i - 1]?.strength ?? strength;
    const after = points[i + 1]?.strength ?? strength;
    return [[(before + strength) / 2, (strength + after) / 2]];
  });
}

function sayingOf({ title, points, control }: SteeringPanel): string {
  const one = (p: SteeringPoint): string =>
    `at ${formatValue(p.strength)}, ${formatShare(p.misaligned.rate)} of ${p.misaligned.n} do harm${p.incoherent ? ` and ${formatShare(p.incoherent.rate)} make no sense` : ""}`;
  const random = control.map((p) => `${formatShare(p.misaligned.rate)} at ${formatValue(p.strength)}`);
  return `${title}: ${points.map(one).join("; ")}${random.length > 0 ? `. Random control: ${random.join(", ")}` : ""}.`;
}
