/**
 * Every feature as one dot on one line: how much more (right) or less (left) it is active on the right Side. The marked
 * ones carry their names. Dots are spread in height only so that they do not hide each other.
 */
import { scaleLinear } from "d3-scale";
import { type KeyboardEvent, type MouseEvent, useId, useMemo, useRef } from "react";
import { formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { useNarrow, useTheme } from "../frame/theme";
import { belowFloor, latentLabel, type LatentRow } from "./latentRow";
import "./LatentRanking.css";

export interface LatentRankingProps {
  /** In order of increase, largest first. */
  readonly rows: readonly LatentRow[];
  readonly unit: string;
  readonly selected: number | null;
  readonly onSelect: (latent: number) => void;
}

/** Room for the slanted names; on a narrow screen for the ranks that stand in their place. */
const NAMES = 132;
const RANKS = 40;
const BAND = 76;
const MARGIN = 18;
const SPACE = 20;

/** A height in [−0.5, 0.5] for each latent, the same on every visit. */
function spread(latent: number): number {
  return ((Math.imul(latent + 1, 0x9e3779b1) >>> 0) / 4294967296 - 0.5) * 0.92;
}

/** Places at least `space` apart, as near to those wanted as can be (isotonic regression); `wanted` ascends. */
function apart(wanted: readonly number[], space: number, least: number, most: number): number[] {
  const groups: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    groups.push({ sum: place - i * space, count: 1 });
    for (;;) {
      const [before, last] = groups.slice(-2);
      if (!before || !last || before.sum / before.count <= last.sum / last.count) break;
      groups.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  const places = groups.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  const room = most - (wanted.length - 1) * space;
  return places.map((place, i) => Math.max(least, Math.min(room, place)) + i * space);
}

export function LatentRanking({ rows, unit, selected, onSelect }: LatentRankingProps) {
  const palette = PALETTES[useTheme()];
  const narrow = useNarrow();
  const width = narrow ? 380 : 1040;
  const labels = narrow ? RANKS : NAMES;
  const readout = useRef<HTMLParagraphElement>(null);
  const halo = useRef<SVGCircleElement>(null);
  const cursor = useRef(0);
  const readoutId = useId();
  const values = rows.map(({ increase }) => increase);
  const x = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values)])
    .nice()
    .range([MARGIN, width - MARGIN]);
  const y = (latent: number): number => labels + BAND / 2 + spread(latent) * BAND;
  const height = labels + BAND + 50;
  const dots = useMemo(() => {
    const path = (kept: (row: LatentRow) => boolean): string =>
      rows
        .filter((row) => row.role === "other" && kept(row))
        .map((row) => `M${x(row.increase).toFixed(1)},${y(row.latent).toFixed(1)}h0`)
        .join("");
    return { noise: path(belowFloor), others: path((row) => !belowFloor(row)) };
    // x and y follow from the rows and the width.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, width]);

  const point = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    cursor.current = index;
    halo.current?.setAttribute("cx", String(x(row.increase)));
    halo.current?.setAttribute("cy", String(y(row.latent)));
    halo.current?.setAttribute("visibility", "visible");
    if (readout.current) readout.current.textContent = describe(row, index, rows.length, unit);
  };
  const nearest = (event: MouseEvent<SVGSVGElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
    let best = -1;
    let least = 28 ** 2;
    rows.forEach((row, i) => {
      const far = (x(row.increase) - at.x) ** 2 + (y(row.latent) - at.y) ** 2 - (row.role === "other" ? 0 : 40);
      if (far < least) [best, least] = [i, far];
    });
    return best;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = {
      ArrowRight: cursor.current - 1,
      ArrowLeft: cursor.current + 1,
      Home: rows.length - 1,
      End: 0,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      point(Math.max(0, Math.min(rows.length - 1, to)));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const row = rows[cursor.current];
      if (row) onSelect(row.latent);
    }
  };

  const rankOf = (latent: number): number => rows.findIndex((row) => row.latent === latent) + 1;
  const marked = (role: "riser" | "faller"): LatentRow[] =>
    rows.filter((row) => row.role === role).sort((a, b) => a.increase - b.increase);
  return (
    <div
      className="ranking"
      tabIndex={0}
      role="application"
      aria-roledescription="ranking"
      aria-label={`${rows.length} features by mean increase, in ${unit}. Arrow keys step through the ranking, Enter opens a feature's card.`}
      aria-describedby={readoutId}
      onKeyDown={onKeyDown}
      onFocus={() => point(cursor.current)}
    >
      <svg
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
        onPointerMove={(event) => point(nearest(event))}
        onClick={(event) => {
          const row = rows[nearest(event)];
          if (row) onSelect(row.latent);
        }}
      >
        <line x1={x(0)} x2={x(0)} y1={labels - 4} y2={labels + BAND + 8} stroke={palette.muted} strokeDasharray="2 3" />
        <line x1={MARGIN} x2={width - MARGIN} y1={labels + BAND + 8} y2={labels + BAND + 8} stroke={palette.line} />
        {x.ticks(width < 500 ? 4 : 8).map((tick) => (
          <text key={tick} x={x(tick)} y={labels + BAND + 24} textAnchor="middle" fontSize={11.5} fill={palette.muted}>
            {tick > 0 ? `+${formatValue(tick)}` : formatValue(tick)}
          </text>
        ))}
        <text x={MARGIN} y={height - 5} fontSize={12} fill={palette.left}>
          ← quieter on the right
        </text>
        <text x={width - MARGIN} y={height - 5} fontSize={12} textAnchor="end" fill={palette.right}>
          louder on the right →
        </text>
        <path d={dots.noise} stroke={palette.line} strokeWidth={4} strokeLinecap="round" fill="none" />
        <path
          d={dots.others}
          stroke={palette.muted}
          strokeWidth={4.5}
          strokeLinecap="round"
          opacity={0.6}
          fill="none"
        />
        <Marks
          rows={marked("riser")}
          x={x}
          y={y}
          side="riser"
          most={width - MARGIN}
          rankOf={narrow ? rankOf : null}
          labels={labels}
          palette={palette}
          selected={selected}
        />
        <Marks
          rows={marked("faller")}
          x={x}
          y={y}
          side="faller"
          most={width / 3}
          rankOf={narrow ? rankOf : null}
          labels={labels}
          palette={palette}
          selected={selected}
        />
        <circle ref={halo} r={8} fill="none" stroke={palette.ink} strokeWidth={1.5} visibility="hidden" />
      </svg>
      <p className="readout" id={readoutId} ref={readout} aria-live="polite">
        {rows[0] ? describe(rows[0], 0, rows.length, unit) : ""}
      </p>
      <p className="key">
        {narrow && "Numbers are ranks. "}
        <span className="key-dot riser" /> rising, marked <span className="key-dot faller" /> falling, marked{" "}
        <span className="key-dot other" /> all others <span className="key-dot noise" /> below the noise floor
      </p>
    </div>
  );
}

