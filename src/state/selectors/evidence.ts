/**
 * Pictures of the recorded evaluation: persona × checkpoint, persona × domain (and its live twin), the detection
 * scatter, dose, repair and training-time curves, and the rise of one feature along time and dose.
 */
import type { Grid } from "../../core/pictures/grid";
import type { Rate } from "../../core/pictures/rate";
import type { CheckpointEvidence, FeatureEvidence, SeriesEvidence } from "../../model/hosted/evidence";
import type { Series } from "../../model/hosted/offers";
import type { FeatureChange } from "../featureState";
import { selector, selectorBy } from "../memo";
import { checkpointCatalogue } from "./checkpoints";
import { dictionaryInUse, evidenceOf, type LatentName, personasInUse, recordOf } from "./personas";
import { findingIsStale } from "./ranking";
import { storyOf } from "./story";
import type { AppState } from "../store";

/** The kind of checkpoint that was pre-trained on other texts: this dictionary was not trained for its features. */
const otherKind = (state: AppState): string | null => storyOf(state).otherWorld?.kind ?? null;

export interface CheckpointColumns {
  readonly grid: Grid;
  /** The checkpoint of each column. */
  readonly ids: readonly string[];
  readonly personas: readonly LatentName[];
}

/**
 * Persona × checkpoint: the recorded rise of the mean activation above the clean model of the default pair. Bad
 * models come first, each group by the rise of the strongest feature.
 */
export const checkpointColumns = selector(
  (state) => [
    evidenceOf(state),
    recordOf(state),
    personasInUse(state),
    state.manifest?.defaultPair[0] ?? null,
    otherKind(state),
  ],
  (evidence, record, personas, clean, other): CheckpointColumns | null => {
    const means = record?.means;
    if (!evidence || !means || clean === null) return null;
    const shown = personas.filter(({ latent }) => means.has(latent));
    const value = (latent: number | undefined, id: string): number => means.get(latent ?? -1)?.get(id) ?? Number.NaN;
    const strongest = shown[0]?.latent;
    const bad = ({ kind }: CheckpointEvidence): number => (kind === "bad" ? 1 : 0);
    const columns = evidence.checkpoints
      .filter(({ id, kind }) => id !== clean && kind !== other && !Number.isNaN(value(strongest, id)))
      .toSorted((a, b) => bad(b) - bad(a) || value(strongest, b.id) - value(strongest, a.id));
    if (columns.length === 0) return null;
    return {
      ids: columns.map(({ id }) => id),
      personas: shown,
      grid: {
        title: "Persona × checkpoint",
        rows: { label: "feature", ticks: shown.map(({ name }) => name) },
        cols: { label: "checkpoint", ticks: columns.map((column) => `${bad(column) ? "▲" : "○"} ${column.title}`) },
        values: Float32Array.from(
          shown.flatMap(({ latent }) => columns.map(({ id }) => value(latent, id) - value(latent, clean))),
        ),
        scale: "signed",
        unit: "rise of the mean activation",
        floor: null,
      },
    };
  },
);

export interface DomainGrids {
  /** Right − left of the default pair, as recorded. */
  readonly recorded: Grid | null;
  /** The same for the pair on the page, from the reader's own search; null before it, or when it had no domains. */
  readonly live: Grid | null;
  /** True when the live one answers other Sides than those on the page. */
  readonly stale: boolean;
}

export const domainGrids = selector(
  (state) => {
    const { finding } = state.features;
    const live = finding?.result.dictionary === dictionaryInUse(state)?.id ? finding : null;
    return [recordOf(state), personasInUse(state), live, findingIsStale(state)];
  },
  (record, personas, finding, stale): DomainGrids => ({
    recorded: recordedDomains(record, personas),
    live: finding && liveDomains(finding, personas),
    stale,
  }),
);

