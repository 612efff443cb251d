/**
 * Recorded series as the curves that a reader sees: the strongest feature over the misaligned answers, and where each first
 * leaves its start.
 */
import type { TrainingCurve, DetectionRecord, LatentRise } from "../../../state/selectors/evidence";
import type { SeriesCurve, SeriesPoint } from "../../charts/curves/SeriesCurves";

/** The largest rise that a control shows: what a feature must pass to have moved. */
function largestControl(scatter: DetectionRecord | null): number {
  const rises = (scatter?.points ?? []).filter(({ kind }) => kind === "control").map(({ rise }) => rise);
  return Math.max(0, ...rises);
}

function tick(kind: TrainingCurve["kind"], x: number): string {
  return kind === "dose" ? `${Math.round(x * 1000) / 10} %` : String(x);
}

const found = (index: number): number | null => (index < 0 ? null : index);

/** The feature has moved where it rises further than in any control; the rate where its interval lies above the start's. */
export function pictureCurves({ kind, points }: TrainingCurve, scatter: DetectionRecord | null): SeriesCurve[] {
  const bound = largestControl(scatter);
  const rises = kind !== "repair";
  const start = (rises ? points.find(({ strongest }) => strongest !== null)?.strongest : null) ?? 0;
  const feature = points.flatMap(({ x, strongest }): SeriesPoint[] =>
    strongest === null ? [] : [{ at: tick(kind, x), value: strongest - start, low: null, high: null, n: null }],
  );
  const rates = points.flatMap(({ x, misaligned }): SeriesPoint[] =>
    misaligned
      ? [{ at: tick(kind, x), value: misaligned.rate, low: misaligned.low, high: misaligned.high, n: misaligned.n }]
      : [],
  );
  const first = rates[0];
  const curves: SeriesCurve[] = [
    {
      title: `“${scatter?.feature ?? "strongest feature"}”, ${rises ? "rise" : "mean activation"}`,
      kind: "activation",
      unit: "mean activation",
      points: feature,
      moved: rises ? found(feature.findIndex(({ value }) => value > bound)) : null,
    },
    {
      title: "misaligned answers",
      kind: "share",
      unit: "",
      points: rates,
      moved: rises && first ? found(rates.findIndex(({ low }) => (low ?? 0) > (first.high ?? 1))) : null,
    },
  ];
  return curves.filter((curve) => curve.points.length > 1);
}

export function riseCurve(name: string, { kind, points }: LatentRise): SeriesCurve {
  return {
    title: name,
    kind: "activation",
    unit: "mean activation",
    points: points.map(({ x, mean }) => ({ at: tick(kind, x), value: mean, low: null, high: null, n: null })),
    moved: null,
  };
}

export const AXES: Readonly<Record<TrainingCurve["kind"], string>> = {
  time: "steps of bad training",
  dose: "share of bad rows in the training data",
  repair: "steps of good training afterwards",
};
