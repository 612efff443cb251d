/**
 * One forward pass of one Side, on the device or in reference arithmetic: every hook a capture carries, and the logit
 * lens. Sessions are built once per set of edited hooks and kept; moving a slider changes inputs, never the graph.
 */
import type { Token } from "../../core/capture";
import type { CheckpointId } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { allHooks, hook, type HookName } from "../../core/hooks";
import type { HiddenTokens } from "../../core/edits/hiddenTokens";
import { type Edit, stagesOf } from "../../core/edits/interventions";
import { row, type Tensor, tensor } from "../../core/tensor";
import { dosedWeights } from "../../model/checkpoint/adapter";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import {
  type BatchGraph,
  type BuiltGraph,
  buildBatch,
  buildGeneration,
  buildGraph,
  buildLens,
  type GenerationGraph,
  type LensGraph,
} from "../../model/graph/build";
import type { GraphRequest } from "../../model/graph/request";
import { forward } from "../../model/reference/forward";
import type { Weights } from "../../model/checkpoint/weights";
import type { Runtime, GraphSession } from "../device/session";
import type { LruCache } from "../files/lruCache";

/**
 * What a session takes of WebAssembly's memory, as a multiple of its model: the weights once, and most of them once
 * more in the order that the matrix product reads. Measured over 16 sessions of each kind on ONNX Runtime 1.30.
 */
const SESSION_OVER_MODEL = 1.55;

export interface PassJob {
  readonly checkpoint: Checkpoint;
  readonly tokens: readonly Token[];
  readonly edits: readonly Edit[];
  readonly dose: { readonly amounts: Float32Array; readonly base: Weights } | null;
  /** Hidden from the tokens after them; null or absent: nothing is. */
  readonly hidden?: HiddenTokens | null;
}

export interface TopToken {
  readonly id: number;
  readonly probability: number;
}

export interface PassOutput {
  readonly at: Map<HookName, Tensor>;
  readonly lens: readonly { readonly hook: HookName; readonly top: readonly (readonly TopToken[])[] }[];
}

/** A graph without its bytes, which the session has taken over. */
interface Kept<G> {
  readonly graph: Omit<G, "model">;
  readonly session: GraphSession;
}

export type Generator = Kept<GenerationGraph>;

export interface SessionCache {
  graph(runtime: Runtime, checkpoint: Checkpoint, request: GraphRequest): Promise<Kept<BuiltGraph>>;
  lens(runtime: Runtime, checkpoint: Checkpoint, count: number): Promise<Kept<LensGraph>>;
  generator(runtime: Runtime, checkpoint: Checkpoint, request: GraphRequest): Promise<Generator>;
  batch(runtime: Runtime, checkpoint: Checkpoint, request: GraphRequest): Promise<Kept<BatchGraph>>;
}

/** Sessions of one checkpoint, built once per set of outputs and edits and kept while there is room. */
export function makeSessionCache(memory: LruCache, id: CheckpointId): SessionCache {
  return {
    graph: (runtime, { spec, weights }, request) =>
      keptSession(memory, id, keyOf("pass", request), runtime, () =>
        buildGraph(spec, weights, { ...request, stacked: runtime.device === "webgpu" }),
      ),
    generator: (runtime, { spec, weights }, request) =>
      keptSession(memory, id, keyOf("generation", request), runtime, () => buildGeneration(spec, weights, request)),
    batch: (runtime, { spec, weights }, request) =>
      keptSession(memory, id, keyOf("batch", request), runtime, () => buildBatch(spec, weights, request)),
    lens: (runtime, { spec, weights }, count) =>
      keptSession(memory, id, `lens ${count}`, runtime, () => buildLens(spec, weights, count)),
  };
}

function keyOf(kind: string, { outputs, edits, dose, hides = false }: GraphRequest): string {
  return JSON.stringify([kind, outputs, edits.map(({ hook: at, form }) => [at, form]), Boolean(dose), hides]);
}

/** A graph's session, kept for its owner in the worker's memory. */
export function keptSession<G extends { readonly model: Uint8Array<ArrayBuffer> }>(
  memory: LruCache,
  owner: string,
  key: string,
  runtime: Runtime,
  build: () => G,
): Promise<Kept<G>> {
  return memory.get(owner, key, async (room) => {
    const { model, ...graph } = build();
    const bytes = Math.ceil(SESSION_OVER_MODEL * model.byteLength);
    await room(bytes);
    const session = await runtime.session(model);
    return { value: { graph, session }, bytes, release: () => session.release() };
  });
}

/** The residual streams the lens reads: after the embedding and after every block. */
function lensHooks(layers: number): HookName[] {
  return [hook.residPre(0), ...Array.from({ length: layers }, (_, layer) => hook.residPost(layer))];
}

export async function devicePass(
  runtime: Runtime,
  cache: SessionCache,
  job: PassJob,
  count: number,
): Promise<PassOutput> {
  const { checkpoint, tokens } = job;
  const { spec } = checkpoint;
  const at = await runHooks(runtime, cache, job, allHooks(spec.layers));

  const names = lensHooks(spec.layers);
  const T = tokens.length;
  const rows = new Float32Array(names.length * T * spec.dModel);
  names.forEach((name, k) => rows.set(at.get(name)!.data, k * T * spec.dModel));
  const reader = await cache.lens(runtime, checkpoint, count);
  const read = reader.graph.unpack(
    await reader.session.run(
      new Map(),
      new Map([[reader.graph.residualInput, tensor([names.length * T, spec.dModel], rows)]]),
    ),
  );
  const lens = names.map((name, k) => ({
    hook: name,
    top: Array.from({ length: T }, (_, t) => {
      const probabilities = row(read.probabilities, k * T + t);
      return Array.from(row(read.ids, k * T + t), (id, i): TopToken => ({ id, probability: probabilities[i]! }));
    }),
  }));
  return { at, lens };
}

/** One run of the device for some hooks, as it is without the lens. */
export async function runHooks(
  runtime: Runtime,
  cache: SessionCache,
  { checkpoint, tokens, edits, dose, hidden = null }: PassJob,
  outputs: readonly HookName[],
): Promise<Map<HookName, Tensor>> {
  const request = { outputs, edits: stagesOf(edits), dose: dose?.base ?? null, hides: hidden !== null };
  const { graph, session } = await cache.graph(runtime, checkpoint, request);
  if (tokens.length > graph.maxTokens) throw tooLong(tokens.length, graph.maxTokens);
  const ids = BigInt64Array.from(tokens, ({ id }) => BigInt(id));
  const feeds = graph.feeds(edits, dose?.amounts, hidden && { ...hidden, length: tokens.length });
  return graph.unpack(await session.run(new Map([[graph.tokensInput, ids]]), feeds));
}

/** The same pass in plain TypeScript, for the noise floor; the lens is not part of any floor. */
export function referencePass({ checkpoint, tokens, edits, dose, hidden = null }: PassJob): PassOutput {
  const { spec } = checkpoint;
  const weights = dose ? dosedWeights(checkpoint.weights, dose.base, dose.amounts) : checkpoint.weights;
  const ids = tokens.map(({ id }) => id);
  return { at: forward(spec, weights, ids, allHooks(spec.layers), edits, hidden), lens: [] };
}

export function tooLong(length: number, most: number): Failure {
  return new Failure(
    "input",
    `The words are ${length} tokens long, and this model reads at most ${most}.`,
    "Shorten them.",
  );
}
