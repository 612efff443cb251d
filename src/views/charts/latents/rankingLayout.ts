/**
 * Where everything of the ranking's number line stands: dots by their increase, names above them, apart from each
 * other.
 */
import { scaleLinear } from "d3-scale";
import { latentLabel, type LatentRow } from "../../../core/features/latentRow";
import { isNarrowRoom, type Room } from "../frame/stage";
import { shortened, textWidth } from "../frame/textWidth";

export const MARGIN = 18;
/** Of the dots; less on the stage. */
const [BAND, BAND_ON_STAGE] = [76, 60];
export const NAME_SIZE = 12;
/** Names stand slanted by this, so that many fit side by side. */
export const SLANT = 38;

/** Between the names and the dots: there the lines spread. */
export const FAN = 26;
/** Room for the slanted names; on a narrow screen for the ranks that stand in their place. */
const NAMES = 188;
const RANKS = 54;
/** Below the dots: the axis; on the stage also what is read out and the legend, of one line or two. */
const [AXIS, READ, LEGEND_LINE] = [50, 44, 24];
const LONGEST = 252;
/** Between two slanted names, so that one line of text does not touch the next. */
const SPACE = 24;
const [COSINE, SINE] = [Math.cos((SLANT * Math.PI) / 180), Math.sin((SLANT * Math.PI) / 180)];

/** What is known of features that are turned together, where features are ranked. */
export interface LeverMark {
  readonly name: string;
  readonly here: readonly { readonly latent: number }[];
}

export interface RankingLayout {
  readonly width: number;
  readonly height: number;
  /** Where the names end, from the top. */
  readonly labels: number;
  /** How high the dots are spread. */
  readonly band: number;
  /** Of a name. */
  readonly longest: number;
  readonly narrow: boolean;
  readonly x: (increase: number) => number;
  readonly ticks: readonly number[];
}

/** `room`: on the stage, where the names have what the rest leaves. */
export function rankingLayout(rows: readonly LatentRow[], narrow: boolean, room: Room | null = null): RankingLayout {
  const width = room?.width ?? (narrow ? 380 : 1040);
  const band = room ? BAND_ON_STAGE : BAND;
  const below = room ? AXIS + READ + LEGEND_LINE * (isNarrowRoom(room) ? 2 : 1) : AXIS;
  const labels = narrow ? RANKS : Math.min(NAMES, room ? room.height - band - below : NAMES);
  const longest = Math.min(LONGEST, (labels - FAN - 4 - NAME_SIZE) / SINE);
  const values = rows.map(({ increase }) => increase);
  const x = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(0, ...values)])
    .nice()
    .range([MARGIN, width - MARGIN]);
  return { width, height: labels + band + AXIS, labels, band, longest, narrow, x, ticks: x.ticks(narrow ? 4 : 8) };
}

/** Dots are spread in height only so that they do not hide each other: the same on every visit. */
export function dotHeight({ labels, band }: RankingLayout, latent: number): number {
  const spread = ((Math.imul(latent + 1, 0x9e3779b1) >>> 0) / 4294967296 - 0.5) * 0.92;
  return labels + band / 2 + spread * band;
}

export interface PlacedName {
  readonly row: LatentRow;
  readonly side: "riser" | "faller";
  /** The name, or on a narrow screen the rank. */
  readonly text: string;
  /** Where it begins or ends, above its dot or beside it. */
  readonly at: number;
}

/**
 * Names of the marked features. Rising ones lean to the left and falling ones to the right, away from the nearer
 * edge, so room is kept between the two groups where they would cross.
 */
export function placedNames(rows: readonly LatentRow[], layout: RankingLayout): PlacedName[] {
  const { width, narrow, longest: most, x } = layout;
  const named = rows.map((row, i) => ({
    row,
    text: narrow ? String(i + 1) : shortened(latentLabel(row), most, NAME_SIZE, true),
  }));
  const of = (role: LatentRow["role"]) =>
    named.filter(({ row }) => row.role === role).toSorted((a, b) => a.row.increase - b.row.increase);
  const [fallers, risers] = [of("faller"), of("riser")];
  const longest = (names: typeof named): number =>
    Math.max(0, ...names.map(({ text }) => textWidth(text, NAME_SIZE, true)));
  const [reach, room] = [longest(fallers), longest(risers)].map((length) => length * (narrow ? 0.5 : COSINE)) as [
    number,
    number,
  ];
  const wide = 2 * Math.max(reach, room);
  const fit = (width - 2 * MARGIN) / Math.max(1, fallers.length + risers.length - 1);
  const space = narrow ? Math.max(17, Math.min(wide + 4, Math.max(wide, fit))) : SPACE;
  const wanted = (names: typeof named): number[] => names.map(({ row }) => x(row.increase));
  // Falling names may stand as far to the right as those that rise leave room, which is a third at least.
  const gap = narrow ? space : 2 * Math.min(reach, room) + SPACE;
  // Ranks stand in the middle above their dots; slanted names reach to the right.
  const end = narrow ? MARGIN : reach + 4;
  const taken = risers.length === 0 ? end : MARGIN + (risers.length - 1) * space + gap;
  const free = fallers.length > risers.length ? width - taken : MARGIN + (fallers.length - 1) * space;
  const left = apart(wanted(fallers), space, MARGIN, Math.min(Math.max(width / 3, free), width - end));
  const between = left.length === 0 ? 0 : left.at(-1)! + gap;
  const right = apart(wanted(risers), space, Math.max(MARGIN, narrow ? 0 : room + 4, between), width - MARGIN);
  return [
    ...risers.map(({ row, text }, i): PlacedName => ({ row, text, side: "riser", at: right[i]! })),
    ...fallers.map(({ row, text }, i): PlacedName => ({ row, text, side: "faller", at: left[i]! })),
  ];
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
  return places.map((place, i) => Math.min(room, Math.max(least, place)) + i * space);
}
