/**
 * What the parts of a forward pass share while it is described: the program, the weights, and the hooks met so far.
 */
import { hook, type HookName } from "../../core/hooks";
import type { ModelSpec } from "../checkpoint/spec";
import type { Weights } from "../checkpoint/weights";
import { editStage } from "./edits";
import { Program, type Value } from "./program";
import type { GraphRequest } from "./request";

export const TOKENS = "tokens";
/**
 * Keys and values of the tokens before this run: [past, layers · 2 · kvHeads · dHead], each layer's keys, then its
 * values.
 */
export const PAST = "past";
/** How much of an adapter's change is in: [2 · layers], attention and MLP of each. */
export const DOSE = "dose";
/** Longer prompts than this would make the position tables the largest part of a small model. */
const LONGEST = 4096;

export interface Building {
  readonly program: Program;
  readonly spec: ModelSpec;
  readonly weights: Weights;
  readonly wanted: ReadonlySet<HookName>;
  readonly stages: GraphRequest["edits"];
  readonly maxTokens: number;
  readonly hooks: Map<HookName, Value>;
  readonly edited: Set<HookName>;
  /** The weights below an adapter, and the input that says how much of it is in. */
  readonly dosed: { readonly base: Weights; readonly amounts: Value } | null;
  readonly tokens: Value;
  /** The KV cache: what came before, and each layer's keys, then its values, of this run, [T, kvHeads · K] each. */
  readonly cache: { readonly past: Value; readonly keysAndValues: Value[] } | null;
}

export function beginBuilding(spec: ModelSpec, weights: Weights, request: GraphRequest, cached: boolean): Building {
  const program = new Program();
  const { layers, kvHeads, dHead, maxPositions } = spec;
  const dosed = request.dose ? { base: request.dose, amounts: program.input(DOSE, "float32", [2 * layers]) } : null;
  const tokens = program.input(TOKENS, "int64", ["T"]);
  const past = cached ? program.input(PAST, "float32", ["P", layers * 2 * kvHeads * dHead]) : null;
  return {
    program,
    spec,
    weights,
    wanted: new Set(request.outputs),
    stages: request.edits,
    maxTokens: Math.min(maxPositions, LONGEST),
    hooks: new Map(),
    edited: new Set(),
    dosed,
    tokens,
    cache: past && { past, keysAndValues: [] },
  };
}

/** Registers a hook, and lets it be edited where that was asked for. Returns what the rest of the model sees. */
export function passHook({ program, stages, hooks, edited }: Building, name: HookName, value: Value): Value {
  let seen = value;
  if (value.shape.length === 2 && name !== hook.logits && name !== hook.finalNormalized) {
    const mine = stages.filter(({ hook: at }) => at === name);
    mine.forEach((stage, index) => (seen = editStage(program, stage, index, seen)));
    if (mine.length > 0) edited.add(name);
  }
  hooks.set(name, seen);
  return seen;
}
