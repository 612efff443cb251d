/**
 * The forward pass of a ModelSpec as a Program, with hooks to read and hooks to edit. The same arithmetic as
 * reference/forward.ts; q, k and v share one matrix product, and so do gate and up, which changes no number's meaning.
 */
import { Failure } from "../../core/failure";
import { hook } from "../../core/hooks";
import type { MlpKind, ModelSpec } from "../checkpoint/spec";
import type { Weights } from "../checkpoint/weights";
import { rotaryTables } from "../reference/rotary";
import { attention, type AttentionTables } from "./attention";
import { type BatchedCaches, beginBuilding, type Building, type Caching, passHook } from "./building";
import { fused, normalized } from "./linearMaps";
import { type Packing, packOutputs } from "./packing";
import type { Program, Value } from "./program";
import type { GraphRequest } from "./request";

export interface DescribedForward extends Packing {
  readonly program: Program;
  readonly maxTokens: number;
}

/** Throws a Failure for a hook this model does not have, or that is not editable. */
export function describeForward(spec: ModelSpec, weights: Weights, request: GraphRequest): DescribedForward {
  const { program, hooks, maxTokens } = built(spec, weights, request, "none");
  const packing = packOutputs(program, spec, request.outputs, hooks, request.stacked ?? false);
  return { ...packing, program, maxTokens };
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
  const { program, maxTokens, cache, hooks } = built(spec, weights, request, "text");
  const packing = packOutputs(program, spec, request.outputs, hooks, request.stacked ?? false);
  const present = program.beside("present", cache!.keysAndValues);
  return { program, maxTokens, logits: hooks.get(hook.logits)!, present, packing };
}

/**
 * One more token of each of T texts, every row with a KV cache of its own. As of describeGeneration, but logits are
 * [T, V], a row for each text, and so is `present`. Throws as describeForward does.
 */
export function describeBatch(
  spec: ModelSpec,
  weights: Weights,
  request: GraphRequest,
): DescribedGeneration & { readonly batch: BatchedCaches } {
  const { program, maxTokens, batch, hooks } = built(spec, weights, request, "batch");
  const packing = packOutputs(program, spec, request.outputs, hooks, request.stacked ?? false);
  const present = program.beside("present", batch!.keysAndValues);
  return { program, maxTokens, logits: hooks.get(hook.logits)!, present, packing, batch: batch! };
}

function built(spec: ModelSpec, weights: Weights, request: GraphRequest, caching: Caching): Building {
  const building = beginBuilding(spec, weights, request, caching);
  buildPass(building);
  for (const { hook: name } of request.edits) {
    if (!building.edited.has(name)) throw new Failure("internal", `The hook “${name}” cannot be edited in this model.`);
  }
  return building;
}

function buildPass(building: Building): void {
  const { program: p, spec, weights, tokens } = building;
  const { dModel: D, vocabulary: V } = spec;
  const table = p.constant("W_E", [V, D], weights.embed);
  const tables = attentionTables(building);

  let residual = passHook(building, hook.embed, p.rows("embedded", table, tokens));
  for (let layer = 0; layer < spec.layers; layer++) {
    residual = passHook(building, hook.residPre(layer), residual);
    const attnOut = attention(building, layer, residual, tables);
    residual = passHook(building, hook.residMid(layer), p.add(`${layer}.mid`, residual, attnOut));
    residual = passHook(
      building,
      hook.residPost(layer),
      p.add(`${layer}.post`, residual, mlp(building, layer, residual)),
    );
  }
  // Only the last token's prediction is sampled from; for the others the unembedding would be for nothing.
  if (building.cache) residual = p.rows("last", residual, p.constant("last.row", [1], BigInt64Array.of(-1n)));
  const ones = p.constant("ones", [D], new Float32Array(D).fill(1));
  const final = passHook(building, hook.finalNormalized, normalized(p, spec, "normalized", residual, ones));
  const scaled = p.multiply("final", final, p.constant("finalNorm", [D], weights.finalNorm));
  const unembed = spec.tied ? table : p.constant("W_U", [V, D], weights.unembed);
  passHook(building, hook.logits, p.linear("unembedded", scaled, unembed, null));
}

function attentionTables({ program: p, spec, tokens, hidden, cache, batch, maxTokens: n }: Building): AttentionTables {
  const rotary = rotaryTables(spec, n);
  const half = spec.dHead / 2;
  const cos = p.constant("rotary.cos", [n, half], rotary.cos);
  const sin = p.constant("rotary.sin", [n, half], rotary.sin);
  if (batch) return { cos, sin, past: null, positions: batch.positions, mask: null };
  const positions = p.constant(
    "positions",
    [n],
    Float32Array.from({ length: n }, (_, i) => i),
  );
  const past = cache?.past ?? null;
  const causal = p.causalMask("mask", tokens, positions, past);
  const mask = hidden ? p.add("mask.hidden", causal, hidden) : causal;
  return { cos, sin, past, positions: null, mask };
}

function mlp(building: Building, layer: number, residual: Value): Value {
  const { program: p, spec, weights } = building;
  const at = (name: string): string => `${layer}.mlp.${name}`;
  const weight = p.constant(at("norm"), [spec.dModel], weights.blocks[layer]!.mlpNorm);
  const norm = normalized(p, spec, at("in"), residual, weight);
  const post = passHook(building, hook.mlpPost(layer), HIDDEN[spec.mlp](building, layer, norm, at));
  return passHook(building, hook.mlpOut(layer), fused(building, at("out"), post, layer, ["down"]));
}

/** What the MLP's hidden neurons hold, by the kind of MLP. */
const HIDDEN: Readonly<
  Record<MlpKind, (building: Building, layer: number, x: Value, at: (name: string) => string) => Value>
> = {
  gated(building, layer, x, at) {
    const { program: p, spec } = building;
    const M = spec.dMlp;
    const both = fused(building, at("gate.up"), x, layer, ["gate", "up"]);
    const gate = p.activate(at("activated"), p.columns(at("gate"), both, 0, M), spec.activation);
    return p.multiply(at("post"), gate, p.columns(at("up"), both, M, 2 * M));
  },
};
