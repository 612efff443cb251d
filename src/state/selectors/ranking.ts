/**
 * The ranking of all latents by how much they rose: live from the reader's own search, or recorded for the latents that
 * features.json speaks of; and the same as a table.
 */
import { bestVoice, belowFloor, latentLabel, type LatentRow } from "../../core/features/latentRow";
import { numberColumn, shareColumn, type Table, textColumn } from "../../core/pictures/table";
import type { FeatureCatalogue } from "../../model/dictionaries/featuresFile";
import type { FeatureChange } from "../featureState";
import { findKey } from "../keys";
import { selector } from "../memo";
import {
  describeLatent,
  dictionaryInUse,
  knownOf,
  type LatentName,
  personasInUse,
  recordOf,
  tenLatents,
} from "./personas";
import type { AppState } from "../store";

export interface Ranking {
  /** The search that it comes from; null: it is the recorded one. */
  readonly found: FeatureChange | null;
  /** True when the live ranking answers other Sides or another dictionary than those on the page. */
  readonly stale: boolean;
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
  return key !== findKey(experiment, result) || result.dictionary !== dictionaryInUse(state)?.id;
}

const rankedRows = selector(
  (state) => [findingHere(state), knownOf(state), personasInUse(state)],
  (finding, known, personas): readonly LatentRow[] => {
    const roles = new Map(personas.map(({ latent, role }) => [latent, role]));
    return (finding ? liveNumbers(finding) : recordedNumbers(known.catalogue))
      .toSorted((a, b) => b.increase - a.increase || a.latent - b.latent)
      .map((numbers) => ({
        ...numbers,
        ...namesOf(describeLatent(numbers.latent, known)),
        role: roles.get(numbers.latent) ?? "other",
      }));
  },
);

/** The latest search, where it was made with the dictionary in use. */
function findingHere(state: AppState): FeatureChange | null {
  const { finding } = state.features;
  return finding?.result.dictionary === dictionaryInUse(state)?.id ? finding : null;
}

const namesOf = ({ name, namedBy, auroc }: LatentName): Pick<LatentRow, "name" | "auroc"> => ({
  name: namedBy === "nobody" ? null : name,
  auroc: new Map(auroc.map((score) => [score.voice, score.auroc])),
});

/** Null while nothing is found or recorded. */
export const ranking = selector(
  (state) => [
    rankedRows(state),
    findingHere(state),
    findingIsStale(state),
    recordOf(state) !== null,
    tenLatents(state),
  ],
  (rows, found, stale, recorded, ten): Ranking | null =>
    rows.length === 0
      ? null
      : { found, stale: stale && found !== null, rows, agreement: found && recorded ? agreementOf(rows, ten) : null },
);

function agreementOf(rows: readonly LatentRow[], ten: readonly number[]): Ranking["agreement"] {
  const rising = (row: LatentRow): boolean => row.increase > 0 && ten.includes(row.latent);
  const marked = rows.filter(rising).length;
  return marked === 0 ? null : { marked, found: rows.slice(0, marked).filter(rising).length };
}

/** Every row in the order given; what was not measured is an empty cell. */
export function rankingTable(rows: readonly LatentRow[], unit: string): Table {
  return {
    columns: [
      textColumn("feature"),
      textColumn("number"),
      textColumn("rank"),
      numberColumn("increase", unit),
      numberColumn("left", unit),
      numberColumn("right", unit),
      shareColumn("active, left"),
      shareColumn("active, right"),
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