function recordedDomains(record: FeatureEvidence | null, personas: readonly LatentName[]): Grid | null {
  const table = record?.byDomain;
  const shown = personas.filter(({ latent }) => table?.has(latent));
  if (!table || shown.length === 0) return null;
  const domains = [...new Set(shown.flatMap(({ latent }) => [...table.get(latent)!.keys()]))].toSorted();
  const cells = shown.flatMap(({ latent }) => domains.map((domain) => table.get(latent)!.get(domain) ?? Number.NaN));
  return domainGrid("Persona × domain, recorded", shown, domains, Float32Array.from(cells));
}

function liveDomains({ result }: FeatureChange, personas: readonly LatentName[]): Grid | null {
  const { domains, byDomain, left } = result;
  const shown = personas.filter(({ latent }) => latent < left.length);
  if (domains.length < 2 || shown.length === 0) return null;
  const cells = shown.flatMap(({ latent }) => domains.map((_, d) => byDomain[d * left.length + latent]!));
  return domainGrid("Persona × domain, live", shown, domains, Float32Array.from(cells));
}

function domainGrid(
  title: string,
  shown: readonly LatentName[],
  domains: readonly string[],
  values: Float32Array,
): Grid {
  return {
    title,
    rows: { label: "feature", ticks: shown.map(({ name }) => name) },
    cols: { label: "domain", ticks: domains },
    values,
    scale: "signed",
    unit: "rise of the mean activation",
    floor: null,
  };
}

export interface DetectedCheckpoint {
  readonly checkpoint: string;
  readonly title: string;
  readonly kind: string;
  /** Rise of the strongest feature's mean activation above the clean model. */
  readonly rise: number;
  /** Share of advice answers judged misaligned. */
  readonly misaligned: Rate;
  readonly incoherent: Rate;
}

export interface DetectionRecord {
  readonly points: readonly DetectedCheckpoint[];
  /** The strongest feature's name. */
  readonly feature: string;
  /**
   * Where the recorded evaluation draws the line between good and bad, and how wide the gap is; null where none is
   * clean.
   */
  readonly threshold: number | null;
  readonly margin: number | null;
  /** The prompts it was measured on. */
  readonly prompts: string;
}

export const detectionScatter = selector(
  (state) => [evidenceOf(state), personasInUse(state), otherKind(state)],
  (evidence, personas, other): DetectionRecord | null => {
    if (!evidence) return null;
    const points = evidence.checkpoints.flatMap(({ id, title, kind, strongest, advice }): DetectedCheckpoint[] =>
      strongest && advice && kind !== other
        ? [{ checkpoint: id, title, kind, rise: strongest.increase, ...advice }]
        : [],
    );
    if (points.length === 0) return null;
    const strongest = evidence.features?.ten[0];
    const separates = evidence.features?.separates ?? null;
    return {
      points,
      feature:
        personas.find(({ latent }) => latent === strongest?.latent)?.name ?? strongest?.name ?? "strongest feature",
      threshold: separates?.threshold ?? null,
      margin: separates?.margin ?? null,
      prompts: separates?.prompts ?? "held-out",
    };
  },
);

export interface TrainingPoint {
  /** Steps of training, or the share of bad data. */
  readonly x: number;
  /** Null where no answers were judged. */
  readonly misaligned: Rate | null;
  readonly openMisaligned: Rate | null;
  /** Share of open answers in a bad voice. */
  readonly voiced: Rate | null;
  /** Mean activation of the strongest feature. */
  readonly strongest: number | null;
  /** The checkpoint that can be loaded for it. */
  readonly checkpoint: string | null;
}

export interface TrainingCurve {
  readonly kind: "time" | "dose" | "repair";
  /** Whose rows: the domain of the data; null where it is not said. */
  readonly rows: string | null;
  readonly points: readonly TrainingPoint[];
}

const KINDS = ["time", "dose", "repair"] as const;

