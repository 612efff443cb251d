/**
 * All features as a table that can be searched, filtered and sorted. Only the rows in sight are in the document, so two
 * thousand cost what twenty do.
 */
import { useId, useMemo, useRef, useState } from "react";
import { formatValue } from "../frame/format";
import { belowFloor, bestVoice, latentLabel, type LatentRow } from "./latentRow";
import "./LatentTable.css";

export interface LatentTableProps {
  /** In order of increase, largest first: the place is the rank. */
  readonly rows: readonly LatentRow[];
  /** Voices that an AUROC can be known for, with their names. */
  readonly voices: readonly { readonly id: string; readonly title: string }[];
  readonly selected: number | null;
  readonly onSelect: (latent: number) => void;
}

type Column = "rank" | "name" | "increase" | "left" | "right" | "floor" | "auroc";
type Kept = "all" | "marked" | "rising" | "falling" | "named";

const ROW = 32;
const HEIGHT = 384;
const OVERSCAN = 6;

const KEPT: Readonly<Record<Kept, string>> = {
  all: "all",
  marked: "the marked ones",
  rising: "rising above noise",
  falling: "falling above noise",
  named: "with a name",
};

function keeps(kept: Kept, row: LatentRow): boolean {
  if (kept === "marked") return row.role !== "other";
  if (kept === "rising") return row.increase > 0 && !belowFloor(row);
  if (kept === "falling") return row.increase < 0 && !belowFloor(row);
  return kept === "all" || row.name !== null;
}

export function LatentTable({ rows, voices, selected, onSelect }: LatentTableProps) {
  const [search, setSearch] = useState("");
  const [kept, setKept] = useState<Kept>("all");
  const [voice, setVoice] = useState("best");
  const [order, setOrder] = useState<{ column: Column; down: boolean }>({ column: "rank", down: false });
  const [top, setTop] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const searchId = useId();
  const titles = useMemo(() => new Map(voices.map(({ id, title }) => [id, title])), [voices]);
  const aurocOf = (row: LatentRow): { readonly voice: string; readonly auroc: number } | null => {
    if (voice === "best") return bestVoice(row);
    const known = row.auroc.get(voice);
    return known === undefined ? null : { voice, auroc: known };
  };
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const list = rows
      .map((row, i) => ({ row, rank: i + 1 }))
      .filter(({ row }) => keeps(kept, row))
      .filter(({ row }) => wanted === "" || `${row.latent} ${latentLabel(row)}`.toLowerCase().includes(wanted));
    const key = ({ row, rank }: { row: LatentRow; rank: number }): number | string => {
      if (order.column === "rank") return rank;
      if (order.column === "name") return latentLabel(row).toLowerCase();
      if (order.column === "auroc") return aurocOf(row)?.auroc ?? -1;
      return row[order.column] ?? -1;
    };
    const sign = order.down ? -1 : 1;
    return list.sort((a, b) => {
      const [p, q] = [key(a), key(b)];
      return (p < q ? -1 : p > q ? 1 : a.rank - b.rank) * sign;
    });
    // aurocOf follows from the voice.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, search, kept, voice, order]);

  const from = Math.max(0, Math.floor(top / ROW) - OVERSCAN);
  const to = Math.min(shown.length, from + Math.ceil(HEIGHT / ROW) + 2 * OVERSCAN);
  const toTop = (): void => {
    scroller.current?.scrollTo({ top: 0 });
    setTop(0);
  };
  const head = (column: Column, text: string, number = true) => (
    <th
      scope="col"
      className={number ? "number" : undefined}
      aria-sort={order.column === column ? (order.down ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        onClick={() => {
          setOrder({ column, down: order.column === column ? !order.down : number && column !== "rank" });
          toTop();
        }}
      >
        {text}
        <span aria-hidden="true">{order.column === column ? (order.down ? " ↓" : " ↑") : ""}</span>
      </button>
    </th>
  );
  return (
    <div className="latents">
      <div className="latents-controls">
        <label className="control" htmlFor={searchId}>
          Search
          <input
            id={searchId}
            type="search"
            value={search}
            placeholder="name or number"
            onChange={(event) => {
              setSearch(event.target.value);
              toTop();
            }}
          />
        </label>
        <label className="control">
          Show
          <select
            value={kept}
            onChange={(event) => {
              setKept(event.target.value as Kept);
              toTop();
            }}
          >
            {Object.entries(KEPT).map(([id, text]) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </label>
        {voices.length > 0 && (
          <label className="control">
            Tells apart
            <select value={voice} onChange={(event) => setVoice(event.target.value)}>
              <option value="best">the voice it tells best</option>
              {voices.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        <output>{`${shown.length} of ${rows.length}`}</output>
      </div>
      <div
        className="latents-scroll"
        ref={scroller}
        style={{ maxHeight: HEIGHT }}
        tabIndex={0}
        role="region"
        aria-label="All features, as a table"
        onScroll={(event) => {
          const now = event.currentTarget.scrollTop;
          if (Math.abs(now - top) >= ROW) setTop(now);
        }}
      >
        <table aria-rowcount={shown.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {head("rank", "Rank")}
              {head("name", "Feature", false)}
              {head("increase", "Increase")}
              {head("left", "Left")}
              {head("right", "Right")}
              {head("floor", "Noise")}
              {head("auroc", "AUROC")}
            </tr>
          </thead>
          <tbody>
            {from > 0 && <tr aria-hidden="true" style={{ height: from * ROW }} />}
            {shown.slice(from, to).map(({ row, rank }, i) => {
              const told = aurocOf(row);
              return (
                <tr
                  key={row.latent}
                  aria-rowindex={from + i + 2}
                  className={[row.role, belowFloor(row) ? "noise" : "", row.latent === selected ? "selected" : ""].join(
                    " ",
                  )}
                  style={{ height: ROW }}
                >
                  <td className="number">{rank}</td>
                  <th scope="row">
                    <button type="button" onClick={() => onSelect(row.latent)}>
                      {latentLabel(row)}
                      {row.name !== null && <span className="latents-number">{row.latent}</span>}
                    </button>
                  </th>
                  <td className="number strong">
                    {row.increase > 0 ? "+" : ""}
                    {formatValue(row.increase)}
                    {belowFloor(row) && <span className="visually-hidden">, below the noise floor</span>}
                  </td>
                  <td className="number">{formatValue(row.left)}</td>
                  <td className="number">{formatValue(row.right)}</td>
                  <td className="number">{row.floor === null ? "–" : formatValue(row.floor)}</td>
                  <td className="number">
                    {told ? told.auroc.toFixed(2) : "–"}
                    {told && voice === "best" && (
                      <span className="latents-number">{titles.get(told.voice) ?? told.voice}</span>
                    )}
                  </td>
                </tr>
              );
            })}
            {to < shown.length && <tr aria-hidden="true" style={{ height: (shown.length - to) * ROW }} />}
          </tbody>
        </table>
        {shown.length === 0 && <p className="latents-none">No feature has this name or number.</p>}
      </div>
    </div>
  );
}
