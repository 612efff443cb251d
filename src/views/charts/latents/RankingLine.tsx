/**
 * The number line of the ranking: every feature a dot, the marked ones with their names. Without behaviour: the page
 * and a saved file draw the same.
 */
import { memo, type ReactNode, type SVGAttributes, useMemo } from "react";
import { belowFloor, type LatentRow } from "../../../core/features/latentRow";
import { formatValue } from "../frame/format";
import { PALETTES } from "../frame/palette";
import { useTheme } from "../frame/theme";
import {
  FAN,
  dotHeight,
  type LeverMark,
  MARGIN,
  NAME_SIZE,
  type PlacedName,
  placedNames,
  type RankingLayout,
  SLANT,
} from "./rankingLayout";

export interface RankingLineProps extends SVGAttributes<SVGSVGElement> {
  readonly rows: readonly LatentRow[];
  readonly layout: RankingLayout;
  readonly rightTitle: string;
  readonly lever: LeverMark | null;
  readonly selected: number | null;
  /** What is drawn over it. */
  readonly children?: ReactNode;
}

export function RankingLine({ rows, layout, rightTitle, lever, selected, children, ...onSvg }: RankingLineProps) {
  const palette = PALETTES[useTheme()];
  const { width, height } = layout;
  const names = useMemo(() => placedNames(rows, layout), [rows, layout]);
  return (
    <svg data-drawing viewBox={`0 0 ${width} ${height}`} aria-hidden="true" {...onSvg}>
      <Axis layout={layout} />
      <text x={MARGIN} y={height - 5} fontSize={12} fill={palette.left}>
        {`← quieter in ${rightTitle}`}
      </text>
      <text x={width - MARGIN} y={height - 5} fontSize={12} textAnchor="end" fill={palette.right}>
        {`louder in ${rightTitle} →`}
      </text>
      <Unmarked rows={rows} layout={layout} />
      {names.map((name) => (
        <Marked key={name.row.latent} name={name} layout={layout} chosen={name.row.latent === selected} />
      ))}
      {rows
        .filter(({ latent }) => lever?.here.some((one) => one.latent === latent))
        .map((row) => (
          <path
            key={row.latent}
            d={`M${layout.x(row.increase)},${dotHeight(layout, row.latent) - 11}l11,11l-11,11l-11,-11z`}
            fill="none"
            stroke={palette.ink}
            strokeWidth={1.75}
          />
        ))}
      {children}
    </svg>
  );
}

function Axis({ layout: { labels, band, width, x, ticks } }: { readonly layout: RankingLayout }) {
  const palette = PALETTES[useTheme()];
  const bottom = labels + band + 8;
  return (
    <>
      <line x1={x(0)} x2={x(0)} y1={labels - 4} y2={bottom} stroke={palette.muted} strokeDasharray="2 3" />
      <line x1={MARGIN} x2={width - MARGIN} y1={bottom} y2={bottom} stroke={palette.line} />
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 16} textAnchor="middle" fontSize={11.5} fill={palette.muted}>
          {tick > 0 ? `+${formatValue(tick)}` : formatValue(tick)}
        </text>
      ))}
    </>
  );
}

interface UnmarkedProps {
  readonly rows: readonly LatentRow[];
  readonly layout: RankingLayout;
}

/** Two thousand dots are two paths: one of those below the noise floor, one of the others. */
const Unmarked = memo(function Unmarked({ rows, layout }: UnmarkedProps) {
  const palette = PALETTES[useTheme()];
  const path = (kept: (row: LatentRow) => boolean): string =>
    rows
      .filter((row) => row.role === "other" && kept(row))
      .map(({ increase, latent }) => `M${layout.x(increase).toFixed(1)},${dotHeight(layout, latent).toFixed(1)}h0`)
      .join("");
  const noise = path(belowFloor);
  const others = path((row) => !belowFloor(row));
  return (
    <>
      <path d={noise} stroke={palette.line} strokeWidth={4} strokeLinecap="round" fill="none" />
      <path d={others} stroke={palette.muted} strokeWidth={4.5} strokeLinecap="round" opacity={0.6} fill="none" />
    </>
  );
});

interface MarkedProps {
  readonly name: PlacedName;
  readonly layout: RankingLayout;
  readonly chosen: boolean;
}

/** A dot, its name, and a thin line between the two, which crosses no other: aslant to above its dot, then straight. */
function Marked({ name: { row, side, text, at }, layout, chosen }: MarkedProps) {
  const palette = PALETTES[useTheme()];
  const colour = side === "riser" ? palette.right : palette.left;
  const { labels, narrow } = layout;
  const [x, y] = [layout.x(row.increase), dotHeight(layout, row.latent)];
  const [lean, turn] = side === "riser" ? [2, SLANT] : [-2, -SLANT];
  const place = narrow
    ? { x: at, y: labels - FAN - 5, textAnchor: "middle" as const }
    : {
        transform: `translate(${at + lean} ${labels - FAN - 4}) rotate(${turn})`,
        textAnchor: side === "riser" ? ("end" as const) : ("start" as const),
      };
  return (
    <g>
      <path
        d={`M${at},${labels - FAN}L${x},${labels}V${y}`}
        stroke={colour}
        strokeWidth={0.75}
        opacity={0.55}
        fill="none"
      />
      <circle cx={x} cy={y} r={chosen ? 6.5 : 5} fill={colour} stroke={palette.paper} strokeWidth={1.25} />
      <text {...place} fontSize={NAME_SIZE} fontWeight={chosen ? 700 : 500} fill={palette.ink}>
        {text}
      </text>
    </g>
  );
}
