/**
 * Arithmetic on directions in the residual stream: mean differences of contrasting texts (Marks and Tegmark 2023;
 * persona vectors, arXiv 2507.21509), projections, and how well a projection tells two groups apart.
 */
import { dot, norm } from "../compare/metrics";

/** Mean of rows of equal length. */
function meanRow(rows: readonly Float32Array[]): Float32Array {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i]! += row[i]! / rows.length;
  return Float32Array.from(mean);
}

/** mean(positive) − mean(negative). */
export function meanDifference(positive: readonly Float32Array[], negative: readonly Float32Array[]): Float32Array {
  const b = meanRow(negative);
  return meanRow(positive).map((value, i) => value - b[i]!);
}

/** x · d / ‖d‖, in the units of x; 0 on a direction without length. */
export function projection(x: Float32Array, direction: Float32Array): number {
  const length = norm(direction);
  return length === 0 ? 0 : dot(x, direction) / length;
}

/** Area under the ROC curve: the chance that a value of `high` is above one of `low`, ties counting half. */
export function auroc(high: readonly number[], low: readonly number[]): number {
  let above = 0;
  for (const a of high) for (const b of low) above += a > b ? 1 : a === b ? 0.5 : 0;
  return above / (high.length * low.length);
}
