/**
 * The numbers behind a picture as a table to read; the first column names the row.
 */
import { useRef } from "react";
import type { Column, Table, TableCell } from "../../../core/pictures/table";
import { countedIn, formatRate, formatShare, formatValue } from "./format";
import { ScrollHint, useOverflow } from "./ScrollHint";

/** Rows shown; a file has them all. */
const MOST_ROWS = 200;

export function TableView({ table, label }: { readonly table: Table; readonly label: string }) {
  const { columns, rows } = table;
  const left = rows.length - MOST_ROWS;
  const scroller = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(scroller);
  return (
    <>
      <div className="table-scroll" ref={scroller} tabIndex={0} role="region" aria-label={label}>
        <table>
          <thead>
            <tr>
              {columns.map(({ title, unit, kind }, i) => (
                <th key={i} scope="col">
                  {title}
                  {kind === "number" && unit ? ` (${unit})` : ""}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((cells, r) => (
              <tr key={r}>
                {columns.map((column, c) =>
                  c === 0 ? (
                    <th key={c} scope="row">
                      {cellText(column, cells[c])}
                    </th>
                  ) : (
                    <td key={c}>{cellText(column, cells[c])}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {left > 0 && <p className="table-more">{left.toLocaleString("en")} more rows are in the CSV and the JSON.</p>}
      </div>
      {overflows && <ScrollHint columns={columns.length} />}
    </>
  );
}

function cellText({ kind, unit }: Column, cell: TableCell | undefined): string {
  if (cell === null || cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  if (typeof cell === "object") return formatRate(cell, countedIn(unit));
  return kind === "share" ? formatShare(cell) : formatValue(cell);
}
