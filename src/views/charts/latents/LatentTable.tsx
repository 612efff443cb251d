/**
 * All features as a table that can be searched, filtered and sorted. Only the rows in sight are in the document, so two
 * thousand cost what twenty do.
 */
import { useMemo, useRef, useState } from "react";
import type { LatentRow } from "../../../core/features/latentRow";
import type { PairTitles } from "../../../core/pictures/subject";
import { LatentControls } from "./LatentControls";
import { type LatentColumn, type LatentQuery, listed } from "./latentList";
import { LatentTableRow, ROW_HEIGHT } from "./LatentTableRow";
import type { LeverMark } from "./rankingLayout";
import "./LatentTable.css";

export interface LatentTableProps {
  /** In order of increase, largest first: the place is the rank. */
  readonly rows: readonly LatentRow[];
  readonly titles: PairTitles;
  /** Voices that an AUROC can be known for, with their names. */
  readonly voices: readonly { readonly id: string; readonly title: string }[];
  readonly lever: LeverMark | null;
  readonly selected: number | null;
  readonly onSelect: (latent: number) => void;
}

const HEIGHT = 384;
/** Rows above and below those in sight, so that scrolling shows no gap. */
const OVERSCAN = 6;
const START: LatentQuery = { search: "", filter: "all", voice: "best", column: "rank", down: false };

export function LatentTable({ rows, titles: models, voices, lever, selected, onSelect }: LatentTableProps) {
  const [query, setQuery] = useState(START);
  const [top, setTop] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const titles = useMemo(() => new Map(voices.map(({ id, title }) => [id, title])), [voices]);
  const heads = useMemo(() => headsOf(rows, models), [rows, models]);
  const shown = useMemo(() => listed(rows, query), [rows, query]);
  const from = Math.max(0, Math.floor(top / ROW_HEIGHT) - OVERSCAN);
  const to = Math.min(shown.length, from + Math.ceil(HEIGHT / ROW_HEIGHT) + 2 * OVERSCAN);
  const ask = (change: Partial<LatentQuery>): void => {
    setQuery((before) => ({ ...before, ...change }));
    // Another voice changes what one column says, and the reader stays where they are.
    if (change.voice !== undefined) return;
    scroller.current?.scrollTo({ top: 0 });
    setTop(0);
  };
  return (
    <div className="latents">
      <LatentControls query={query} voices={voices} count={`${shown.length} of ${rows.length}`} onChange={ask} />
      <div
        className="latents-scroll"
        data-print
        ref={scroller}
        style={{ maxHeight: `min(${HEIGHT}px, 60vh)` }}
        tabIndex={0}
        role="region"
        aria-label="All features, as a table"
        onScroll={(event) => {
          const now = event.currentTarget.scrollTop;
          if (Math.abs(now - top) >= ROW_HEIGHT) setTop(now);
        }}
      >
        <table aria-rowcount={shown.length + 1}>
          <Head query={query} heads={heads} onSort={ask} />
          <tbody>
            {from > 0 && <tr aria-hidden="true" style={{ height: from * ROW_HEIGHT }} />}
            {shown.slice(from, to).map((entry, i) => (
              <LatentTableRow
                key={entry.row.latent}
                columns={heads.map(([column]) => column)}
                entry={entry}
                index={from + i + 2}
                lever={lever?.here.some(({ latent }) => latent === entry.row.latent) ? lever.name : null}
                selected={entry.row.latent === selected}
                voice={query.voice === "best" && entry.told ? (titles.get(entry.told.voice) ?? entry.told.voice) : null}
                onSelect={onSelect}
              />
            ))}
            {to < shown.length && <tr aria-hidden="true" style={{ height: (shown.length - to) * ROW_HEIGHT }} />}
          </tbody>
        </table>
        {shown.length === 0 && <p className="latents-none">No feature has this name or number.</p>}
      </div>
      {heads.some(([column]) => column === "auroc") && (
        <p className="latents-note">
          Tells apart: how surely the text of one voice from all other text. 0.5 is guessing, 1 is never wrong (AUROC).
        </p>
      )}
    </div>
  );
}

type Heads = readonly (readonly [LatentColumn, string])[];

/** A column of which no row has a number is left out: the recording holds the increase alone. */
function headsOf(rows: readonly LatentRow[], { left, right }: PairTitles): Heads {
  const all: readonly (readonly [LatentColumn, string, (row: LatentRow) => boolean])[] = [
    ["rank", "Rank", () => true],
    ["name", "Feature", () => true],
    ["increase", "Increase", () => true],
    ["left", left, (row) => !Number.isNaN(row.left)],
    ["right", right, (row) => !Number.isNaN(row.right)],
    ["floor", "Noise floor", ({ floor }) => floor !== null],
    ["auroc", "Tells apart", ({ auroc }) => auroc.size > 0],
  ];
  return all.filter(([, , known]) => rows.some(known)).map(([column, text]) => [column, text] as const);
}

interface HeadProps {
  readonly query: LatentQuery;
  readonly heads: Heads;
  readonly onSort: (order: Pick<LatentQuery, "column" | "down">) => void;
}

function Head({ query, heads, onSort }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {heads.map(([column, text]) => {
          const sorted = query.column === column;
          return (
            <th
              key={column}
              scope="col"
              className={column === "name" ? undefined : "number"}
              aria-sort={sorted ? (query.down ? "descending" : "ascending") : "none"}
            >
              <button
                type="button"
                // Numbers begin with the largest, ranks and names with the first.
                onClick={() => onSort({ column, down: sorted ? !query.down : column !== "name" && column !== "rank" })}
              >
                {text}
                <span aria-hidden="true">{sorted ? (query.down ? " ↓" : " ↑") : ""}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
