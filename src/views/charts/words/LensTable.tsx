/**
 * The logit lens of both Sides at one token: what the model would say if it stopped after each layer.
 * Read upward, from the embedding to the last layer; the layer at which the two part for good is marked.
 */
import type { Prediction } from "../../../core/capture";
import { formatShare } from "../frame/format";
import { tokenLabel } from "../../../core/tokenLabel";
import "./LensTable.css";

export interface LensRow {
  readonly label: string;
  readonly left: Prediction | null;
  readonly right: Prediction | null;
}

export interface LensTableProps {
  /** From the embedding upward. */
  readonly rows: readonly LensRow[];
  /** Index of the row at which the favourites part for good; null: they agree at the end. */
  readonly parting: number | null;
  readonly leftTitle: string;
  readonly rightTitle: string;
}

export function LensTable({ rows, parting, leftTitle, rightTitle }: LensTableProps) {
  return (
    <table className="lens">
      <thead>
        <tr>
          <th scope="col">after</th>
          <th scope="col" className="side-left">
            {leftTitle}
          </th>
          <th scope="col" className="side-right">
            {rightTitle}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((_, i) => {
          const index = rows.length - 1 - i;
          const row = rows[index]!;
          return (
            <tr key={row.label} className={index === parting ? "parting" : undefined}>
              <th scope="row">
                {row.label}
                {index === parting && <span className="parting-mark">they part here</span>}
              </th>
              <LensCell side="left" prediction={row.left} />
              <LensCell side="right" prediction={row.right} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function LensCell({ side, prediction }: { readonly side: "left" | "right"; readonly prediction: Prediction | null }) {
  if (!prediction) return <td>–</td>;
  return (
    <td>
      <span className={`lens-cell ${side}`}>
        <span className="lens-bar" style={{ width: `${prediction.probability * 100}%` }} />
        <span className="lens-word">{tokenLabel(prediction.text)}</span>
        <span className="lens-share">{formatShare(prediction.probability)}</span>
      </span>
    </td>
  );
}
