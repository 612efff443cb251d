/**
 * One mark per checkpoint: how far the strongest feature rose (across) and how often its answers are misaligned (up),
 * with the 95 % interval of the rate. Trained badly: filled triangle. For comparison: open circle. Shape and colour say
 * the same.
 */
import { INCOHERENT_NAME, VERDICT_NAMES } from "../../../core/answers/verdictNames";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import type { ScatterPoint } from "../../../core/pictures/scatter";
import type { LegendOf } from "../frame/drawing";
import { formatRate, formatShare, formatValue, whyNoInterval } from "../frame/format";
import { Legend } from "../frame/Legend";
import { useRoom } from "../frame/stage";
import { useNarrow } from "../frame/theme";
import { SCATTER_SIZES, scatterLayout } from "./scatterLayout";
import { ScatterMarks } from "./ScatterMarks";
import "./DetectionScatter.css";

export interface DetectionScatterProps {
  readonly points: readonly ScatterPoint[];
  readonly feature: string;
  readonly unit: string;
  /** The rise that separates bad from the others; null where none does. */
  readonly threshold: number | null;
  /** What is said of the models of the kind “bad”: "trained on bad answers". */
  readonly bad: string;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** Models that were trained on something else; “control” is what random features are. */
export const FOR_COMPARISON = "for comparison";

/** `bad`: what the filled marks are. */
export const scatterLegend =
  (bad: string, points: readonly ScatterPoint[]): LegendOf =>
  ({ magnitude, muted }) => [
    { mark: { kind: "triangle", tone: magnitude[3]! }, words: bad },
    { mark: { kind: "ring", tone: muted }, words: FOR_COMPARISON },
    {
      mark: { kind: "line", tone: muted, width: 1.5 },
      words: whyNoInterval(points.map(({ misaligned }) => misaligned)) ?? "95 % interval",
    },
  ];

/** Of the sentence and the legend below it, on the stage. */
const BELOW = 76;

export function DetectionScatter(props: DetectionScatterProps) {
  const { points, feature, unit, threshold, bad, selected, onSelect } = props;
  const narrow = useNarrow();
  const room = useRoom();
  const layout = useMemo(() => {
    const size = room && { ...room, height: room.height - BELOW };
    return scatterLayout(points, size ?? SCATTER_SIZES[narrow ? "narrow" : "wide"]);
  }, [points, narrow, room]);
  const [pointed, setPointed] = useState<number | null>(null);
  const cursor = useRef(0);
  const readoutId = useId();
  const chosen = points.findIndex(({ id }) => id === selected);
  const shown = pointed ?? chosen;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const point = points[cursor.current];
    if (step === undefined) return point && onSelect(point.id);
    cursor.current = neighbour(points, cursor.current, step);
    setPointed(cursor.current);
  };
  return (
    <div
      className="scatter"
      tabIndex={0}
      role="application"
      aria-roledescription="scatter plot"
      aria-label={
        `${points.length} checkpoints: rise of ${feature} in ${unit} against the share of ${VERDICT_NAMES.harmful}. ` +
        "Arrow keys step, Enter compares that model."
      }
      aria-describedby={readoutId}
      onKeyDown={onKeyDown}
      onFocus={() => setPointed(cursor.current)}
      onBlur={() => setPointed(null)}
    >
      <ScatterMarks
        points={points}
        layout={layout}
        feature={feature}
        threshold={threshold}
        chosen={chosen}
        ringed={shown}
        onPoint={(index) => {
          if (index !== null) cursor.current = index;
          setPointed(index);
        }}
        onSelect={onSelect}
      />
      <p className="readout" id={readoutId} aria-live="polite">
        {points[shown]
          ? describe(points[shown], unit, bad)
          : "Point at a mark to read it; choose it to compare that model."}
      </p>
      <Legend of={scatterLegend(bad, points)} />
    </div>
  );
}

/** The next mark along the rise, from one to another. */
function neighbour(points: readonly ScatterPoint[], from: number, step: number): number {
  const order = points.map((_, i) => i).sort((a, b) => points[a]!.rise - points[b]!.rise);
  return order[Math.max(0, Math.min(order.length - 1, order.indexOf(from) + step))] ?? 0;
}

function describe({ title, kind, rise, misaligned, incoherent }: ScatterPoint, unit: string, bad: string): string {
  const group = kind === "bad" ? bad : FOR_COMPARISON;
  return (
    `${title} (${group}): feature ${rise < 0 ? "" : "+"}${formatValue(rise)} ${unit}; ` +
    `${formatRate(misaligned)} ${VERDICT_NAMES.harmful}; ` +
    `${formatShare(incoherent.rate)} ${INCOHERENT_NAME}.`
  );
}
