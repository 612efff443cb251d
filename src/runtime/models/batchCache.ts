/**
 * The KV caches of a batch: one for every row, laid out as the graph of a batch reads them (model/graph/build.ts), side
 * by side and as wide as the longest. Rows come and go, and nothing of one is ever seen by another.
 */
import { type Tensor, tensor } from "../../core/tensor";
import type { ModelSpec } from "../../model/checkpoint/spec";

/** Columns are added so many at a time, because laying the caches out anew costs about as much as a step. */
const MORE_COLUMNS = 32;

/** Added to the score of a column that a row does not have; finite, because infinity times zero is not a number. */
const UNSEEN = -1e30;

export interface BatchCache {
  /** How many tokens each row has. */
  readonly lengths: readonly number[];
  /** Bytes of all rows. */
  readonly bytes: number;
  /** Adds a row below the others. `keysAndValues` is [length, width], a token's keys and values of each layer. */
  add(keysAndValues: Float32Array, length: number): void;
  /** Adds a token to each row; `present` is [rows, width]. */
  append(present: Float32Array): void;
  /** The last row takes the place of the one that goes. */
  remove(row: number): void;
  /** Room for one more token in each row, and how it is fed to the graph. */
  feeds(): { readonly keys: readonly Tensor[]; readonly values: readonly Tensor[]; readonly seen: Tensor };
}

type Shape = Pick<ModelSpec, "layers" | "kvHeads" | "dHead">;

export function makeBatchCache({ layers, kvHeads: G, dHead: K }: Shape): BatchCache {
  const lengths: number[] = [];
  const width = layers * 2 * G * K;
  let columns = 0;
  let places = 0;
  /** Each layer's keys, [rows, G, K, columns], then its values, [rows, G, columns, K]. */
  let held = Array.from({ length: 2 * layers }, () => new Float32Array(0));

  /** Lays everything out anew for so many rows and columns. */
  const resize = (rows: number, wide: number): void => {
    held = held.map((old, part) => {
      const fresh = new Float32Array(rows * G * K * wide);
      lengths.forEach((length, row) => {
        for (let g = 0; g < G; g++) {
          const [from, to] = [(row * G + g) * K * columns, (row * G + g) * K * wide];
          if (part % 2 === 1) fresh.set(old.subarray(from, from + length * K), to);
          else
            for (let k = 0; k < K; k++)
              fresh.set(old.subarray(from + k * columns, from + k * columns + length), to + k * wide);
        }
      });
      return fresh;
    });
    columns = wide;
    places = rows;
  };

  const widthFor = (length: number): number => Math.ceil(length / MORE_COLUMNS) * MORE_COLUMNS;

  /** Writes one token of a row; `from` is where its keys and values begin. */
  const write = (row: number, column: number, values: Float32Array, from: number): void => {
    held.forEach((into, part) => {
      const own = from + part * G * K;
      for (let g = 0; g < G; g++) {
        const at = (row * G + g) * K * columns;
        if (part % 2 === 1) into.set(values.subarray(own + g * K, own + (g + 1) * K), at + column * K);
        else for (let k = 0; k < K; k++) into[at + k * columns + column] = values[own + g * K + k]!;
      }
    });
  };

  return {
    lengths,
    get bytes() {
      return places * columns * width * Float32Array.BYTES_PER_ELEMENT;
    },
    add(keysAndValues, length) {
      const wide = Math.max(columns, widthFor(length));
      if (wide > columns || lengths.length === places) resize(Math.max(places, lengths.length + 1), wide);
      const row = lengths.length;
      for (let token = 0; token < length; token++) write(row, token, keysAndValues, token * width);
      lengths.push(length);
    },
    append(present) {
      const longest = Math.max(...lengths) + 1;
      if (longest > columns) resize(places, widthFor(longest));
      lengths.forEach((length, row) => write(row, length, present, row * width));
      lengths.forEach((length, row) => (lengths[row] = length + 1));
    },
    remove(row) {
      const last = lengths.length - 1;
      const size = G * K * columns;
      for (const part of held) part.copyWithin(row * size, last * size, (last + 1) * size);
      lengths[row] = lengths[last]!;
      lengths.pop();
      const wide = widthFor(Math.max(0, ...lengths));
      if (wide < columns) resize(places, wide);
    },
    feeds() {
      const R = lengths.length;
      const part = (of: number, shape: readonly number[]): Tensor =>
        tensor([R, G, ...shape], held[of]!.subarray(0, R * G * K * columns));
      const seen = new Float32Array(R * (1 + columns));
      lengths.forEach((length, row) => seen.fill(UNSEEN, row * (1 + columns) + 1 + length, (row + 1) * (1 + columns)));
      return {
        keys: Array.from({ length: layers }, (_, layer) => part(2 * layer, [K, columns])),
        values: Array.from({ length: layers }, (_, layer) => part(2 * layer + 1, [columns, K])),
        seen: tensor([R, 1, 1, 1 + columns], seen),
      };
    },
  };
}