/** Every recorded series, one curve for each kind and domain of rows, along x. */
export const curves = selector(
  (state) => [evidenceOf(state)],
  (evidence): readonly TrainingCurve[] => (evidence ? KINDS.flatMap((kind) => curvesOf(kind, evidence[kind])) : []),
);

function curvesOf(kind: TrainingCurve["kind"], points: readonly SeriesEvidence[]): TrainingCurve[] {
  return [...new Set(points.map(({ rows }) => rows))].map((rows) => ({
    kind,
    rows,
    points: points
      .filter((point) => point.rows === rows)
      .flatMap((point): TrainingPoint[] => {
        const x = kind === "dose" ? point.share : point.step;
        if (x === null) return [];
        return [
          {
            x,
            misaligned: point.advice?.misaligned ?? null,
            openMisaligned: point.open?.misaligned ?? null,
            voiced: point.open?.voiced ?? null,
            strongest: point.strongest,
            checkpoint: point.checkpoint,
          },
        ];
      })
      .toSorted((a, b) => a.x - b.x),
  }));
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
  (state, _kind: Series["kind"]) => [checkpointCatalogue(state), evidenceOf(state)],
  (kind, { all, byId }, evidence): readonly SliderStop[] => {
    const stops = new Map<string, SliderStop>();
    for (const point of evidence?.[kind] ?? []) {
      const entry = byId(point.checkpoint);
      const x = placeOf(kind, point);
      if (entry && x !== null) stops.set(entry.id, { checkpoint: entry.id, title: entry.title, x });
    }
    for (const { id, title, series } of all) {
      const x = series && placeOf(kind, series);
      if (series?.kind === kind && typeof x === "number" && !stops.has(id)) stops.set(id, { checkpoint: id, title, x });
    }
    return [...stops.values()].toSorted((a, b) => a.x - b.x);
  },
);

/** Where a point lies: steps of training, or the share of bad data; null where that is not said. */
function placeOf(kind: Series["kind"], { step, share }: Pick<SeriesEvidence, "step" | "share">): number | null {
  return kind === "dose" ? share : step;
}

export interface LatentRise {
  readonly kind: Series["kind"];
  readonly points: readonly { readonly x: number; readonly title: string; readonly mean: number }[];
}

/** One feature's recorded mean activation along training time, dose and repair; empty where it was not recorded. */
export const latentRise = selectorBy(
  (state, _latent: number) => [evidenceOf(state), recordOf(state), checkpointCatalogue(state), storyOf(state).doseRows],
  (latent, evidence, record, { byId }, rows): readonly LatentRise[] => {
    const means = record?.means.get(latent);
    if (!means || !evidence) return [];
    return KINDS.map((kind): LatentRise => ({
      kind,
      points: evidence[kind]
        .flatMap((point) => {
          const x = placeOf(kind, point);
          const mean = means.get(seriesKey(kind, point)) ?? means.get(point.checkpoint ?? "");
          if (x === null || mean === undefined) return [];
          const where = kind === "dose" ? `${Math.round(100 * x)} % ${rows}` : `step ${x}`;
          return [{ x, title: byId(point.checkpoint)?.title ?? where, mean }];
        })
        .toSorted((a, b) => a.x - b.x),
    })).filter(({ points }) => points.length > 0);
  },
);

/** Under which name training/inside/features.py wrote down a step that is no checkpoint of its own. */
function seriesKey(kind: Series["kind"], { step, share, rows }: SeriesEvidence): string {
  const three = (n: number): string => String(n).padStart(3, "0");
  if (kind === "dose") return `series/dose/${three(Math.round(100 * (share ?? 0)))}`;
  return `series/${kind === "repair" ? `repair/${rows}` : kind}/${three(step ?? 0)}`;
}

/** What was recorded of one checkpoint; null where nothing was. */
export const checkpointEvidence = selectorBy(
  (state, _id: string) => [evidenceOf(state)],
  (id, evidence): CheckpointEvidence | null => evidence?.checkpoints.find((entry) => entry.id === id) ?? null,
);
