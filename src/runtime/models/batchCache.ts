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

const widthFor = (length: number): number => Math.ceil(length / MORE_COLUMNS) * MORE_COLUMNS;

export class BatchCache {
  private readonly held: { of: "keys" | "values"; data: Float32Array }[];
  /** Of one head's keys or values. */
  private readonly K: number;
  private readonly G: number;
  private readonly tokens: number[] = [];
  private columns = 0;
  /** Rows that there is room for. */
  private places = 0;

  constructor({ layers, kvHeads, dHead }: Pick<ModelSpec, "layers" | "kvHeads" | "dHead">) {
    this.K = dHead;
    this.G = kvHeads;
    // As the graph gives them: each layer's keys, [rows, G, K, columns], then its values, [rows, G, columns, K].
    this.held = Array.from({ length: 2 * layers }, (_, part) => ({
      of: part % 2 === 0 ? "keys" : "values",
      data: new Float32Array(0),
    }));
  }

  /** How many tokens each row has. */
  get lengths(): readonly number[] {
    return this.tokens;
  }

  /** Of all rows. */
  get bytes(): number {
    return this.held.reduce((sum, { data }) => sum + data.byteLength, 0);
  }

  /** Adds a row below the others. `keysAndValues` is [length, width], a token's keys and values of each layer. */
  add(keysAndValues: Float32Array, length: number): void {
    const row = this.tokens.length;
    const places = row < this.places ? this.places : Math.max(1, 2 * row);
    this.makeRoom(places, Math.max(this.columns, widthFor(length)));
    for (let token = 0; token < length; token++) this.write(row, token, keysAndValues, token * this.width);
    this.tokens.push(length);
  }

  /** Adds a token to each row; `present` is [rows, width]. */
  append(present: Float32Array): void {
    const longest = Math.max(...this.tokens) + 1;
    if (longest > this.columns) this.makeRoom(this.places, widthFor(longest));
    this.tokens.forEach((length, row) => {
      this.write(row, length, present, row * this.width);
      this.tokens[row] = length + 1;
    });
  }

  /** The last row takes the place of the one that goes. */
  remove(row: number): void {
    const last = this.tokens.length - 1;
    const size = this.G * this.K * this.columns;
    for (const { data } of this.held) data.copyWithin(row * size, last * size, (last + 1) * size);
    this.tokens[row] = this.tokens[last]!;
    this.tokens.pop();
    this.makeRoom(this.places, widthFor(Math.max(0, ...this.tokens)));
  }

  /** All rows as the graph's inputs of each layer, and which columns each row sees, its next token first. */
  feeds(): { readonly keys: readonly Tensor[]; readonly values: readonly Tensor[]; readonly seen: Tensor } {
    const { tokens, columns, G, K } = this;
    const rows = tokens.length;
    const all = (what: "keys" | "values", shape: readonly number[]): Tensor[] =>
      this.held
        .filter(({ of }) => of === what)
        .map(({ data }) => tensor([rows, G, ...shape], data.subarray(0, rows * G * K * columns)));
    const seen = new Float32Array(rows * (1 + columns));
    tokens.forEach((length, row) => seen.fill(UNSEEN, row * (1 + columns) + 1 + length, (row + 1) * (1 + columns)));
    return {
      keys: all("keys", [K, columns]),
      values: all("values", [columns, K]),
      seen: tensor([rows, 1, 1, 1 + columns], seen),
    };
  }

  /** What one token has in all layers. */
  private get width(): number {
    return this.held.length * this.G * this.K;
  }

  /** Lays everything out anew for so many rows and columns, unless it is laid out so. */
  private makeRoom(rows: number, wide: number): void {
    if (rows === this.places && wide === this.columns) return;
    const { columns, G, K, tokens } = this;
    for (const part of this.held) {
      const old = part.data;
      const fresh = new Float32Array(rows * G * K * wide);
      tokens.forEach((length, row) => {
        for (let g = row * G; g < (row + 1) * G; g++) {
          const [from, to] = [g * K * columns, g * K * wide];
          if (part.of === "values") fresh.set(old.subarray(from, from + length * K), to);
          else
            for (let k = 0; k < K; k++)
              fresh.set(old.subarray(from + k * columns, from + k * columns + length), to + k * wide);
        }
      });
      part.data = fresh;
    }
    this.columns = wide;
    this.places = rows;
  }

  /** Writes one token of a row; `from` is where its keys and values begin. */
  private write(row: number, column: number, values: Float32Array, from: number): void {
    const { columns, G, K } = this;
    let own = from;
    for (const { of, data } of this.held) {
      const [first, step] = of === "values" ? [column * K, 1] : [column, columns];
      for (let g = row * G; g < (row + 1) * G; g++) {
        let at = g * K * columns + first;
        for (let k = 0; k < K; k++, at += step) data[at] = values[own++]!;
      }
    }
  }
}
