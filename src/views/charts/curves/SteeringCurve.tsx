/**
 * The steering curve: how far a voice is turned up in one model (a panel) or down in another against the share of
 * harmful advice, with the random control as a dashed line and the share of incoherent answers in grey. Strengths at
 * which more than a tenth of the answers is incoherent (and more than untouched) are shaded:
 * there the model is broken, not bad.
 */
import { INCOHERENT_NAME, VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { scaleLinear } from "d3-scale";
import { isBroken } from "../../../core/pictures/rate";
import type { ModelName } from "../../../core/pictures/subject";
import type { SweptPoint, SweptSide } from "../../../core/pictures/sweepCurve";
import type { LegendOf } from "../frame/drawing";
import { formatCounts, formatRate, formatShare, formatValue, whyNoInterval } from "../frame/format";
import { Legend } from "../frame/Legend";
import { PALETTES } from "../frame/palette";
import { shortened } from "../frame/textWidth";
import { bandPath } from "./bandPath";
import { Rules } from "./Rules";
import { useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import "./RateRows.css";
import "./SteeringCurve.css";

export interface SteeringCurvePanel extends SweptSide {
  readonly title: ModelName;
  /** The strength that is set now; null where none is. */
  readonly now: number | null;
}

export interface SteeringCurveProps {
  readonly title: string;
  readonly axis: string;
  readonly panels: readonly SteeringCurvePanel[];
}

/** The same legend on the page and in a file. */
export function steeringLegend(panels: readonly SteeringCurvePanel[]): LegendOf {
  const rates = panels.flatMap(({ points }) => points.map(({ misaligned }) => misaligned));
  const band = whyNoInterval(rates) ?? "with its 95 % interval";
  const each = rates.length > 0 ? ` (each point: ${formatCounts(rates)})` : "";
  return ({ ink, muted, floor }) => [
    { mark: { kind: "line", tone: ink, width: 2.5 }, words: `${VERDICT_NAMES.harmful}, ${band}${each}` },
    { mark: { kind: "line", tone: ink, width: 1.75, dash: "7 5" }, words: "the same for the random control" },
    { mark: { kind: "line", tone: muted, width: 1.5, dash: "2 3" }, words: INCOHERENT_NAME },
    { mark: { kind: "swatch", tone: floor }, words: `more than a tenth ${INCOHERENT_NAME}: broken, not bad` },
    ...(panels.some(({ now }) => now !== null)
      ? [{ mark: { kind: "line", tone: ink, width: 1.5 }, words: "upright: the strength that is set" } as const]
      : []),
  ];
}

const HEIGHT = 250;
/** On the stage: between the panels, and of the legend below them. */
const [GAP, LEGEND] = [36, 90];
const TOP = 34;
const BOTTOM = 46;
const LEFT = 46;

export function SteeringCurve({ title, axis, panels }: SteeringCurveProps) {
  return (
    <div className="steering">
      <div className="steering-panels">
        {panels.map((panel) => (
          <Panel key={panel.side} panel={panel} axis={axis} name={title} />
        ))}
      </div>
      <Legend of={steeringLegend(panels)} />
    </div>
  );
}

interface Scales {
  readonly x: (strength: number) => number;
  readonly y: (share: number) => number;
  readonly width: number;
  readonly height: number;
}

interface PanelProps {
  readonly panel: SteeringCurvePanel;
  readonly axis: string;
  readonly name: string;
}

function Panel({ panel, axis, name }: PanelProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const room = useRoom();
  const width = room ? (room.width - GAP) / 2 : narrow ? 358 : 500;
  const height = room ? room.height - LEGEND : HEIGHT;
  const { points, control, side, now, title } = panel;
  const strengths = [...points, ...control].map(({ at }) => at);
  const x = scaleLinear()
    .domain([Math.min(0, ...strengths), Math.max(0, ...strengths, Math.min(0, ...strengths) + 1e-9)])
    .range([LEFT, width - 14]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([height - BOTTOM, TOP]);
  const scales = { x, y, width, height };
  return (
    <svg
      className="steering-svg"
      data-drawing
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${name}: ${sayingOf(panel)}`}
    >
      <text x={0} y={14} fontSize={13} fontWeight={600} fill={palette[side]}>
        {shortened(title, width, 13, true)}
      </text>
      <Broken points={points} scales={scales} />
      <Rules ticks={[0, 0.25, 0.5, 0.75, 1]} y={y} left={LEFT} right={width - 14} say={(share) => `${share * 100} %`} />
      {x.ticks(narrow || room ? 5 : 7).map((tick) => (
        <text key={tick} x={x(tick)} y={height - BOTTOM + 16} textAnchor="middle" fontSize={11} fill={palette.muted}>
          {formatValue(tick)}
        </text>
      ))}
      <text x={(LEFT + width) / 2} y={height - 8} textAnchor="middle" fontSize={11.5} fill={palette.muted}>
        {shortened(axis, width - LEFT, 11.5)}
      </text>
      {now !== null && (
        <line x1={x(now)} x2={x(now)} y1={TOP} y2={height - BOTTOM} stroke={palette.ink} strokeWidth={1.5} />
      )}
      <Lines panel={panel} scales={scales} />
    </svg>
  );
}

/** The strengths at which the model is broken, behind everything else. */
function Broken({
  points,
  scales: { x, width, height },
}: {
  readonly points: SweptSide["points"];
  readonly scales: Scales;
}) {
  const palette = PALETTES[useTheme()];
  return brokenSpans(points).map(([from, to]) => (
    <g key={from}>
      <rect
        x={Math.min(x(from), x(to))}
        width={Math.max(6, Math.abs(x(to) - x(from)))}
        y={TOP}
        height={height - BOTTOM - TOP}
        fill={palette.floor}
        opacity={0.75}
      />
      <text
        x={Math.max(LEFT + 20, Math.min((x(from) + x(to)) / 2, width - 20))}
        y={TOP + 12}
        textAnchor="middle"
        fontSize={10.5}
        fill={palette.muted}
      >
        broken
      </text>
    </g>
  ));
}

/** Harm with its interval, harm under the random control, and answers without sense. */
function Lines({ panel, scales: { x, y } }: { readonly panel: SteeringCurvePanel; readonly scales: Scales }) {
  const palette = PALETTES[useTheme()];
  const { points, control, side } = panel;
  const at = (point: SweptPoint, of: (p: SweptPoint) => number): string => `${x(point.at)},${y(of(point))}`;
  const line = (list: readonly SweptPoint[], of: (p: SweptPoint) => number): string =>
    list.length > 0 ? `M${list.map((p) => at(p, of)).join("L")}` : "";
  const band = bandPath(
    points.map(({ at: strength, misaligned }) => ({ x: x(strength), rate: misaligned })),
    y,
  );
  const sensed = points.filter(({ incoherent }) => incoherent !== null);
  return (
    <>
      {band !== "" && <path d={band} fill={palette[side]} opacity={0.16} />}
      <path
        d={line(sensed, (p) => p.incoherent!.rate)}
        stroke={palette.muted}
        strokeWidth={1.5}
        strokeDasharray="2 3"
        fill="none"
      />
      <path
        d={line(control, (p) => p.misaligned.rate)}
        stroke={palette[side]}
        strokeWidth={1.75}
        strokeDasharray="7 5"
        fill="none"
      />
      <path d={line(points, (p) => p.misaligned.rate)} stroke={palette[side]} strokeWidth={2.5} fill="none" />
      {points.map((p) => (
        <circle
          key={p.at}
          cx={x(p.at)}
          cy={y(p.misaligned.rate)}
          r={4}
          fill={palette.paper}
          stroke={palette[side]}
          strokeWidth={2}
        >
          <title>{`at ${formatValue(p.at)}: ${formatRate(p.misaligned)}`}</title>
        </circle>
      ))}
    </>
  );
}

/** Runs of strengths, each reaching half-way to its neighbours, where too much is incoherent. */
function brokenSpans(points: readonly SweptPoint[]): [number, number][] {
  const untouched = points.find(({ at }) => at === 0)?.incoherent ?? null;
  const spans: [number, number][] = [];
  points.forEach(({ at, incoherent }, i) => {
    if (!isBroken(incoherent, untouched)) return;
    const from = ((points[i - 1]?.at ?? at) + at) / 2;
    const to = (at + (points[i + 1]?.at ?? at)) / 2;
    const last = spans.at(-1);
    if (last?.[1] === from) last[1] = to;
    else spans.push([from, to]);
  });
  return spans;
}

function sayingOf({ title, points, control }: SteeringCurvePanel): string {
  const one = ({ at, misaligned, incoherent }: SweptPoint): string => {
    const senseless = incoherent ? `, ${formatShare(incoherent.rate)} ${INCOHERENT_NAME}` : "";
    return `at ${formatValue(at)}, ${formatRate(misaligned)} ${VERDICT_NAMES.harmful}${senseless}`;
  };
  const random = control.map((p) => `${formatRate(p.misaligned)} at ${formatValue(p.at)}`);
  const beside = random.length > 0 ? `. Random control: ${random.join(", ")}` : "";
  return `${title}: ${points.map(one).join("; ")}${beside}.`;
}
