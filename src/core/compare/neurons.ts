/**
 * The MLP neurons whose activation changed most at one pair of positions.
 */
import type { Capture } from "../capture";
import { hook } from "../hooks";
import { row } from "../tensor";

export interface NeuronChange {
  readonly neuron: number;
  readonly left: number;
  readonly right: number;
}

/** The `count` neurons of a layer with the largest |right − left|, largest first. */
export function changedNeurons(
  left: Capture,
  right: Capture,
  layer: number,
  at: { readonly left: number; readonly right: number },
  count: number,
): NeuronChange[] {
  const a = left.at.get(hook.mlpPost(layer));
  const b = right.at.get(hook.mlpPost(layer));
  if (!a || !b) return [];
  const before = row(a, at.left);
  const after = row(b, at.right);
  return Array.from(before, (value, neuron) => ({ neuron, left: value, right: after[neuron]! }))
    .sort((x, y) => Math.abs(y.right - y.left) - Math.abs(x.right - x.left))
    .slice(0, count);
}
