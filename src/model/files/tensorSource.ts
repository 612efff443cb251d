/**
 * Where named tensors come from: one safetensors file, or several with an index. Shapes are known before any value is
 * read.
 */
export interface TensorSource {
  /** The file, for messages. */
  readonly file: string;
  readonly names: ReadonlySet<string>;
  /** Throws a Failure when there is no such tensor. */
  shape(name: string): readonly number[];
  /** All values, row-major. A view of the file where it is aligned float32, else a new array. Throws a Failure. */
  float32(name: string): Float32Array;
}
