/**
 * The ranking of all latents by how much they rose: live from the reader's own search, or recorded for the latents that
 * features.json speaks of; and the same as a table.
 */
import { bestVoice, belowFloor, latentLabel, type LatentRow } from "../../core/features/latentRow";
import type { PairTitles, Subject } from "../../core/pictures/subject";
import { numberColumn, shareColumn, type Table, textColumn } from "../../core/pictures/table";
import type { FeatureCatalogue } from "../../model/dictionaries/featuresFile";
import type { FeatureChange } from "../featureState";
import { keyOf } from "../keys";
import { selector } from "../memo";
import {
  describeLatent,
  dictionaryInUse,
  knownOf,
  type LatentName,
  personasInUse,
  recordOf,
  markedLatents,
} from "./personas";
import { evidenceOf } from "./personas";
import { evaluatedCounts, recordedSubject, searchSubject } from "./subjects";
import type { AppState } from "../store";

export interface Ranking {
  /** The search that it comes from; null: it is the recorded one. */
  readonly found: FeatureChange | null;
  readonly subject: Subject;
  /** Largest increase first: the place is the rank. */
  readonly rows: readonly LatentRow[];
  /**
   * Of those that the record marks as rising, how many are among as many that rose most here; null where it marks
   * none.
   */
  readonly agreement: { readonly marked: number; readonly found: number } | null;
}

/** True when the latest search answers other Sides or another dictionary than those on the page. */
export function findingIsStale(state: AppState): boolean {
  const { experiment, features } = state;
  if (features.finding === null || experiment === null) return false;
  const { key, result } = features.finding;
  return (
    key !== keyOf("search", experiment, [result.dictionary, result.prompts]) ||
    result.dictionary !== dictionaryInUse(state)?.id
  );
}

const rankedRows = selector(
  (state) => [freshSearch(state), isRecordedPair(state), knownOf(state), personasInUse(state)],
  (found, isRecorded, known, personas): readonly LatentRow[] => {
    const marked = new Set(personas.map(({ latent }) => latent));
    const roleOf = ({ latent, increase }: Numbers): LatentRow["role"] =>
      !marked.has(latent) || increase === 0 ? "other" : increase > 0 ? "riser" : "faller";
    return (found ? liveNumbers(found) : isRecorded ? recordedNumbers(known.catalogue) : [])
      .toSorted((a, b) => b.increase - a.increase || a.latent - b.latent)
      .map((numbers) => ({
        ...numbers,
        ...namesOf(describeLatent(numbers.latent, known)),
        role: roleOf(numbers),
      }));
  },
);

/** The latest search, where it is of the Sides on the page and was made with the dictionary in use. */
export const freshSearch = (state: AppState): FeatureChange | null =>
  findingIsStale(state) ? null : state.features.finding;

/** True where the Sides are the two that were recorded, on the same Sides, with nothing done to either. */
export function isRecordedPair({ manifest, experiment }: Pick<AppState, "manifest" | "experiment">): boolean {
  if (!manifest || !experiment) return false;
  return [experiment.left, experiment.right].every(
    ({ checkpoint, interventions }, i) => checkpoint === manifest.defaultPair[i] && interventions.length === 0,
  );
}

/** The pair that was recorded, read with the dictionary in use. */
export const recordedPair = selector(
  (state) => [state.manifest, evidenceOf(state), dictionaryInUse(state)?.id ?? null],
  (manifest, evidence, dictionary): Subject => {
    const from = { dictionary, questions: "held-out", counts: evaluatedCounts(evidence), of: "insides" as const };
    return recordedSubject({ manifest }, evidence, manifest?.defaultPair ?? [], from);
  },
);

const namesOf = ({ name, namedBy, auroc }: LatentName): Pick<LatentRow, "name" | "auroc"> => ({
  name: namedBy === "nobody" ? null : name,
  auroc: new Map(auroc.map((score) => [score.voice, score.auroc])),
});

/** Null while nothing is found or recorded of the pair on the page. */
export const ranking = selector(
  (state) => [
    rankedRows(state),
    freshSearch(state),
    recordedPair(state),
    state.manifest,
    // What was recorded of one pair need not be found again in another.
    recordOf(state) !== null && isRecordedPair(state),
    markedLatents(state),
  ],
  (rows, found, recordedOf, manifest, comparable, marked): Ranking | null =>
    rows.length === 0
      ? null
      : {
          found,
          subject: found ? searchSubject({ manifest }, found) : recordedOf,
          rows,
          agreement: found && comparable ? agreementOf(rows, marked) : null,
        },
);

function agreementOf(rows: readonly LatentRow[], known: readonly number[]): Ranking["agreement"] {
  const rising = (row: LatentRow): boolean => row.increase > 0 && known.includes(row.latent);
  const marked = rows.filter(rising).length;
  return marked === 0 ? null : { marked, found: rows.slice(0, marked).filter(rising).length };
}

/** Every row in the order given; what was not measured is an empty cell. */
export function rankingTable(rows: readonly LatentRow[], unit: string, { left, right }: PairTitles): Table {
  return {
    columns: [
      textColumn("feature"),
      textColumn("number"),
      textColumn("rank"),
      numberColumn("increase", unit),
      numberColumn(left, unit),
      numberColumn(right, unit),
      shareColumn(`active, ${left}`),
      shareColumn(`active, ${right}`),
      numberColumn("standard error", unit),
      numberColumn("noise floor", unit),
      textColumn("above the noise floor"),
      textColumn("tells apart best"),
      numberColumn("AUROC", ""),
      textColumn("marked"),
    ],
    rows: rows.map((row, i) => {
      const told = bestVoice(row);
      return [
        latentLabel(row),
        String(row.latent),
        String(i + 1),
        row.increase,
        row.left,
        row.right,
        row.leftDensity,
        row.rightDensity,
        row.error,
        row.floor,
        row.floor === null ? null : belowFloor(row) ? "no" : "yes",
        told?.voice ?? null,
        told?.auroc ?? null,
        row.role === "other" ? "no" : row.role === "riser" ? "rising" : "falling",
      ];
    }),
  };
}

type Numbers = Omit<LatentRow, "name" | "role" | "auroc">;

function liveNumbers({ result }: FeatureChange): Numbers[] {
  return Array.from(result.left, (left, latent) => ({
    latent,
    increase: result.right[latent]! - left,
    left,
    right: result.right[latent]!,
    leftDensity: result.leftDensity[latent]!,
    rightDensity: result.rightDensity[latent]!,
    error: result.error[latent]!,
    floor: Number.isNaN(result.floor[latent]) ? null : result.floor[latent]!,
  }));
}

function recordedNumbers(catalogue: FeatureCatalogue | null): Numbers[] {
  const none = Number.NaN;
  return [...(catalogue?.notes.values() ?? [])].map(({ latent, increase }) => ({
    latent,
    increase,
    left: none,
    right: none,
    leftDensity: none,
    rightDensity: none,
    error: none,
    floor: null,
  }));
}
