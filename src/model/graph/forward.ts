/**
 * The forward pass of the Llama family as a Program, with hooks to read and hooks to edit. The same arithmetic as
 * reference.ts; q, k and v share one matrix product, and so do gate and up, which changes no number's meaning.
 */
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import type { GraphRequest } from "../graph";
import { rotaryTables } from "../rotary";
import type { ModelSpec } from "../spec";
import type { Linear, Weights } from "../weights";
import { addInput, scaleInput } from "./edits";
import { type Packing, packOutputs } from "./packing";
import { Program, type RotaryValues, type Value } from "./program";

export const TOKENS = "tokens";
/** Keys and values of the tokens before this run: [past, layers · 2 · kvHeads · dHead], each layer's keys, then its values. */
export const PAST = "past";
/** Longer prompts than this would make the position tables the largest part of a small model. */
const LONGEST = 4096;

export interface DescribedForward extends Packing {
  readonly program: Program;
  readonly maxTokens: number;
}

/** Throws a Failure for a hook this model does not have, or that is not editable. */
export function describeForward(spec: ModelSpec, weights: Weights, request: GraphRequest): DescribedForward {
  const builder = built(spec, weights, request, false);
  const packing = packOutputs(builder.program, spec, request.outputs, builder.hooks);
  return { ...packing, program: builder.program, maxTokens: builder.maxTokens };
}

export interface DescribedGeneration {
  readonly program: Program;
  readonly maxTokens: number;
  /** [1, V]: what the last token predicts. */
  readonly logits: Value;
  /** [T, layers · 2 · kvHeads · dHead]: keys and values of this run's tokens, to be put below PAST for the next run. */
  readonly present: Value;
}

/** The same pass over the tokens after those in PAST (which may be none). Throws as describeForward does. */
export function describeGeneration(spec: ModelSpec, weights: Weights, edits: readonly HookName[]): DescribedGeneration {
  const builder = built(spec, weights, { outputs: [], edits }, true);
  const { program, maxTokens, keysAndValues, hooks } = builder;
  return { program, maxTokens, logits: hooks.get(hook.logits)!, present: program.beside("present", keysAndValues) };
}

function built(spec: ModelSpec, weights: Weights, request: GraphRequest, cached: boolean): ForwardBuilder {
  const builder = new ForwardBuilder(spec, weights, request, cached);
  builder.build();
  for (const name of request.edits) {
    if (!builder.edited.has(name)) throw new Failure("internal", `The hook “${name}” cannot be edited in this model.`);
  }
  return builder;
}

interface Shared extends RotaryValues {
  readonly mask: Value;
}

class ForwardBuilder {
  readonly program = new Program();
  readonly hooks = new Map<HookName, Value>();
  readonly edited = new Set<HookName>();
  readonly maxTokens: number;
  /** With a cache: each layer's keys, then its values, [T, kvHeads · K] each. */
  readonly keysAndValues: Value[] = [];
  private readonly wanted: ReadonlySet<HookName>;
  private readonly editable: ReadonlySet<HookName>;

  constructor(
    private readonly spec: ModelSpec,
    private readonly weights: Weights,
    request: GraphRequest,
    private readonly cached: boolean,
  ) {
    this.wanted = new Set(request.outputs);
    this.editable = new Set(request.edits);
    this.maxTokens = Math.min(spec.maxPositions, LONGEST);
  }

