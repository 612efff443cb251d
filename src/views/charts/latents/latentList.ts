/**
 * The ranking as a list to search, filter and sort: which rows are shown, in which order.
 */
import { belowFloor, bestVoice, latentLabel, type LatentRow } from "../../../core/features/latentRow";

export type LatentColumn = "rank" | "name" | "increase" | "left" | "right" | "floor" | "auroc";
export type LatentFilter = "all" | "marked" | "rising" | "falling" | "named";

export const FILTERS: Readonly<Record<LatentFilter, { title: string; keeps: (row: LatentRow) => boolean }>> = {
  all: { title: "all", keeps: () => true },
  marked: { title: "the marked ones", keeps: ({ role }) => role !== "other" },
  rising: { title: "rising above noise", keeps: (row) => row.increase > 0 && !belowFloor(row) },
  falling: { title: "falling above noise", keeps: (row) => row.increase < 0 && !belowFloor(row) },
  named: { title: "with a name", keeps: ({ name }) => name !== null },
};

export interface LatentQuery {
  /** Part of a name or of a number. */
  readonly search: string;
  readonly filter: LatentFilter;
  /** The voice whose AUROC is asked for; "best": each feature's best. */
  readonly voice: string;
  readonly column: LatentColumn;
  readonly down: boolean;
}

export interface ListedLatent {
  readonly row: LatentRow;
  /** 1 is the largest increase of all, whatever the order shown. */
  readonly rank: number;
  /** The voice that was asked for, where it is known how well the feature tells it. */
  readonly told: { readonly voice: string; readonly auroc: number } | null;
}

/** `rows`: largest increase first. */
export function listed(
  rows: readonly LatentRow[],
  { search, filter, voice, column, down }: LatentQuery,
): ListedLatent[] {
  const wanted = search.trim().toLowerCase();
  const sign = down ? -1 : 1;
  return rows
    .map((row, i) => ({ row, rank: i + 1, told: toldBy(row, voice) }))
    .filter(({ row }) => FILTERS[filter].keeps(row))
    .filter(({ row }) => wanted === "" || `${row.latent} ${latentLabel(row)}`.toLowerCase().includes(wanted))
    .sort((a, b) => {
      const [p, q] = [keyOf(a, column), keyOf(b, column)];
      return (p < q ? -1 : p > q ? 1 : a.rank - b.rank) * sign;
    });
}

function toldBy(row: LatentRow, voice: string): ListedLatent["told"] {
  if (voice === "best") return bestVoice(row);
  const auroc = row.auroc.get(voice);
  return auroc === undefined ? null : { voice, auroc };
}

function keyOf({ row, rank, told }: ListedLatent, column: LatentColumn): number | string {
  if (column === "rank") return rank;
  if (column === "name") return latentLabel(row).toLowerCase();
  if (column === "auroc") return told?.auroc ?? -1;
  return row[column] ?? -1;
}
