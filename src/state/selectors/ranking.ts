/**
 * The ranking of all latents by how much they rose: live from the reader's own search, or recorded for the latents that
 * features.json describes. Sorted, filtered and searched here, and written as CSV.
 */
import { toCsv } from "../../core/pictures/grid";
import type { FeatureCatalogue } from "../../model/dictionaries/featuresFile";
import type { FeatureChange } from "../featureState";
import { keyOf } from "../keys";
import { selector, selectorBy } from "../memo";
import { describeLatent, dictionaryInUse, knownOf, markedLatents } from "./personas";
import type { AppState } from "../store";

export type RankingSort = "increase" | "decrease" | "change" | "left" | "right" | "auroc" | "latent";
export type RankingFilter = "all" | "marked" | "rising" | "falling" | "aboveFloor" | "named";

export interface RankingQuery {
  readonly sort: RankingSort;
  readonly filter: RankingFilter;
  /** Part of a name, a voice, or a latent's number. */
  readonly search: string;
}

export interface RankedLatent {
  readonly latent: number;
  /** 1 is the largest increase of all latents, whatever the order shown. */
  readonly rank: number;
  readonly name: string;
  readonly named: boolean;
  /** Among the features that are marked: those that rose most, and the one that fell. */
  readonly marked: boolean;
  readonly increase: number;
  /** Mean activations; NaN in the recorded ranking. */
  readonly left: number;
  readonly right: number;
  /** Share of tokens at which it is active; NaN in the recorded ranking. */
  readonly leftDensity: number;
  readonly rightDensity: number;
  /** Standard error of the increase over the prompts, and the noise floor of arithmetic; NaN where not measured. */
  readonly error: number;
  readonly floor: number;
  readonly belowFloor: boolean;
  /** The voice of the corpus it detects best; null where that is not recorded. */
  readonly voice: string | null;
  readonly auroc: number | null;
}

export interface Ranking {
  readonly source: "live" | "recorded";
  /** True when the live ranking answers other Sides or another dictionary than those on the page. */
  readonly stale: boolean;
  readonly rows: readonly RankedLatent[];
  /** Of all latents, before filter and search. */
  readonly total: number;
  readonly promptCount: number;
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
  (state) => [state.features.finding, knownOf(state), markedLatents(state), dictionaryInUse(state)?.id ?? null],
  (finding, known, markedOnes, dictionary): readonly RankedLatent[] => {
    const live = finding && finding.result.dictionary === dictionary ? finding : null;
    const marked = new Set(markedOnes);
    return (live ? liveRows(live) : recordedRows(known.catalogue))
      .toSorted((a, b) => b.increase - a.increase || a.latent - b.latent)
      .map((row, i) => {
        const { name, namedBy, label, auroc } = describeLatent(row.latent, known);
        return {
          ...row,
          rank: i + 1,
          name,
          named: namedBy !== "nobody",
          marked: marked.has(row.latent),
          belowFloor: Math.abs(row.increase) <= row.floor,
          voice: auroc[0]?.voice ?? label,
          auroc: auroc[0]?.auroc ?? null,
        };
      });
  },
);

const ORDERS: Readonly<Record<RankingSort, (row: RankedLatent) => number>> = {
  increase: ({ increase }) => -increase,
  decrease: ({ increase }) => increase,
  change: ({ increase }) => -Math.abs(increase),
  left: ({ left }) => -left,
  right: ({ right }) => -right,
  auroc: ({ auroc }) => -(auroc ?? 0),
  latent: ({ latent }) => latent,
};

const FILTERS: Readonly<Record<RankingFilter, (row: RankedLatent) => boolean>> = {
  all: () => true,
  marked: ({ marked }) => marked,
  rising: ({ increase }) => increase > 0,
  falling: ({ increase }) => increase < 0,
  aboveFloor: ({ belowFloor }) => !belowFloor,
  named: ({ named }) => named,
};

/** The ranking as asked for; null while nothing is found or recorded. */
export const rankingFor = selectorBy(
  (state: AppState, _query: RankingQuery) => [rankedRows(state), state.features.finding, findingIsStale(state)],
  ({ sort, filter, search }, all, finding, stale): Ranking | null => {
    if (all.length === 0) return null;
    const wanted = search.trim().toLowerCase();
    const matches = ({ latent, name, voice }: RankedLatent): boolean =>
      wanted === "" || String(latent) === wanted || `${name} ${voice ?? ""}`.toLowerCase().includes(wanted);
    const order = ORDERS[sort];
    const rows = all.filter((row) => FILTERS[filter](row) && matches(row));
    return {
      source: Number.isNaN(all[0]!.left) ? "recorded" : "live",
      stale: stale && !Number.isNaN(all[0]!.left),
      rows: sort === "increase" ? rows : rows.toSorted((a, b) => order(a) - order(b) || a.rank - b.rank),
      total: all.length,
      promptCount: finding?.result.promptCount ?? 0,
    };
  },
);

/** Rows as CSV, in the order given; what was not measured is an empty cell. */
export function rankingCsv(rows: readonly RankedLatent[]): string {
  const number = (value: number | null): string => (value === null || Number.isNaN(value) ? "" : String(value));
  return toCsv([
    [
      "rank",
      "feature",
      "name",
      "increase",
      "mean left",
      "mean right",
      "active share left",
      "active share right",
      "standard error",
      "noise floor",
      "best voice",
      "AUROC",
      "marked",
    ],
    ...rows.map((row) => [
      String(row.rank),
      String(row.latent),
      row.name,
      ...[row.increase, row.left, row.right, row.leftDensity, row.rightDensity, row.error, row.floor].map(number),
      row.voice ?? "",
      number(row.auroc),
      row.marked ? "yes" : "no",
    ]),
  ]);
}

type Numbers = Pick<
  RankedLatent,
  "latent" | "increase" | "left" | "right" | "leftDensity" | "rightDensity" | "error" | "floor"
>;

function liveRows({ result }: FeatureChange): Numbers[] {
  return Array.from(result.left, (left, latent) => ({
    latent,
    increase: result.right[latent]! - left,
    left,
    right: result.right[latent]!,
    leftDensity: result.leftDensity[latent]!,
    rightDensity: result.rightDensity[latent]!,
    error: result.error[latent]!,
    floor: result.floor[latent]!,
  }));
}

function recordedRows(catalogue: FeatureCatalogue | null): Numbers[] {
  const none = Number.NaN;
  return [...(catalogue?.notes.values() ?? [])].map(({ latent, increase }) => ({
    latent,
    increase,
    left: none,
    right: none,
    leftDensity: none,
    rightDensity: none,
    error: none,
    floor: none,
  }));
}
