/**
 * One forward pass of one Side, on the device or in reference arithmetic: every hook a capture carries, and the logit
 * lens. Sessions are built once per set of edited hooks and kept; moving a slider changes inputs, never the graph.
 */
import type { Token } from "../../core/capture";
import { Failure } from "../../core/failure";
import { allHooks, hook, type HookName } from "../../core/hooks";
import { type Edit, stagesOf } from "../../core/edits/interventions";
import { row, type Tensor, tensor } from "../../core/tensor";
import { dosedWeights } from "../../model/checkpoint/adapter";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import {
  type BuiltGraph,
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

/** Graphs of one kind kept per checkpoint; each holds its weights once more. */
const MOST_GRAPHS = 5;

export interface PassJob {
  readonly checkpoint: Checkpoint;
  readonly tokens: readonly Token[];
  readonly edits: readonly Edit[];
  readonly dose: { readonly amounts: Float32Array; readonly base: Weights } | null;
}

export interface TopToken {
  readonly id: number;
  readonly probability: number;
}

export interface PassOutput {
  readonly at: Map<HookName, Tensor>;
  readonly lens: readonly { readonly hook: HookName; readonly top: readonly (readonly TopToken[])[] }[];
}

interface Kept<G> {
  readonly graph: G;
  readonly session: GraphSession;
}

export type Generator = Kept<GenerationGraph>;

export interface SessionCache {
  graph(runtime: Runtime, checkpoint: Checkpoint, request: GraphRequest): Promise<Kept<BuiltGraph>>;
  lens(runtime: Runtime, checkpoint: Checkpoint, count: number): Promise<Kept<LensGraph>>;
  generator(runtime: Runtime, checkpoint: Checkpoint, request: GraphRequest): Promise<Generator>;
  release(): Promise<void>;
}

export function makeSessionCache(): SessionCache {
  const graphs = new Map<string, Kept<BuiltGraph>>();
  const generators = new Map<string, Generator>();
  let lens: Kept<LensGraph> | null = null;
  return {
    graph: (runtime, { spec, weights }, request) =>
      kept(graphs, runtime, request, () =>
        buildGraph(spec, weights, { ...request, stacked: runtime.device === "webgpu" }),
      ),
    generator: (runtime, { spec, weights }, request) =>
      kept(generators, runtime, request, () => buildGeneration(spec, weights, request)),
    async lens(runtime, { spec, weights }, count) {
      if (lens) return lens;
      const graph = buildLens(spec, weights, count);
      lens = { graph, session: await runtime.session(graph.model) };
      return lens;
    },
    async release() {
      const all = [...graphs.values(), ...generators.values(), ...(lens ? [lens] : [])];
      graphs.clear();
      generators.clear();
      lens = null;
      for (const { session } of all) await session.release();
    },
  };
}

/** The graph for a request, built once and kept in an LRU cache: a new one evicts the least recently used. */
async function kept<G extends { readonly model: Uint8Array<ArrayBuffer> }>(
  known: Map<string, Kept<G>>,
  runtime: Runtime,
  { outputs, edits, dose }: GraphRequest,
  build: () => G,
): Promise<Kept<G>> {
  const key = JSON.stringify([outputs, edits.map(({ hook: at, form }) => [at, form]), Boolean(dose)]);
  const before = known.get(key);
  if (before) {
    known.delete(key);
    known.set(key, before);
    return before;
  }
  const [oldest] = known;
  if (known.size >= MOST_GRAPHS && oldest) {
    known.delete(oldest[0]);
    await oldest[1].session.release();
  }
  const graph = build();
  const made = { graph, session: await runtime.session(graph.model) };
  known.set(key, made);
  return made;
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
  { checkpoint, tokens, edits, dose }: PassJob,
  outputs: readonly HookName[],
): Promise<Map<HookName, Tensor>> {
  const request = { outputs, edits: stagesOf(edits), dose: dose?.base ?? null };
  const { graph, session } = await cache.graph(runtime, checkpoint, request);
  if (tokens.length > graph.maxTokens) throw tooLong(tokens.length, graph.maxTokens);
  const ids = BigInt64Array.from(tokens, ({ id }) => BigInt(id));
  return graph.unpack(await session.run(new Map([[graph.tokensInput, ids]]), graph.feeds(edits, dose?.amounts)));
}

/** The same pass in plain TypeScript, for the noise floor; the lens is not part of any floor. */
export function referencePass({ checkpoint, tokens, edits, dose }: PassJob): PassOutput {
  const { spec } = checkpoint;
  const weights = dose ? dosedWeights(checkpoint.weights, dose.base, dose.amounts) : checkpoint.weights;
  const ids = tokens.map(({ id }) => id);
  return { at: forward(spec, weights, ids, allHooks(spec.layers), edits), lens: [] };
}

export function tooLong(length: number, most: number): Failure {
  return new Failure(
    "input",
    `The words are ${length} tokens long, and this model reads at most ${most}.`,
    "Shorten them.",
  );
}
