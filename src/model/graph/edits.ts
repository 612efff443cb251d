/**
 * Edits as inputs of the graph: every editable hook has a scale and an add, [T or 1, width]. Heads are flattened, because
 * the graph holds z as [T, H · K].
 */
import type { Edit } from "../../core/experiment";
import { Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import { sizeOf, tensor, type Tensor } from "../../core/tensor";
import { hookShape } from "../hookShape";
import { broadcast } from "../reference";
import type { ModelSpec } from "../spec";

export const scaleInput = (name: HookName): string => `${name}.scale`;
export const addInput = (name: HookName): string => `${name}.add`;

/** Inputs for a run; hooks without an edit get the identity, several edits of one hook are composed in order. */
export function editFeeds(spec: ModelSpec, editable: readonly HookName[], edits: readonly Edit[]): Map<string, Tensor> {
  const stray = edits.find(({ hook }) => !editable.includes(hook));
  if (stray) throw new Failure("internal", `The graph was not built to edit “${stray.hook}”.`);
  const feeds = new Map<string, Tensor>();
  for (const name of editable) {
    const mine = edits.filter(({ hook }) => hook === name);
    const rows = Math.max(1, ...mine.flatMap(({ scale, add }) => [rowsOf(scale, spec, name), rowsOf(add, spec, name)]));
    const shape = hookShape(spec, name, rows);
    const width = sizeOf(shape) / rows;
    const scale = new Float32Array(rows * width).fill(1);
    const add = new Float32Array(rows * width);
    for (const edit of mine) {
      const factor = broadcast(edit.scale, shape);
      const term = broadcast(edit.add, shape);
      for (let i = 0; i < scale.length; i++) {
        scale[i]! *= factor[i]!;
        add[i] = add[i]! * factor[i]! + term[i]!;
      }
    }
    feeds.set(scaleInput(name), tensor([rows, width], scale));
    feeds.set(addInput(name), tensor([rows, width], add));
  }
  return feeds;
}

/** How many positions an edit's tensor speaks of: its first axis, when it has as many axes as the hook. */
function rowsOf(t: Tensor, spec: ModelSpec, name: HookName): number {
  return t.shape.length === hookShape(spec, name, 1).length ? (t.shape[0] ?? 1) : 1;
}
