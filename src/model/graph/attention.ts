/**
 * Attention of one block as a Program: q, k and v as one matrix product, rotary positions, grouped-query heads, a KV
 * cache where there is one, or one for each row of a batch, and each head's own share where it is asked for.
 */
import { hook } from "../../core/hooks";
import { type BatchedCaches, type Building, passHook } from "./building";
import { sliceColumns } from "./joined";
import { doseAmount, fused, normalized, undosed } from "./linearMaps";
import type { Program, RotaryValues, Value } from "./program";

/** What the attention of every layer reads. */
export interface AttentionTables extends RotaryValues {
  readonly mask: Value | null;
}

export function attention(building: Building, layer: number, residual: Value, tables: AttentionTables): Value {
  const { program: p, spec, weights } = building;
  const { dModel: D, heads: H, kvHeads: G, dHead: K } = spec;
  const at = (name: string): string => `${layer}.attn.${name}`;
  const norm = p.constant(at("norm"), [D], weights.blocks[layer]!.attnNorm);
  const qkv = fused(building, at("qkv"), normalized(p, spec, at("in"), residual, norm), layer, ["q", "k", "v"]);
  const turned = p.rotary(at("turned"), p.columns(at("qk"), qkv, 0, (H + G) * K), H + G, tables);
  const own = {
    q: p.columns(at("q.flat"), turned, 0, H * K),
    k: p.columns(at("k.own"), turned, H * K, (H + G) * K),
    v: p.columns(at("v.own"), qkv, (H + G) * K, (H + 2 * G) * K),
  };
  const gathered = building.batch
    ? gatheredOverRows(building, building.batch, layer, own)
    : gatheredOverText(building, layer, own, tables.mask!);
  const z = passHook(building, hook.z(layer), p.reshape(at("z"), gathered, ["T", H * K]));
  return passHook(building, hook.attnOut(layer), attentionOutput(building, layer, z));
}

/** Queries [T, H · K], keys and values [T, G · K] of this run's tokens. */
interface OwnValues {
  readonly q: Value;
  readonly k: Value;
  readonly v: Value;
}

/** What each head gathers where the tokens are one text, [T, H, K]. */
function gatheredOverText(building: Building, layer: number, own: OwnValues, mask: Value): Value {
  const { program: p, spec } = building;
  const { heads: H, kvHeads: G, dHead: K } = spec;
  const at = (name: string): string => `${layer}.attn.${name}`;
  const q = splitHeads(p, at("q"), own.q, H, [1, 0, 2]);
  const keys = withPast(building, at("k.flat"), own.k);
  const values = withPast(building, at("v.flat"), own.v);
  const k = repeated(building, at("k"), splitHeads(p, at("k.heads"), keys, G, [1, 2, 0]));
  const v = repeated(building, at("v"), splitHeads(p, at("v.heads"), values, G, [1, 0, 2]));
  const root = p.constant(at("scale"), [], Float32Array.of(1 / Math.sqrt(K)));
  const scores = p.multiply(at("scores"), p.matmul(at("qk.dot"), q, k), root);
  const pattern = p.softmax(at("softmax"), p.add(at("masked"), scores, mask));
  const seen = passHook(building, hook.pattern(layer), pattern);
  return p.transpose(at("gathered"), p.matmul(at("z.heads"), seen, v), [1, 0, 2]);
}

/**
 * The same where each token is the next of a text of its own, [T, G, H / G, K]. The product with the cache and that
 * with the token itself stay apart, since a cache put together anew would be copied at every step.
 */