  build(): void {
    const { program: p, spec, weights } = this;
    const { dModel: D, vocabulary: V, dHead: K, kvHeads: G, layers } = spec;
    const tokens = p.input(TOKENS, "int64", ["T"]);
    const past = this.cached ? p.input(PAST, "float32", ["P", layers * 2 * G * K]) : null;
    const table = p.constant("W_E", [V, D], weights.embed);
    const rotary = rotaryTables(spec, this.maxTokens);
    const cos = p.constant("rotary.cos", [this.maxTokens, K / 2], rotary.cos);
    const sin = p.constant("rotary.sin", [this.maxTokens, K / 2], rotary.sin);
    const positions = p.constant(
      "positions",
      [this.maxTokens],
      Float32Array.from({ length: this.maxTokens }, (_, i) => i),
    );
    const shared = { cos, sin, past, mask: p.causalMask("mask", tokens, positions, past) };

    let residual = this.pass(hook.embed, p.rows("embedded", table, tokens));
    for (let layer = 0; layer < layers; layer++) {
      residual = this.pass(hook.residPre(layer), residual);
      const attnOut = this.attention(layer, residual, shared);
      residual = this.pass(hook.residMid(layer), p.add(`${layer}.mid`, residual, attnOut));
      residual = this.pass(hook.residPost(layer), p.add(`${layer}.post`, residual, this.mlp(layer, residual)));
    }
    // Only the last token's prediction is drawn from; for the others the unembedding would be for nothing.
    if (this.cached) residual = p.rows("last", residual, p.constant("last.row", [1], BigInt64Array.of(-1n)));
    const ones = p.constant("ones", [D], new Float32Array(D).fill(1));
    const normalized = this.pass(hook.finalNormalized, p.rmsNorm("normalized", residual, ones, spec.normEpsilon));
    const scaled = p.multiply("final", normalized, p.constant("finalNorm", [D], weights.finalNorm));
    const unembed = spec.tied ? table : p.constant("W_U", [V, D], weights.unembed);
    this.pass(hook.logits, p.linear("unembedded", scaled, unembed, null));
  }

  private attention(layer: number, residual: Value, shared: Shared): Value {
    const { program: p, spec } = this;
    const { dModel: D, heads: H, kvHeads: G, dHead: K } = spec;
    const block = this.weights.blocks[layer]!;
    const at = (name: string): string => `${layer}.attn.${name}`;
    const norm = p.rmsNorm(at("in"), residual, p.constant(at("norm"), [D], block.attnNorm), spec.normEpsilon);
    const qkv = this.fused(at("qkv"), norm, [block.q, block.k, block.v]);
    const turned = p.rotary(at("turned"), p.columns(at("qk"), qkv, 0, (H + G) * K), H + G, shared);
    const q = this.heads(at("q"), p.columns(at("q.flat"), turned, 0, H * K), H, [1, 0, 2]);
    const keys = this.remembered(at("k.flat"), p.columns(at("k.own"), turned, H * K, (H + G) * K), shared.past);
    const values = this.remembered(
      at("v.flat"),
      p.columns(at("v.own"), qkv, (H + G) * K, (H + 2 * G) * K),
      shared.past,
    );
    const k = this.shared(at("k"), this.heads(at("k.heads"), keys, G, [1, 2, 0]));
    const v = this.shared(at("v"), this.heads(at("v.heads"), values, G, [1, 0, 2]));
    const root = p.constant(at("scale"), [], Float32Array.of(1 / Math.sqrt(K)));
    const scores = p.multiply(at("scores"), p.matmul(at("qk.dot"), q, k), root);
    const pattern = this.pass(hook.pattern(layer), p.softmax(at("softmax"), p.add(at("masked"), scores, shared.mask)));
    const gathered = p.transpose(at("gathered"), p.matmul(at("z.heads"), pattern, v), [1, 0, 2]);
    const z = this.pass(hook.z(layer), p.reshape(at("z"), gathered, ["T", H * K]));
    return this.pass(hook.attnOut(layer), this.attnOut(layer, z, block.o));
  }

  private mlp(layer: number, residual: Value): Value {
    const { program: p, spec } = this;
    const { dModel: D, dMlp: M } = spec;
    const block = this.weights.blocks[layer]!;
    const at = (name: string): string => `${layer}.mlp.${name}`;
    const norm = p.rmsNorm(at("in"), residual, p.constant(at("norm"), [D], block.mlpNorm), spec.normEpsilon);
    const both = this.fused(at("gate.up"), norm, [block.gate, block.up]);
    const gate = p.activate(at("activated"), p.columns(at("gate"), both, 0, M), spec.activation);
    const post = this.pass(hook.mlpPost(layer), p.multiply(at("post"), gate, p.columns(at("up"), both, M, 2 * M)));
    return this.pass(hook.mlpOut(layer), this.fused(at("out"), post, [block.down]));
  }

