/**
 * A model as an ONNX graph for one purpose: which hooks come out, which hooks can be edited. Built from spec and
 * weights, so that a bundled checkpoint, a dropped file and a hub repository take one path. What it computes is
 * described in graph/describe.ts, how that is spelled in ONNX in graph/lower.ts.
 */
import type { Edit } from "../../core/edits/interventions";
import { hiddenMask, type HiddenTokens } from "../../core/edits/hiddenTokens";
import type { HookName } from "../../core/hooks";
import { type Tensor, tensor } from "../../core/tensor";
import type { RawOutput } from "./packing";
import type { GraphRequest } from "./request";
import { editFeeds } from "./edits";
import { DOSE, HIDDEN, PAST, POSITIONS, SEEN, TOKENS } from "./building";
import { describeBatch, type DescribedGeneration, describeForward, describeGeneration } from "./describe";
import { describeLens } from "./lens";
import { toOnnx } from "./lower";
import type { ModelSpec } from "../checkpoint/spec";
import type { Weights } from "../checkpoint/weights";

export interface BuiltGraph {
  /** An ONNX model, weights inside. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** Name of the int64 input [T] of token ids. */
  readonly tokensInput: string;
  /** Longest prompt it can run, in tokens. */
  readonly maxTokens: number;
  /**
   * The float32 inputs for a run: identity where `edits` says nothing. The dose is [2 · layers], attention and MLP of
   * each; a graph without that input takes no notice of it. One that hides tokens needs to be told which, of a text of
   * so many tokens.
   */
  feeds(edits: readonly Edit[], dose?: Float32Array | null, hidden?: HiddenOf | null): ReadonlyMap<string, Tensor>;
  /** Takes the outputs of a run apart, without copying. */
  unpack(outputs: ReadonlyMap<string, RawOutput>): Map<HookName, Tensor>;
}

export interface HiddenOf extends HiddenTokens {
  readonly length: number;
}

/** Builds the graph for a request. Throws a Failure for a hook the model does not have or that cannot be edited. */
export function buildGraph(spec: ModelSpec, weights: Weights, request: GraphRequest): BuiltGraph {
  const { program, outputs, maxTokens, unpack } = describeForward(spec, weights, request);
  return {
    model: toOnnx(
      program,
      outputs.map(({ value }) => value),
    ),
    tokensInput: TOKENS,
    maxTokens,
    feeds: (edits, dose, hidden) =>
      new Map([
        ...inputsOf(spec, request, edits, dose),
        ...(hidden ? [[HIDDEN, hiddenMask(hidden, hidden.length)] as const] : []),
      ]),
    unpack,
  };
}

/** The inputs that change what a model does: edits, and a dose where the graph takes one. */
function inputsOf(
  spec: ModelSpec,
  { edits: stages, dose: base }: Pick<GraphRequest, "edits" | "dose">,
  edits: readonly Edit[],
  dose: Float32Array | null | undefined,
): ReadonlyMap<string, Tensor> {
  const feeds = editFeeds(spec, stages, edits);
  if (!base) return feeds;
  return feeds.set(DOSE, tensor([2 * spec.layers], dose ?? new Float32Array(2 * spec.layers).fill(1)));
}

export interface GenerationGraph {
  readonly model: Uint8Array<ArrayBuffer>;
  /** Name of the int64 input [T] of the token ids after those in the KV cache. */
  readonly tokensInput: string;
  /**
   * Name of the float32 input [past, width]: what earlier runs gave as `present`, one below the other; none at first.
   */
  readonly pastInput: string;
  /** layers · 2 · kvHeads · dHead: what one token leaves behind. */
  readonly width: number;
  /** Longest text it can run, tokens in the KV cache included. */
  readonly maxTokens: number;
  /** As of BuiltGraph; the edits speak of the T tokens of this run. */
  feeds(edits: readonly Edit[], dose?: Float32Array | null): ReadonlyMap<string, Tensor>;
  /** logits [V] after the last token, present [T, width], and the hooks asked for, T positions each. */
  unpack(outputs: ReadonlyMap<string, RawOutput>): {
    readonly logits: Float32Array;
    readonly present: Float32Array;
    readonly at: ReadonlyMap<HookName, Tensor>;
  };
}

/** The model with a KV cache, for prompts and single tokens alike. */
export function buildGeneration(spec: ModelSpec, weights: Weights, request: GraphRequest): GenerationGraph {
  return { ...generating(spec, request, describeGeneration(spec, weights, request)), pastInput: PAST };
}

/** What both graphs that generate have. */
function generating(
  spec: ModelSpec,
  request: GraphRequest,
  { program, logits, present, maxTokens, packing }: DescribedGeneration,
): Omit<GenerationGraph, "pastInput"> {
  const names = { logits: logits.name, present: present.name };
  return {
    model: toOnnx(program, [logits, present, ...packing.outputs.map(({ value }) => value)]),
    tokensInput: TOKENS,
    width: Number(present.shape[1]),
    maxTokens,
    feeds: (edits, dose) => inputsOf(spec, request, edits, dose),
    unpack: (outputs) => ({
      logits: outputs.get(names.logits)!.data,
      present: outputs.get(names.present)!.data,
      at: packing.unpack(outputs),
    }),
  };
}

/**
 * One more token of each of R texts in one run, every row with a KV cache of its own. It unpacks logits [R, V], present
 * [R, width], and the hooks asked for, a row for each text; the edits speak of one token of each.
 */
export interface BatchGraph extends Omit<GenerationGraph, "pastInput"> {
  /** Name of the int64 input [R]: how many tokens each row has before this one. */
  readonly positionsInput: string;
  /**
   * Name of the float32 input [R, 1, 1, 1 + C]: 0 for the token itself, which stands first, and for the columns of the
   * cache that a row has; very negative for the others.
   */
  readonly seenInput: string;
  /** Names of the float32 inputs of each layer: keys [R, kvHeads, dHead, C] and values [R, kvHeads, C, dHead]. */
  readonly keysInputs: readonly string[];
  readonly valuesInputs: readonly string[];
}

export function buildBatch(spec: ModelSpec, weights: Weights, request: GraphRequest): BatchGraph {
  const described = describeBatch(spec, weights, request);
  return {
    ...generating(spec, request, described),
    positionsInput: POSITIONS,
    seenInput: SEEN,
    keysInputs: described.batch.keys.map(({ name }) => name),
    valuesInputs: described.batch.values.map(({ name }) => name),
  };
}

export interface LensGraph {
  readonly model: Uint8Array<ArrayBuffer>;
  /** Name of the float32 input [N, D]: rows of any residual streams, one below the other. */
  readonly residualInput: string;
  /** The k most likely next tokens of each row. */
  unpack(outputs: ReadonlyMap<string, RawOutput>): { readonly ids: Tensor; readonly probabilities: Tensor };
}

/**
 * The logit lens: final norm and unembedding of any residual rows, reduced to the top k in the graph. Both tensors are
 * [N, k].
 */
export function buildLens(spec: ModelSpec, weights: Weights, k: number): LensGraph {
  const { program, outputs, input } = describeLens(spec, weights, k);
  const take = (values: ReadonlyMap<string, RawOutput>, name: string): Tensor => {
    const value = values.get(name)!;
    return tensor(value.shape, value.data);
  };
  return {
    model: toOnnx(program, [outputs.ids, outputs.probabilities]),
    residualInput: input.name,
    unpack: (values) => ({
      ids: take(values, outputs.ids.name),
      probabilities: take(values, outputs.probabilities.name),
    }),
  };
}