function gatheredOverRows(building: Building, caches: BatchedCaches, layer: number, { q, k, v }: OwnValues): Value {
  const { program: p, spec } = building;
  const { heads: H, kvHeads: G, dHead: K } = spec;
  const at = (name: string): string => `${layer}.attn.${name}`;
  caches.keysAndValues.push(k, v);
  const queries = p.reshape(at("q"), q, ["T", G, H / G, K]);
  const itself = p.matmul(at("own.dot"), queries, p.reshape(at("k.column"), k, ["T", G, K, 1]));
  const before = p.matmul(at("past.dot"), queries, caches.keys[layer]!);
  const root = p.constant(at("scale"), [], Float32Array.of(1 / Math.sqrt(K)));
  const scores = p.multiply(at("scores"), p.beside(at("qk.dot"), [itself, before]), root);
  const pattern = p.softmax(at("softmax"), p.add(at("masked"), scores, caches.seen));
  const ofItself = p.matmul(
    at("own.z"),
    p.columns(at("own"), pattern, 0, 1),
    p.reshape(at("v.row"), v, ["T", G, 1, K]),
  );
  const ofBefore = p.matmul(at("past.z"), p.columnsFrom(at("past"), pattern, 1, "C"), caches.values[layer]!);
  return p.add(at("z.heads"), ofBefore, ofItself);
}

/**
 * z · W_O. Where each head's own share is asked for, attention is the sum of the shares, which saves doing the product
 * twice. A product per head, and not one over a heads axis, leaves the shares as the hook has them, tokens first:
 * turning them afterwards was a third of what a capture costs above a plain pass.
 */
function attentionOutput(building: Building, layer: number, z: Value): Value {
  const { program: p, spec, weights, wanted, dosed } = building;
  const at = (name: string): string => `${layer}.attn.${name}`;
  if (!wanted.has(hook.result(layer))) return fused(building, at("out"), z, layer, ["o"]);
  const { dModel: D, heads: H, dHead: K } = spec;
  const map = undosed(building, layer, "o");
  const change = dosed ? weights.blocks[layer]!.o.change : null;
  const amount = change ? doseAmount(building, layer, "o") : null;
  const scaledB = change?.b.map((x) => x * change.scale);
  const up = change && scaledB ? p.constant(at("result.B"), [D, change.rank], scaledB) : null;
  const shares = Array.from({ length: H }, (_, h) => {
    const own = p.columns(at(`z.${h}`), z, h * K, (h + 1) * K);
    const weight = p.constant(at(`W_O.${h}`), [D, K], sliceColumns(map.weight, H * K, h * K, (h + 1) * K));
    const share = p.linear(at(`result.${h}`), own, weight, null);
    if (!change || !up || !amount) return share;
    const down = sliceColumns(change.a, H * K, h * K, (h + 1) * K);
    const low = p.linear(at(`low.${h}`), own, p.constant(at(`A.${h}`), [change.rank, K], down), null);
    const moved = p.multiply(at(`dose.${h}`), p.linear(at(`moved.${h}`), low, up, null), amount);
    return p.add(at(`dosed.${h}`), share, moved);
  });
  building.hooks.set(hook.result(layer), p.beside(at("result"), shares));
  const sum = shares.reduce((total, share, h) => p.add(at(`sum.${h}`), total, share));
  return map.bias ? p.add(at("out"), sum, p.constant(at("out.b"), [D], map.bias)) : sum;
}

/**
 * With a KV cache: puts this run's keys or values below those of the tokens before it, and keeps them for the next run.
 */
function withPast({ program, cache }: Building, name: string, own: Value): Value {
  if (!cache) return own;
  const width = Number(own.shape[1]);
  const from = cache.keysAndValues.length * width;
  cache.keysAndValues.push(own);
  return program.append(name, program.columns(`${name}.past`, cache.past, from, from + width), own);
}

/** [T, n · K] to [n, T, K], or to another order of (T, n, K). */
function splitHeads(program: Program, name: string, x: Value, n: number, order: readonly number[]): Value {
  const split = program.reshape(`${name}.split`, x, [x.shape[0]!, n, Number(x.shape[1]) / n]);
  return program.transpose(name, split, order);
}

/** Grouped-query attention: each key and value head repeated for the query heads it serves. */
function repeated({ program, spec: { heads, kvHeads } }: Building, name: string, x: Value): Value {
  if (heads === kvHeads) return x;
  const serving = BigInt64Array.from({ length: heads }, (_, h) => BigInt(Math.floor((h * kvHeads) / heads)));
  return program.rows(name, x, program.constant(`${name}.serving`, [heads], serving));
}
