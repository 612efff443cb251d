/**
 * Every feature as one dot on one line: how much more (right) or less (left) it is active on the right Side. The marked
 * ones carry their names. Pointing or the arrow keys read one after another, Enter opens its card.
 */
import { type KeyboardEvent, type MouseEvent, type RefObject, useId, useMemo, useRef } from "react";
import { belowFloor, latentLabel, type LatentRow } from "../../../core/features/latentRow";
import type { LegendOf } from "../frame/drawing";
import { formatValue } from "../frame/format";
import { Legend } from "../frame/Legend";
import { PALETTES } from "../frame/palette";
import { useRoom } from "../frame/stage";
import { useNarrow, useTheme } from "../frame/theme";
import { RankingLine } from "./RankingLine";
import { dotHeight, type LeverMark, rankingLayout, type RankingLayout } from "./rankingLayout";
import "./LatentRanking.css";

export interface LatentRankingProps {
  /** In order of increase, largest first. */
  readonly rows: readonly LatentRow[];
  readonly unit: string;
  readonly rightTitle: string;
  /** Features that are turned together, and what they are called; null: none are. */
  readonly lever: LeverMark | null;
  readonly selected: number | null;
  readonly onSelect: (latent: number) => void;
}

export const rankingLegend =
  (lever: LeverMark | null): LegendOf =>
  ({ left, right, muted, line, ink }) => [
    { mark: { kind: "dot", tone: right }, words: "rising, marked" },
    { mark: { kind: "dot", tone: left }, words: "falling, marked" },
    { mark: { kind: "dot", tone: muted }, words: "all others" },
    { mark: { kind: "dot", tone: line }, words: "below the noise floor" },
    ...(lever && lever.here.length > 0
      ? [{ mark: { kind: "diamond", tone: ink } as const, words: `part of ${lever.name}` }]
      : []),
  ];

export function LatentRanking({ rows, unit, rightTitle, lever, selected, onSelect }: LatentRankingProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const room = useRoom();
  const layout = useMemo(() => rankingLayout(rows, narrow, room), [rows, narrow, room]);
  const readout = useRef<HTMLParagraphElement>(null);
  const halo = useRef<SVGCircleElement>(null);
  const cursor = useRef(0);
  const readoutId = useId();
  const point = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    cursor.current = index;
    moveHalo(halo, layout, row);
    if (readout.current) readout.current.textContent = describe(row, index, rows.length, unit);
  };
  const select = (index: number): void => {
    const row = rows[index];
    if (row) onSelect(row.latent);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = stepped(event.key, cursor.current, rows.length);
    if (to === null && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (to === null) select(cursor.current);
    else point(to);
  };
  return (
    <>
      <div
        className="ranking"
        tabIndex={0}
        role="application"
        aria-roledescription="ranking"
        aria-label={
          `${rows.length} features by mean increase, in ${unit}. ` +
          "Arrow keys step through the ranking, Enter opens a feature's card."
        }
        aria-describedby={readoutId}
        onKeyDown={onKeyDown}
        onFocus={() => point(cursor.current)}
      >
        <RankingLine
          rows={rows}
          layout={layout}
          rightTitle={rightTitle}
          lever={lever}
          selected={selected}
          onPointerMove={(event) => point(nearest(event, rows, layout))}
          onClick={(event) => select(nearest(event, rows, layout))}
        >
          <circle ref={halo} r={8} fill="none" stroke={palette.ink} strokeWidth={1.5} visibility="hidden" />
        </RankingLine>
        <p className="readout" id={readoutId} ref={readout} aria-live="polite">
          {rows[0] ? describe(rows[0], 0, rows.length, unit) : ""}
        </p>
      </div>
      {narrow && <p className="key">Numbers are ranks.</p>}
      <Legend of={rankingLegend(lever)} />
    </>
  );
}

function moveHalo(halo: RefObject<SVGCircleElement | null>, layout: RankingLayout, row: LatentRow): void {
  halo.current?.setAttribute("cx", String(layout.x(row.increase)));
  halo.current?.setAttribute("cy", String(dotHeight(layout, row.latent)));
  halo.current?.setAttribute("visibility", "visible");
}

/** Where a key leads in the ranking; null: nowhere. */
function stepped(key: string, from: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: from - 1,
    ArrowLeft: from + 1,
    Home: count - 1,
    End: 0,
  };
  const to = steps[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

/** The row whose dot is nearest to the pointer, marked ones a little before others; −1 where none is near. */
function nearest(event: MouseEvent<SVGSVGElement>, rows: readonly LatentRow[], layout: RankingLayout): number {
  const box = event.currentTarget.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * layout.width;
  const y = ((event.clientY - box.top) / box.height) * layout.height;
  let best = -1;
  let least = 28 ** 2;
  rows.forEach((row, i) => {
    const away = (layout.x(row.increase) - x) ** 2 + (dotHeight(layout, row.latent) - y) ** 2;
    const far = away - (row.role === "other" ? 0 : 40);
    if (far < least) [best, least] = [i, far];
  });
  return best;
}

function describe(row: LatentRow, index: number, all: number, unit: string): string {
  const noise = belowFloor(row) ? ", below the noise floor" : "";
  // The recording holds the increase alone.
  const levels = Number.isNaN(row.left) ? "" : ` (${formatValue(row.left)} → ${formatValue(row.right)})`;
  const change = `${row.increase > 0 ? "+" : ""}${formatValue(row.increase)} ${unit}`;
  return `${index + 1} of ${all}: ${latentLabel(row)}, ${change}${levels}${noise}`;
}