interface MarksProps {
  /** Ascending in increase. */
  readonly rows: readonly LatentRow[];
  readonly x: (value: number) => number;
  readonly y: (latent: number) => number;
  readonly side: "riser" | "faller";
  readonly most: number;
  readonly palette: (typeof PALETTES)["light"];
  readonly selected: number | null;
  /** Where the names end, from the top. */
  readonly labels: number;
  /** The rank to write in place of the name; null: write the name. */
  readonly rankOf: ((latent: number) => number) | null;
}

/** Names stand slanted over their dots and lean away from the nearer edge, so that none is cut off. */
function Marks({ rows, x, y, side, most, palette, selected, labels, rankOf }: MarksProps) {
  const places = apart(
    rows.map(({ increase }) => x(increase)),
    rankOf ? 17 : SPACE,
    MARGIN,
    most,
  );
  const colour = side === "riser" ? palette.right : palette.left;
  return rows.map((row, i) => {
    const place = places[i]!;
    const chosen = row.latent === selected;
    return (
      <g key={row.latent}>
        <path
          d={`M${place},${labels - 12}L${x(row.increase)},${y(row.latent)}`}
          stroke={colour}
          strokeWidth={0.75}
          opacity={0.55}
          fill="none"
        />
        <circle
          cx={x(row.increase)}
          cy={y(row.latent)}
          r={chosen ? 6.5 : 5}
          fill={colour}
          stroke={palette.paper}
          strokeWidth={1.25}
        />
        <text
          {...(rankOf
            ? { x: place, y: labels - 17, textAnchor: "middle" as const }
            : {
                transform: `translate(${place + (side === "riser" ? 2 : -2)} ${labels - 16}) rotate(${side === "riser" ? 38 : -38})`,
                textAnchor: side === "riser" ? ("end" as const) : ("start" as const),
              })}
          fontSize={12}
          fontWeight={chosen ? 700 : 500}
          fill={palette.ink}
        >
          {rankOf ? rankOf(row.latent) : shortened(latentLabel(row))}
        </text>
      </g>
    );
  });
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

function describe(row: LatentRow, index: number, all: number, unit: string): string {
  const noise = belowFloor(row) ? ", below the noise floor" : "";
  // The recording holds the increase alone.
  const levels = Number.isNaN(row.left) ? "" : ` (${formatValue(row.left)} → ${formatValue(row.right)})`;
  return `${index + 1} of ${all}: ${latentLabel(row)}, ${row.increase > 0 ? "+" : ""}${formatValue(row.increase)} ${unit}${levels}${noise}`;
}
