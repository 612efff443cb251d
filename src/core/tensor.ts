/**
 * A dense float32 array with a shape, row-major, and the few reads every other file needs.
 * Not a maths library: arithmetic lives where it is used, on plain Float32Arrays.
 */
import { Failure } from "./failure";

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Number of values a shape holds; the empty shape holds one. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Makes a tensor of `shape` over `data` without copying. Throws a Failure when they disagree. */
export function tensor(shape: readonly number[], data: Float32Array): Tensor {
  if (data.length !== sizeOf(shape)) {
    throw new Failure("internal", `A tensor of shape [${shape.join(", ")}] cannot hold ${data.length} values.`);
  }
  return { shape, data };
}

/** A view (no copy) of `t` at fixed leading indices: row(t, i) of [T, D] is the D values of position i. */
export function row(t: Tensor, ...leading: readonly number[]): Float32Array {
  let offset = 0;
  let block = t.data.length;
  leading.forEach((index, axis) => {
    const length = t.shape[axis];
    if (length === undefined || index < 0 || index >= length) {
      throw new Failure("internal", `Index ${index} is outside axis ${axis} of shape [${t.shape.join(", ")}].`);
    }
    block /= length;
    offset += index * block;
  });
  return t.data.subarray(offset, offset + block);
}
