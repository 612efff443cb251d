/**
 * One feature's line in the table of all features.
 */
import { belowFloor, latentLabel } from "../../../core/features/latentRow";
import { formatValue } from "../frame/format";
import type { LatentColumn, ListedLatent } from "./latentList";

/** In pixels; the table reckons with it which rows are in sight. */
export const ROW_HEIGHT = 32;

interface LatentTableRowProps {
  readonly entry: ListedLatent;
  /** Those that are shown. */
  readonly columns: readonly LatentColumn[];
  /** Its place among all rows, the head being the first. */
  readonly index: number;
  /** What it is a part of; null: of nothing that is turned. */
  readonly lever: string | null;
  readonly selected: boolean;
  /** Which voice its AUROC is of, where that differs from row to row. */
  readonly voice: string | null;
  readonly onSelect: (latent: number) => void;
}

export function LatentTableRow({ entry, columns, index, lever, selected, voice, onSelect }: LatentTableRowProps) {
  const { row, rank, told } = entry;
  const noise = belowFloor(row);
  return (
    <tr
      aria-rowindex={index}
      className={[row.role, noise ? "noise" : "", selected ? "selected" : ""].join(" ")}
      style={{ height: ROW_HEIGHT }}
    >
      <td className="number">{rank}</td>
      <th scope="row">
        <button type="button" onClick={() => onSelect(row.latent)}>
          {latentLabel(row)}
          {row.name !== null && <span className="latents-number">{row.latent}</span>}
        </button>
        {lever !== null && <span className="latents-lever">part of {lever}</span>}
      </th>
      <td className="number strong">
        {row.increase > 0 ? "+" : ""}
        {formatValue(row.increase)}
        {noise && <span className="visually-hidden">, below the noise floor</span>}
      </td>
      {columns.includes("left") && <td className="number">{formatValue(row.left)}</td>}
      {columns.includes("right") && <td className="number">{formatValue(row.right)}</td>}
      {columns.includes("floor") && <td className="number">{row.floor === null ? "–" : formatValue(row.floor)}</td>}
      {columns.includes("auroc") && (
        <td className="number">
          {told ? told.auroc.toFixed(2) : "–"}
          {voice !== null && <span className="latents-number">{voice}</span>}
        </td>
      )}
    </tr>
  );
}
