/**
 * Matrices put together: several linear maps of one input as one, low-rank changes as one, and parts of them.
 */
import type { Linear } from "../checkpoint/weights";

/**
 * The changes of maps that share an input, as one: A one below the other, [rank, in], and B along the diagonal with its
 * scale, [out, rank]. Null where no map is changed.
 */
export function lowRank(
  maps: readonly Linear[],
): { readonly rank: number; readonly a: Float32Array; readonly b: Float32Array } | null {
  const rank = maps.reduce((sum, { change }) => sum + (change?.rank ?? 0), 0);
  if (rank === 0) return null;
  const out = maps.reduce((sum, map) => sum + map.out, 0);
  const b = new Float32Array(out * rank);
  let row = 0;
  let column = 0;
  for (const { out: own, change } of maps) {
    if (change) {
      for (let o = 0; o < own; o++)
        for (let k = 0; k < change.rank; k++)
          b[(row + o) * rank + column + k] = change.scale * change.b[o * change.rank + k]!;
      column += change.rank;
    }
    row += own;
  }
  return { rank, a: joined(maps.flatMap(({ change }) => (change ? [change.a] : []))), b };
}

export function joined(arrays: readonly Float32Array[]): Float32Array {
  if (arrays.length === 1) return arrays[0]!;
  const whole = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

/** Columns `from` to `to` of a matrix `width` wide. */
export function sliceColumns(matrix: Float32Array, width: number, from: number, to: number): Float32Array {
  const rows = matrix.length / width;
  const taken = new Float32Array(rows * (to - from));
  for (let r = 0; r < rows; r++) taken.set(matrix.subarray(r * width + from, r * width + to), r * (to - from));
  return taken;
}
