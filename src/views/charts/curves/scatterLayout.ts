/**
 * Where the marks of the scatter stand, and a place for the name of each that covers no mark and no other name:
 * beside it, or further away with a thin line that leads there.
 */
import { scaleLinear } from "d3-scale";
import type { ScatterPoint } from "../../../core/pictures/scatter";
import { textWidth } from "../frame/textWidth";

export const LEFT = 50;
export const BOTTOM = 46;
export const TOP = 36;
export const SCATTER_NAME_SIZE = 11.5;
export const LINE_WORDS = "right of this line: bad";

export interface ScatterLayout {
  readonly width: number;
  readonly height: number;
  readonly x: (rise: number) => number;
  readonly y: (share: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

interface ScatterSize {
  readonly width: number;
  readonly height: number;
}

export const SCATTER_SIZES = {
  wide: { width: 600, height: 400 },
  narrow: { width: 358, height: 330 },
} as const satisfies Readonly<Record<string, ScatterSize>>;

export function scatterLayout(points: readonly ScatterPoint[], { width, height }: ScatterSize): ScatterLayout {
  const rises = points.map(({ rise }) => rise);
  const x = scaleLinear()
    .domain([Math.min(0, ...rises), Math.max(1e-9, ...rises)])
    .nice()
    .range([LEFT, width - 14]);
  const y = scaleLinear()
    .domain([0, Math.max(0.02, ...points.map(({ misaligned }) => misaligned.high ?? misaligned.rate))])
    .nice()
    .range([height - BOTTOM, TOP]);
  return { width, height, x, y, xTicks: x.ticks(5), yTicks: y.ticks(5) };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ScatterName {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  /** The name stands away from its mark, so a line must lead there. */
  readonly apart: boolean;
}

/** How far above and below the baseline a name reaches. */
const [ABOVE, BELOW] = [11, 3];
/** Between two names on one line. */
const GAP = 3;
const BESIDE = [4, -8, 16];
/** Distances at which room is looked for where there is none beside a mark. */
const RINGS = [24, 36, 50, 66, 84, 104, 126, 150];
const DIRECTIONS = 16;
/** Marks nearer than this are crossed anyway by a line from one of them. */
const CLUSTER = 24;

/**
 * In the points' order; the `chosen` one is placed first (−1: none), then those that rose most. Null where there is no
 * room, or where only a thin line across other names and marks would lead there: those are read by pointing and in the
 * table. `threshold`: a line whose words stand at the top; a name stays on its mark's side of it.
 */
export function placeNames(
  points: readonly ScatterPoint[],
  { x, y, width, height }: ScatterLayout,
  threshold: number | null,
  chosen = -1,
): (ScatterName | null)[] {
  const room: Box = { left: LEFT, right: width + GAP, top: TOP - 4, bottom: height - BOTTOM + 4 };
  const line = threshold === null ? null : x(threshold);
  const sideOf = (at: number): Box =>
    line === null
      ? room
      : at < line
        ? { ...room, right: Math.min(line, room.right) }
        : { ...room, left: Math.max(line, room.left) };
  const marks = points.map(({ rise, misaligned: { rate, low = rate, high = rate }, title }) => ({
    x: x(rise),
    y: y(rate),
    bar: { left: x(rise) - 2, right: x(rise) + 2, top: y(high), bottom: y(low) },
    length: textWidth(title, SCATTER_NAME_SIZE),
  }));
  const words = line === null ? [] : [wordsBox(line)];
  const taken: Box[] = [...words, ...marks.map(around), ...marks.map(({ bar }) => bar)];
  const names: Box[] = [];
  const lines: Box[] = [];
  const placed = marks.map((): ScatterName | null => null);
  for (const i of placingOrder(points, chosen)) {
    const mark = marks[i]!;
    // Its own mark and bar may be touched.
    const own = [taken[words.length + i], mark.bar];
    const free = candidates(mark.x, mark.y).filter((name) => {
      const box = boxOf(name, mark.length);
      return (
        inside(box, sideOf(mark.x)) && [...taken, ...names].every((other) => own.includes(other) || !meet(box, other))
      );
    });
    const others = marks.filter(({ x: u, y: v }) => Math.hypot(u - mark.x, v - mark.y) > CLUSTER);
    const crossed = (name: ScatterName): boolean => {
      const steps = leader(mark, name);
      const under = [...names, ...lines, ...others.map(around)];
      return (
        under.some((box) => steps.some((step) => meet(step, box))) ||
        lines.some((line) => meet(line, boxOf(name, mark.length)))
      );
    };
    const away = (name: ScatterName): number => Math.hypot(name.x - mark.x, name.y - mark.y);
    const found = free.filter((name) => !crossed(name)).toSorted((p, q) => away(p) - away(q))[0];
    if (!found) continue;
    names.push(boxOf(found, mark.length));
    lines.push(...leader(mark, found));
    placed[i] = found;
  }
  return placed;
}

function placingOrder(points: readonly ScatterPoint[], chosen: number): number[] {
  const rise = (i: number): number => (i === chosen ? Infinity : points[i]!.rise);
  return points.map((_, i) => i).toSorted((a, b) => rise(b) - rise(a));
}

const around = ({ x, y }: { readonly x: number; readonly y: number }): Box => ({
  left: x - 8,
  right: x + 8,
  top: y - 8,
  bottom: y + 8,
});

/** The thin line from a mark to a name that stands away from it, as a row of small boxes. */
function leader({ x, y }: { readonly x: number; readonly y: number }, name: ScatterName): Box[] {
  if (!name.apart) return [];
  const [dx, dy] = [name.x - x, name.y - 4 - y];
  const steps = Math.ceil(Math.hypot(dx, dy) / 4);
  return Array.from({ length: steps }, (_, i) => {
    const [u, v] = [x + (dx * i) / steps, y + (dy * i) / steps];
    return { left: u - 1, right: u + 1, top: v - 1, bottom: v + 1 };
  });
}

function candidates(x: number, y: number): ScatterName[] {
  const beside = BESIDE.flatMap((lift): ScatterName[] => [
    { x: x + 11, y: y + lift, anchor: "start", apart: false },
    { x: x - 11, y: y + lift, anchor: "end", apart: false },
  ]);
  const around = RINGS.flatMap((far) =>
    Array.from({ length: DIRECTIONS }, (_, i): ScatterName => {
      const angle = (2 * Math.PI * i) / DIRECTIONS;
      const [dx, dy] = [far * Math.cos(angle), far * Math.sin(angle)];
      return { x: x + dx, y: y + dy + 4, anchor: dx < 0 ? "end" : "start", apart: true };
    }),
  );
  return [...beside, ...around];
}

function boxOf({ x, y, anchor }: ScatterName, length: number): Box {
  const left = anchor === "start" ? x : x - length;
  return { left: left - GAP, right: left + length + GAP, top: y - ABOVE, bottom: y + BELOW };
}

const wordsBox = (line: number): Box => ({
  left: line,
  right: line + 6 + textWidth(LINE_WORDS, SCATTER_NAME_SIZE),
  top: TOP - 18,
  bottom: TOP - 2,
});

const inside = (box: Box, room: Box): boolean =>
  box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;

const meet = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
