/**
 * The forward pass of the Llama family as a Program, with hooks to read and hooks to edit. The same arithmetic as
 * reference.ts; q, k and v share one matrix product, and so do gate and up, which changes no number's meaning.
 */
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import type { GraphRequest } from "./request";
import { rotaryTables } from "../reference/rotary";
import type { ModelSpec } from "../checkpoint/spec";
import { LINEAR_ROLES, type Linear, type LinearRole, type Weights } from "../checkpoint/weights";
import { editStage } from "./edits";
import { sliceColumns, joined, lowRank } from "./joined";
import { type Packing, packOutputs } from "./packing";
import { Program, type RotaryValues, type Value } from "./program";

export const TOKENS = "tokens";
/** Keys and values of the tokens before this run: [past, layers · 2 · kvHeads · dHead], each layer's keys, then its values. */
export const PAST = "past";
/** How much of an adapter's change is in: [2 · layers], attention and MLP of each. */
export const DOSE = "dose";
/** Longer prompts than this would make the position tables the largest part of a small model. */
const LONGEST = 4096;

export interface DescribedForward extends Packing {
  readonly program: Program;
  readonly maxTokens: number;
}

/** Throws a Failure for a hook this model does not have, or that is not editable. */
export function describeForward(spec: ModelSpec, weights: Weights, request: GraphRequest): DescribedForward {
  const builder = built(spec, weights, request, false);
  const packing = packOutputs(builder.program, spec, request.outputs, builder.hooks, request.stacked ?? false);
  return { ...packing, program: builder.program, maxTokens: builder.maxTokens };
}

export interface DescribedGeneration {
  readonly program: Program;
  readonly maxTokens: number;
  /** [1, V]: what the last token predicts. */
  readonly logits: Value;
  /** [T, layers · 2 · kvHeads · dHead]: keys and values of this run's tokens, to be put below PAST for the next run. */
  readonly present: Value;
  /** The hooks asked for, of the blocks. */
  readonly packing: Packing;
}

/** The same pass over the tokens after those in PAST (which may be none). Throws as describeForward does. */
export function describeGeneration(spec: ModelSpec, weights: Weights, request: GraphRequest): DescribedGeneration {
  const builder = built(spec, weights, request, true);
  const { program, maxTokens, keysAndValues, hooks } = builder;
  const packing = packOutputs(program, spec, request.outputs, hooks, request.stacked ?? false);
  const present = program.beside("present", keysAndValues);
  return { program, maxTokens, logits: hooks.get(hook.logits)!, present, packing };
}

function built(spec: ModelSpec, weights: Weights, request: GraphRequest, cached: boolean): ForwardBuilder {
  const builder = new ForwardBuilder(spec, weights, request, cached);
  builder.build();
  for (const { hook: name } of request.edits) {
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
  private readonly stages: GraphRequest["edits"];
  /** The weights below an adapter, and the input that says how much of it is in. */
  private readonly dosed: { readonly base: Weights; readonly amounts: Value } | null;

  constructor(
    private readonly spec: ModelSpec,
    private readonly weights: Weights,
    request: GraphRequest,
    private readonly cached: boolean,
  ) {
    this.wanted = new Set(request.outputs);
    this.stages = request.edits;
    this.dosed = request.dose
      ? { base: request.dose, amounts: this.program.input(DOSE, "float32", [2 * spec.layers]) }
      : null;
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
    const qkv = this.fused(at("qkv"), norm, layer, ["q", "k", "v"]);
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
    return this.pass(hook.attnOut(layer), this.attnOut(layer, z));
  }

  private mlp(layer: number, residual: Value): Value {
    const { program: p, spec } = this;
    const { dModel: D, dMlp: M } = spec;
    const block = this.weights.blocks[layer]!;
    const at = (name: string): string => `${layer}.mlp.${name}`;
    const norm = p.rmsNorm(at("in"), residual, p.constant(at("norm"), [D], block.mlpNorm), spec.normEpsilon);
    const both = this.fused(at("gate.up"), norm, layer, ["gate", "up"]);
    const gate = p.activate(at("activated"), p.columns(at("gate"), both, 0, M), spec.activation);
    const post = this.pass(hook.mlpPost(layer), p.multiply(at("post"), gate, p.columns(at("up"), both, M, 2 * M)));
    return this.pass(hook.mlpOut(layer), this.fused(at("out"), post, layer, ["down"]));
  }

  /**
   * z · W_O. Where each head's own share is asked for, attention is the sum of the shares, which saves doing the product
   * twice. A product per head, and not one over a heads axis, leaves the shares as the hook has them, tokens first:
   * turning them afterwards was a third of what a capture costs above a plain pass.
   */
  private attnOut(layer: number, z: Value): Value {
    const { program: p } = this;
    const at = (name: string): string => `${layer}.attn.${name}`;
    if (!this.wanted.has(hook.result(layer))) return this.fused(at("out"), z, layer, ["o"]);
    const { dModel: D, heads: H, dHead: K } = this.spec;
    const map = this.undosed(layer, "o");
    const change = this.dosed ? this.weights.blocks[layer]!.o.change : null;
    const amount = change ? this.amount(layer, "o") : null;
    const up = change
      ? p.constant(
          at("result.B"),
          [D, change.rank],
          change.b.map((x) => x * change.scale),
        )
      : null;
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
  private fused(name: string, x: Value, layer: number, roles: readonly LinearRole[]): Value {
    const { program: p } = this;
    const maps = roles.map((role) => this.undosed(layer, role));
    const out = maps.reduce((sum, map) => sum + map.out, 0);
    const weight = p.constant(`${name}.W`, [out, maps[0]!.in], joined(maps.map((map) => map.weight)));
    const biased = maps.some(({ bias }) => bias !== null);
    const bias = biased
      ? p.constant(`${name}.b`, [out], joined(maps.map((map) => map.bias ?? new Float32Array(map.out))))
      : null;
    const low = this.dosed ? lowRank(roles.map((role) => this.weights.blocks[layer]![role])) : null;
    if (!low) return p.linear(name, x, weight, bias);
    const { rank, a, b } = low;
    const down = p.linear(`${name}.low`, x, p.constant(`${name}.A`, [rank, maps[0]!.in], a), null);
    const moved = p.linear(`${name}.moved`, down, p.constant(`${name}.B`, [out, rank], b), null);
    const dosed = p.multiply(`${name}.dose`, moved, this.amount(layer, roles[0]!));
    return p.add(`${name}.dosed`, p.linear(name, x, weight, bias), dosed);
  }

  /** A linear map, without what an adapter changed where that has a branch of its own. */
  private undosed(layer: number, role: LinearRole): Linear {
    return (this.dosed?.base ?? this.weights).blocks[layer]![role];
  }

  /** [1]: how much of the adapter's change of this map is in. */
  private amount(layer: number, role: LinearRole): Value {
    const part = 2 * layer + (LINEAR_ROLES.indexOf(role) < LINEAR_ROLES.indexOf("gate") ? 0 : 1);
    return this.program.columns(`${layer}.${role}.amount`, this.dosed!.amounts, part, part + 1);
  }

  /** Registers a hook, and lets it be edited where that was asked for. Returns what the rest of the model sees. */
  private pass(name: HookName, value: Value): Value {
    let seen = value;
    if (value.shape.length === 2 && name !== hook.logits && name !== hook.finalNormalized) {
      const stages = this.stages.filter(({ hook: at }) => at === name);
      stages.forEach((stage, index) => (seen = editStage(this.program, stage, index, seen)));
      if (stages.length > 0) this.edited.add(name);
    }
    this.hooks.set(name, seen);
    return seen;
  }
}
