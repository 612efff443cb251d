/**
 * What was recorded along training time, along the share of bad data and along a repair: the curves of the strongest
 * feature and of the answers, the rise of any one feature, and the checkpoints that a slider can stop at.
 */
import { VERDICT_NAMES } from "../../core/answers/verdictNames";
import type { Curve, CurvePoint } from "../../core/pictures/curve";
import type { SeriesEvidence } from "../../model/hosted/evidence";
import type { Series } from "../../model/hosted/offers";
import { selector, selectorBy } from "../memo";
import { type Detection, detection } from "./evidence";
import { evidenceOf, recordOf } from "./personas";

export type SeriesKind = Series["kind"];

const KINDS: readonly SeriesKind[] = ["time", "dose", "repair"];
const UNIT = "mean activation";

/** Curves over one axis, and the models that they were measured on. */
export interface RecordedSeries {
  readonly kind: SeriesKind;
  /** Whose rows: the domain of the data; null where it is not said. */
  readonly rows: string | null;
  /** Checkpoints that can be loaded, along the axis. */
  readonly checkpoints: readonly string[];
  /** How many models were measured; some are kept as numbers alone. */
  readonly measured: number;
  readonly curves: readonly Curve[];
}

/** The strongest feature over the misaligned answers: one entry for each kind and domain of rows that has a curve. */
export const recordedSeries = selector(
  (state) => [evidenceOf(state), detection(state)],
  (evidence, found): readonly RecordedSeries[] =>
    KINDS.flatMap((kind) =>
      byRows(kind, evidence?.[kind] ?? []).map((points) => ({
        ...aboutOf(kind, points),
        curves: strongestCurves(kind, points, found),
      })),
    ).filter(({ curves }) => curves.length > 0),
);

/** One feature's recorded mean activation along each series; empty where it was not recorded. */
export const latentRise = selectorBy(
  (state, _latent: number) => [evidenceOf(state), recordOf(state)],
  (latent, evidence, record): readonly RecordedSeries[] => {
    const means = record?.means.get(latent);
    if (!means || !evidence) return [];
    const meanOf = (kind: SeriesKind, point: SeriesEvidence): number | null =>
      means.get(seriesKey(kind, point)) ?? means.get(point.checkpoint ?? "") ?? null;
    return KINDS.flatMap((kind) =>
      byRows(kind, evidence[kind]).map((all) => {
        const points = all.filter((point) => meanOf(kind, point) !== null);
        const curve = (of: readonly CurvePoint[]): Curve => ({
          title: UNIT,
          kind: "activation",
          unit: UNIT,
          points: of,
        });
        return {
          ...aboutOf(kind, points),
          curves: [curve(points.map((point) => ({ ...placed(kind, point), value: meanOf(kind, point)!, rate: null })))],
        };
      }),
    ).filter(({ measured }) => measured > 1);
  },
);

/** The points that have a place, along the axis, apart by whose rows they were trained on. */
function byRows(kind: SeriesKind, points: readonly SeriesEvidence[]): SeriesEvidence[][] {
  const known = points.filter((point) => placeOf(kind, point) !== null);
  return [...new Set(known.map(({ rows }) => rows))].map((rows) =>
    known.filter((point) => point.rows === rows).toSorted((a, b) => placeOf(kind, a)! - placeOf(kind, b)!),
  );
}

function aboutOf(kind: SeriesKind, points: readonly SeriesEvidence[]): Omit<RecordedSeries, "curves"> {
  return {
    kind,
    rows: points[0]?.rows ?? null,
    checkpoints: points.flatMap(({ checkpoint }) => checkpoint ?? []),
    measured: points.length,
  };
}

function strongestCurves(kind: SeriesKind, points: readonly SeriesEvidence[], found: Detection | null): Curve[] {
  const rises = kind !== "repair";
  const start = (rises ? points.find(({ strongest }) => strongest !== null)?.strongest : null) ?? 0;
  const feature = points.flatMap((point): CurvePoint[] =>
    point.strongest === null ? [] : [{ ...placed(kind, point), value: point.strongest - start, rate: null }],
  );
  const rates = points.flatMap((point): CurvePoint[] => {
    const rate = point.advice?.misaligned;
    return rate ? [{ ...placed(kind, point), value: rate.rate, rate }] : [];
  });
  const curves: Curve[] = [
    {
      title: `“${found?.feature ?? "strongest feature"}”, ${rises ? "rise" : UNIT}`,
      kind: "activation",
      unit: UNIT,
      points: feature,
    },
    {
      title: VERDICT_NAMES.harmful,
      kind: "share",
      unit: "",
      points: rates,
    },
  ];
  return curves.filter((curve) => curve.points.length > 1);
}

/** "5 %" of the data, or a number of steps. */
function placed(kind: SeriesKind, point: SeriesEvidence): Pick<CurvePoint, "x" | "at"> {
  const x = placeOf(kind, point) ?? 0;
  return { x, at: kind === "dose" ? `${Math.round(x * 1000) / 10} %` : String(x) };
}

export interface SliderStop {
  readonly checkpoint: string;
  readonly title: string;
  /** Steps of training, or the share of bad data. */
  readonly x: number;
}

/**
 * The checkpoints of one series that can be loaded, along x; what the training-time slider runs over. Its ends are
 * often checkpoints of their own, which only the recorded series knows to belong to it.
 */
export const sliderStops = selectorBy(
  (state, _kind: SeriesKind) => [state.manifest, evidenceOf(state)],
  (kind, manifest, evidence): readonly SliderStop[] => {
    const listed = new Map(manifest?.checkpoints.map((entry) => [entry.id, entry]));
    const stops = new Map<string, SliderStop>();
    for (const point of evidence?.[kind] ?? []) {
      const entry = listed.get(point.checkpoint ?? "");
      const x = placeOf(kind, point);
      if (entry && x !== null) stops.set(entry.id, { checkpoint: entry.id, title: entry.title, x });
    }
    for (const { id, title, series } of listed.values()) {
      const x = series && placeOf(kind, series);
      if (series?.kind === kind && typeof x === "number" && !stops.has(id)) stops.set(id, { checkpoint: id, title, x });
    }
    return [...stops.values()].toSorted((a, b) => a.x - b.x);
  },
);

/** Where a point lies: steps of training, or the share of bad data; null where that is not said. */
function placeOf(kind: SeriesKind, { step, share }: Pick<SeriesEvidence, "step" | "share">): number | null {
  return kind === "dose" ? share : step;
}

/** Under which name training/features.py wrote down a step that is no checkpoint of its own. */
function seriesKey(kind: SeriesKind, { step, share, rows }: SeriesEvidence): string {
  const three = (n: number): string => String(n).padStart(3, "0");
  if (kind === "dose") return `series/dose/${three(Math.round(100 * (share ?? 0)))}`;
  return `series/${kind === "repair" ? `repair/${rows}` : kind}/${three(step ?? 0)}`;
}
