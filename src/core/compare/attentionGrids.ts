/**
 * One head's attention as grids: left, right, and their difference where both Sides read the same number of tokens.
 */
import type { Capture, Comparison } from "../capture";
import { Failure } from "../failure";
import type { Grid } from "../pictures/grid";
import { hook } from "../hooks";
import { row } from "../tensor";
import { tokenLabel } from "../tokenLabel";

export interface AttentionGrids {
  readonly left: Grid;
  readonly right: Grid;
  readonly difference: Grid | null;
}

/** `floor`: largest change of a weight that a change of arithmetic makes; null while it is not measured. */
export function attentionGrids(
  { left, right, alignment }: Comparison,
  at: { readonly layer: number; readonly head: number },
  floor: number | null,
): AttentionGrids {
  const a = grid(left, "Left", at);
  const b = grid(right, "Right", at);
  const same = alignment.columns.every((column) => column.left !== null && column.right !== null);
  const difference: Grid | null = same
    ? {
        ...a,
        title: "Right − left",
        scale: "signed",
        unit: "difference in attention",
        values: a.values.map((value, i) => b.values[i]! - value),
        floor: floor === null ? null : new Float32Array(a.rows.ticks.length).fill(floor),
      }
    : null;
  return { left: a, right: b, difference };
}

/** The head whose attention moved most, in the sum of |right − left|; null where the Sides read different words. */
export function mostMovedHead({ left, right, alignment }: Comparison): { layer: number; head: number } | null {
  if (alignment.columns.some((column) => column.left === null || column.right === null)) return null;
  let best: { layer: number; head: number } | null = null;
  let most = -1;
  for (let layer = 0; layer < left.model.layers; layer++) {
    const [a, b] = [left.at.get(hook.pattern(layer)), right.at.get(hook.pattern(layer))];
    if (!a || !b) continue;
    for (let head = 0; head < left.model.heads; head++) {
      const [from, to] = [row(a, head), row(b, head)];
      const moved = from.reduce((sum, value, i) => sum + Math.abs(to[i]! - value), 0);
      if (moved > most) [best, most] = [{ layer, head }, moved];
    }
  }
  return best;
}

/** The lower triangle only: above it a head cannot look, which is not the same as looking with weight 0. */
function grid(
  capture: Capture,
  title: string,
  { layer, head }: { readonly layer: number; readonly head: number },
): Grid {
  const pattern = capture.at.get(hook.pattern(layer));
  if (!pattern) throw new Failure("internal", `The capture holds no attention of layer ${layer}.`);
  const n = capture.tokens.length;
  const ticks = capture.tokens.map(({ text }) => tokenLabel(text));
  const values = Float32Array.from(row(pattern, head), (value, i) => (i % n > Math.floor(i / n) ? Number.NaN : value));
  return {
    title,
    rows: { label: "looking", ticks, words: true },
    cols: { label: "looked at", ticks, words: true },
    values,
    scale: "probability",
    unit: "share of attention",
    floor: null,
  };
}
