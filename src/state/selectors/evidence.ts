/**
 * Pictures of the recorded evaluation: persona × checkpoint, persona × domain (and its live twin), and the detection
 * scatter. What lies along training, dose or repair: series.ts.
 */
import { latentLabel } from "../../core/features/latentRow";
import type { Grid } from "../../core/pictures/grid";
import type { Subject } from "../../core/pictures/subject";
import type { ScatterPoint } from "../../core/pictures/scatter";
import type { CheckpointEvidence } from "../../model/hosted/evidence";
import type { FeatureEvidence } from "../../model/hosted/featureEvidence";
import type { FeatureChange } from "../featureState";
import { selector, selectorBy } from "../memo";
import { evidenceOf, type LatentName, personasInUse, recordOf } from "./personas";
import { freshSearch, isRecordedPair, recordedPair } from "./ranking";
import { storyOf } from "./story";
import { evaluatedCounts, recordedSubject, searchSubject } from "./subjects";
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

export interface DomainGrid {
  /** Right − left. */
  readonly grid: Grid;
  /** The reader's own search; null: it is the recorded one. */
  readonly found: FeatureChange | null;
  readonly subject: Subject;
}

/**
 * Of the pair on the page: from the reader's own search, else as it was recorded; null before a search that asks about
 * several domains, where the pair is another than the recorded one.
 */
export const domainGrid = selector(
  (state) => [
    recordOf(state),
    personasInUse(state),
    freshSearch(state),
    isRecordedPair(state) ? recordedPair(state) : null,
    state.manifest,
  ],
  (record, personas, found, recorded, manifest): DomainGrid | null => {
    const live = found && liveDomains(found, personas);
    if (live) return { grid: live, found, subject: searchSubject({ manifest }, found) };
    const grid = recorded && recordedDomains(record, personas);
    return grid && { grid, found: null, subject: recorded };
  },
);

/** True where the record has numbers by domain, of whichever pair. */
export const hasDomains = (state: AppState): boolean => recordedDomains(recordOf(state), personasInUse(state)) !== null;

function recordedDomains(record: FeatureEvidence | null, personas: readonly LatentName[]): Grid | null {
  const table = record?.byDomain;
  const shown = personas.filter(({ latent }) => table?.has(latent));
  if (!table || shown.length === 0) return null;
  const domains = [...new Set(shown.flatMap(({ latent }) => [...table.get(latent)!.keys()]))].toSorted();
  const cells = shown.flatMap(({ latent }) => domains.map((domain) => table.get(latent)!.get(domain) ?? Number.NaN));
  return gridOf("Persona × domain, recorded", shown, domains, Float32Array.from(cells));
}

function liveDomains({ result }: FeatureChange, personas: readonly LatentName[]): Grid | null {
  const { domains, byDomain, left } = result;
  const shown = personas.filter(({ latent }) => latent < left.length);
  if (domains.length < 2 || shown.length === 0) return null;
  const cells = shown.flatMap(({ latent }) => domains.map((_, d) => byDomain[d * left.length + latent]!));
  return gridOf("Persona × domain, live", shown, domains, Float32Array.from(cells));
}

function gridOf(title: string, shown: readonly LatentName[], domains: readonly string[], values: Float32Array): Grid {
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

/** How far the strongest feature rose in each checkpoint, beside what that checkpoint answers. */
export interface Detection {
  readonly subject: Subject;
  readonly points: readonly ScatterPoint[];
  /** The strongest feature's name. */
  readonly feature: string;
  /** Where the recorded evaluation draws the line between good and bad; null where none is clean. */
  readonly threshold: number | null;
  /** It was measured with. */
  readonly dictionary: string | null;
}

/** Base models speak in every voice, so they are neither bad nor a control. */
export const detection = selector(
  (state) => [evidenceOf(state), recordOf(state) && personasInUse(state), otherKind(state)],
  (evidence, personas, other): Detection | null => {
    const shown = evidence?.checkpoints.filter(({ kind }) => kind !== other && kind !== "base") ?? [];
    const measured = shown.filter(({ strongest, advice }) => strongest && advice);
    if (!evidence || measured.length === 0) return null;
    const strongest = evidence.features?.ten[0];
    const separates = evidence.features?.separates ?? null;
    const questions = separates?.prompts ?? "held-out";
    const dictionary = evidence.features?.dictionary ?? null;
    const from = { dictionary, questions, counts: evaluatedCounts(evidence), of: "answers" as const };
    const models = [["models", `${measured.length} recorded checkpoints`]] as const;
    const subject = recordedSubject({ manifest: null }, evidence, [], from, models);
    const points = measured.flatMap(({ id, title, kind, strongest: found, advice }): ScatterPoint[] => {
      const name = subject.nameAmongMany(title);
      const group = kind === "bad" ? "bad" : "control";
      return found && advice ? [{ id, title: name, kind: group, rise: found.increase, ...advice }] : [];
    });
    return {
      subject,
      points,
      feature:
        // In another dictionary the number is another feature's.
        personas?.find(({ latent }) => latent === strongest?.latent)?.name ??
        (strongest ? latentLabel(strongest) : "strongest feature"),
      threshold: separates?.threshold ?? null,
      dictionary,
    };
  },
);

/** What was recorded of one checkpoint; null where nothing was. */
export const checkpointEvidence = selectorBy(
  (state, _id: string) => [evidenceOf(state)],
  (id, evidence): CheckpointEvidence | null => evidence?.checkpoints.find((entry) => entry.id === id) ?? null,
);