  /**
   * z · W_O. Where each head's own share is asked for, attention is the sum of the shares, which saves doing the product
   * twice. A product per head, and not one over a heads axis, leaves the shares as the hook has them, tokens first:
   * turning them afterwards was a third of what a capture costs above a plain pass.
   */
  private attnOut(layer: number, z: Value, map: Linear): Value {
    const { program: p } = this;
    const at = (name: string): string => `${layer}.attn.${name}`;
    if (!this.wanted.has(hook.result(layer))) return this.fused(at("out"), z, [map]);
    const { dModel: D, heads: H, dHead: K } = this.spec;
    const shares = Array.from({ length: H }, (_, h) => {
      const weight = p.constant(at(`W_O.${h}`), [D, K], columnsOf(map.weight, H * K, h * K, (h + 1) * K));
      return p.linear(at(`result.${h}`), p.columns(at(`z.${h}`), z, h * K, (h + 1) * K), weight, null);
    });
    this.hooks.set(hook.result(layer), p.beside(at("result"), shares));
    const sum = shares.reduce((total, share, h) => p.add(at(`sum.${h}`), total, share));
    return map.bias ? p.add(at("out"), sum, p.constant(at("out.b"), [D], map.bias)) : sum;
  }

  /** With a cache: puts this run's keys or values below those of the tokens before it, and keeps them for the next run. */
  private remembered(name: string, own: Value, past: Value | null): Value {
    if (!past) return own;
    const width = Number(own.shape[1]);
    const from = this.keysAndValues.length * width;
    this.keysAndValues.push(own);
    return this.program.append(name, this.program.columns(`${name}.past`, past, from, from + width), own);
  }

  /** [T, n · K] to [n, T, K], or to another order of (T, n, K). */
  private heads(name: string, x: Value, n: number, order: readonly number[]): Value {
    return this.program.transpose(
      name,
      this.program.reshape(`${name}.split`, x, [x.shape[0]!, n, this.spec.dHead]),
      order,
    );
  }

  /** Grouped-query attention: each key and value head repeated for the query heads it serves. */
  private shared(name: string, x: Value): Value {
    const { heads, kvHeads } = this.spec;
    if (heads === kvHeads) return x;
    const serving = BigInt64Array.from({ length: heads }, (_, h) => BigInt(Math.floor((h * kvHeads) / heads)));
    return this.program.rows(name, x, this.program.constant(`${name}.serving`, [heads], serving));
  }

  /** Several linear maps of one input as one, their outputs side by side. */
  private fused(name: string, x: Value, maps: readonly Linear[]): Value {
    const out = maps.reduce((sum, map) => sum + map.out, 0);
    const weight = this.program.constant(`${name}.W`, [out, maps[0]!.in], joined(maps.map((map) => map.weight)));
    const biased = maps.some(({ bias }) => bias !== null);
    const bias = biased
      ? this.program.constant(`${name}.b`, [out], joined(maps.map((map) => map.bias ?? new Float32Array(map.out))))
      : null;
    return this.program.linear(name, x, weight, bias);
  }

  /** Registers a hook, and lets it be edited where that was asked for. Returns what the rest of the model sees. */
  private pass(name: HookName, value: Value): Value {
    let seen = value;
    if (this.editable.has(name) && value.shape.length === 2 && name !== hook.logits && name !== hook.finalNormalized) {
      const width = value.shape[1]!;
      const scale = this.program.input(scaleInput(name), "float32", [`${name} scale rows`, width]);
      const add = this.program.input(addInput(name), "float32", [`${name} add rows`, width]);
      seen = this.program.edit(`${name}.edited`, value, scale, add);
      this.edited.add(name);
    }
    this.hooks.set(name, seen);
    return seen;
  }
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  if (arrays.length === 1) return arrays[0]!;
  const whole = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

/** Columns `from` to `to` of a matrix `width` wide. */
function columnsOf(matrix: Float32Array, width: number, from: number, to: number): Float32Array {
  const rows = matrix.length / width;
  const taken = new Float32Array(rows * (to - from));
  for (let r = 0; r < rows; r++) taken.set(matrix.subarray(r * width + from, r * width + to), r * (to - from));
  return taken;
}
