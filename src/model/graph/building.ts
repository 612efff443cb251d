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
/** Each row's position: int64 [T]. */
export const POSITIONS = "positions";
/** What each row sees, itself first: 0, or very negative where its cache ends before the longest. [T, 1, 1, 1 + C]. */
export const SEEN = "seen";
/** Added to every head's scores: 0, or very negative where a token (rows) may not see another. [T, T]. */
export const HIDDEN = "hidden";
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
  /** The input that hides tokens from others; null: none are. */
  readonly hidden: Value | null;
  /** The KV cache: what came before, and each layer's keys, then its values, of this run, [T, kvHeads · K] each. */
  readonly cache: { readonly past: Value; readonly keysAndValues: Value[] } | null;
  /** Where every one of the T tokens belongs to a text of its own, with a KV cache of its own. */
  readonly batch: BatchedCaches | null;
}

/** KV caches of T rows of text, C columns each. */
export interface BatchedCaches {
  readonly positions: Value;
  readonly seen: Value;
  /** Per layer, [T, kvHeads, K, C]: columns are tokens, as the product with the query reads them. */
  readonly keys: readonly Value[];
  /** Per layer, [T, kvHeads, C, K]. */
  readonly values: readonly Value[];
  /** Each layer's keys, then its values, of this run's tokens, [T, kvHeads · K] each. */
  readonly keysAndValues: Value[];
}

/** What a pass knows of the tokens before its own: nothing, one text's KV cache, or one for every row. */
export type Caching = "none" | "text" | "batch";

export function beginBuilding(spec: ModelSpec, weights: Weights, request: GraphRequest, caching: Caching): Building {
  const program = new Program();
  const { layers, kvHeads, dHead, maxPositions } = spec;
  const dosed = request.dose ? { base: request.dose, amounts: program.input(DOSE, "float32", [2 * layers]) } : null;
  const tokens = program.input(TOKENS, "int64", ["T"]);
  const past = caching === "text" ? program.input(PAST, "float32", ["P", layers * 2 * kvHeads * dHead]) : null;
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
    hidden: request.hides && caching === "none" ? program.input(HIDDEN, "float32", ["T", "T"]) : null,
    cache: past && { past, keysAndValues: [] },
    batch: caching === "batch" ? batchedCaches(program, spec) : null,
  };
}

function batchedCaches(program: Program, { layers, kvHeads, dHead }: ModelSpec): BatchedCaches {
  const inputs = (what: string, shape: Value["shape"]): Value[] =>
    Array.from({ length: layers }, (_, layer) => program.input(`${layer}.${what}`, "float32", shape));
  return {
    positions: program.input(POSITIONS, "int64", ["T"]),
    seen: program.input(SEEN, "float32", ["T", 1, 1, "1 + C"]),
    keys: inputs("keys", ["T", kvHeads, dHead, "C"]),
    values: inputs("values", ["T", kvHeads, "C", dHead]),
    keysAndValues: [],
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
