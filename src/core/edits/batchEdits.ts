/**
 * The edits of several texts that are read together, one token of each: the same interventions, so the same edits in
 * the same order, each with a row for every text.
 */
import type { AffineEdit, Edit, RowsEdit } from "./interventions";
import { type Tensor, tensor } from "../tensor";

/** `edits` has a list for each text, all of one token; what it gives is of as many tokens as there are texts. */
export function batchEdits(edits: readonly (readonly Edit[])[]): Edit[] {
  const [first = []] = edits;
  return first.map((edit, i): Edit => {
    const all = edits.map((mine) => mine[i]!);
    if (edit.form === "rows") return { ...edit, mask: joined((all as RowsEdit[]).map(({ mask }) => mask)) };
    const affine = all as AffineEdit[];
    const [scale, add] = [below(affine.map((one) => one.scale)), below(affine.map((one) => one.add))];
    return { ...edit, scale, add };
  });
}

/** Tensors of one row each, one below the other. */
function below(rows: readonly Tensor[]): Tensor {
  return tensor([rows.length, ...rows[0]!.shape.slice(1)], joined(rows.map(({ data }) => data)));
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
