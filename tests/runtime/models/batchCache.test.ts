/**
 * The KV caches of a batch against lists of tokens: whatever rows come, grow and go, each holds its own and sees only
 * that.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { row } from "../../../src/core/tensor";
import { BatchCache } from "../../../src/runtime/models/batchCache";

const SHAPE = { layers: 2, kvHeads: 2, dHead: 2 };
const WIDTH = 2 * SHAPE.layers * SHAPE.kvHeads * SHAPE.dHead;

/** A token's keys and values, unlike any other's. */
const tokenOf = (n: number): number[] => Array.from({ length: WIDTH }, (_, i) => n * WIDTH + i + 1);

const step = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), length: fc.integer({ min: 1, max: 70 }) }),
  fc.record({ kind: fc.constant("append" as const), times: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant("remove" as const), row: fc.nat(20) }),
);

/** What the graph would read of one token: its keys and values of every layer, in the order of `present`. */
function read(feeds: ReturnType<BatchCache["feeds"]>, r: number, column: number): number[] {
  const found: number[] = [];
  for (let layer = 0; layer < SHAPE.layers; layer++) {
    for (let g = 0; g < SHAPE.kvHeads; g++)
      for (let k = 0; k < SHAPE.dHead; k++) found.push(row(feeds.keys[layer]!, r, g, k)[column]!);
    for (let g = 0; g < SHAPE.kvHeads; g++) found.push(...row(feeds.values[layer]!, r, g, column));
  }
  return found;
}

it("every row holds its own tokens and sees no others", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const cache = new BatchCache(SHAPE);
      const rows: number[][] = [];
      let fresh = 0;
      for (const one of steps) {
        if (one.kind === "add") {
          const tokens = Array.from({ length: one.length }, () => fresh++);
          cache.add(Float32Array.from(tokens.flatMap(tokenOf)), tokens.length);
          rows.push(tokens);
        } else if (one.kind === "append" && rows.length > 0) {
          for (let i = 0; i < one.times; i++) {
            for (const tokens of rows) tokens.push(fresh++);
            cache.append(Float32Array.from(rows.flatMap((tokens) => tokenOf(tokens.at(-1)!))));
          }
        } else if (one.kind === "remove" && one.row < rows.length) {
          cache.remove(one.row);
          const last = rows.pop()!;
          if (one.row < rows.length) rows[one.row] = last;
        }
        expect(cache.lengths).toEqual(rows.map(({ length }) => length));
        if (rows.length === 0) continue;
        const feeds = cache.feeds();
        rows.forEach((tokens, r) => {
          const [itself, ...columns] = row(feeds.seen, r);
          expect(itself).toBe(0);
          columns.forEach((seen, column) => expect(seen === 0).toBe(column < tokens.length));
          const some = [0, tokens.length >> 1, tokens.length - 1];
          for (const column of some) expect(read(feeds, r, column)).toEqual(tokenOf(tokens[column]!));
        });
      }
    }),
    { numRuns: 60 },
  );
});

it("is no wider than its longest row needs, and counts what it holds", () => {
  const cache = new BatchCache(SHAPE);
  cache.add(new Float32Array(100 * WIDTH), 100);
  cache.add(new Float32Array(3 * WIDTH), 3);
  expect(cache.bytes).toBe(2 * 128 * WIDTH * 4);
  cache.remove(0);
  expect(cache.lengths).toEqual([3]);
  expect(cache.bytes).toBe(2 * 32 * WIDTH * 4);
});
