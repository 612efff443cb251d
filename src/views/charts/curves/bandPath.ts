/**
 * The band of intervals along a curve, as the `d` of an SVG path: a run for each stretch of neighbouring points that
 * have an interval, and nothing across a point that has none.
 */
import { intervalOf, type Rate } from "../../../core/pictures/rate";

export interface BandPoint {
  /** Where it lies across, in the drawing's units. */
  readonly x: number;
  readonly rate: Rate | null;
}

/** "" where no two neighbours have one. `y`: of a share. */
export function bandPath(points: readonly BandPoint[], y: (share: number) => number): string {
  const runs: { x: number; low: number; high: number }[][] = [[]];
  for (const { x, rate } of points) {
    const interval = rate && intervalOf(rate);
    if (interval) runs.at(-1)!.push({ x, ...interval });
    else runs.push([]);
  }
  const outline = (run: (typeof runs)[number]): string => {
    const above = run.map(({ x, high }) => `${x},${y(high)}`);
    const below = run.map(({ x, low }) => `${x},${y(low)}`);
    return `M${[...above, ...below.reverse()].join("L")}Z`;
  };
  return runs
    .filter(({ length }) => length > 1)
    .map(outline)
    .join("");
}
