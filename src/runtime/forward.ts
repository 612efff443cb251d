/**
 * One forward pass of one Side, on the device or in reference arithmetic: every hook a capture carries, and the logit lens.
 * Sessions are built once per set of edited hooks and kept; moving a slider changes inputs, never the graph.
 */
import type { Token } from "../core/capture";
import type { Side } from "../core/experiment";
import { Failure } from "../core/failure";
import { allHooks, hook, type HookName } from "../core/hooks";
import { editsOf } from "../core/interventions";
import { row, type Tensor, tensor } from "../core/tensor";
import type { Checkpoint } from "../model/checkpoint";
import { type BuiltGraph, buildGeneration, buildGraph, buildLens, type LensGraph } from "../model/graph";
import { forward } from "../model/reference";
import { shapeOf } from "../model/spec";
import type { Runtime, Session } from "./session";
import type { Generator } from "./speaker";

/** Graphs with different sets of edited hooks kept per checkpoint; each holds its weights once more. */
const MOST_GRAPHS = 3;

export interface ForwardJob {
  readonly checkpoint: Checkpoint;
  readonly side: Side;
  readonly tokens: readonly Token[];
  readonly promptEnd: number;
}

export interface TopToken {
  readonly id: number;
  readonly probability: number;
}

export interface Forwarded {
  readonly at: Map<HookName, Tensor>;
  readonly lens: readonly { readonly hook: HookName; readonly top: readonly (readonly TopToken[])[] }[];
}

interface Kept<G> {
  readonly graph: G;
  readonly session: Session;
}

export interface ForwardCache {
  graph(runtime: Runtime, checkpoint: Checkpoint, edited: readonly HookName[]): Promise<Kept<BuiltGraph>>;
  lens(runtime: Runtime, checkpoint: Checkpoint, count: number): Promise<Kept<LensGraph>>;
  /** The last one asked for is kept; another set of edited hooks replaces it. */
  generator(runtime: Runtime, checkpoint: Checkpoint, edited: readonly HookName[]): Promise<Generator>;
  release(): Promise<void>;
}

export function makeForwardCache(): ForwardCache {
  const graphs = new Map<string, Kept<BuiltGraph>>();
  let lens: Kept<LensGraph> | null = null;
  let speaking: { readonly key: string; readonly generator: Generator } | null = null;
  return {
    async graph(runtime, { spec, weights }, edited) {
      const key = edited.join(" ");
      const known = graphs.get(key);
      if (known) return known;
      const [oldest] = graphs.keys();
      if (graphs.size >= MOST_GRAPHS && oldest !== undefined) {
        await graphs.get(oldest)?.session.release();
        graphs.delete(oldest);
      }
      const graph = buildGraph(spec, weights, { outputs: allHooks(spec.layers), edits: edited });
      const kept = { graph, session: await runtime.session(graph.model) };
      graphs.set(key, kept);
      return kept;
    },
    async lens(runtime, { spec, weights }, count) {
      if (lens) return lens;
      const graph = buildLens(spec, weights, count);
      lens = { graph, session: await runtime.session(graph.model) };
      return lens;
    },
    async generator(runtime, { spec, weights }, edited) {
      const key = edited.join(" ");
      if (speaking?.key === key) return speaking.generator;
      await speaking?.generator.session.release();
      speaking = null;
      const graph = buildGeneration(spec, weights, edited);
      const generator = { graph, session: await runtime.session(graph.model) };
      speaking = { key, generator };
      return generator;
    },
    async release() {
      const all = [...graphs.values(), ...(lens ? [lens] : []), ...(speaking ? [speaking.generator] : [])];
      graphs.clear();
      lens = null;
      speaking = null;
      for (const { session } of all) await session.release();
    },
  };
}

/** The residual streams the lens reads: after the embedding and after every block. */
function lensHooks(layers: number): HookName[] {
  return [hook.residPre(0), ...Array.from({ length: layers }, (_, layer) => hook.residPost(layer))];
}

export async function deviceForward(
  runtime: Runtime,
  cache: ForwardCache,
  job: ForwardJob,
  count: number,
): Promise<Forwarded> {
  const { checkpoint, side, tokens, promptEnd } = job;
  const { spec } = checkpoint;
  const edits = editsOf(side.interventions, tokens, promptEnd, shapeOf(spec));
  const edited = [...new Set(edits.map((edit) => edit.hook))].toSorted();
  const { graph, session } = await cache.graph(runtime, checkpoint, edited);
  if (tokens.length > graph.maxTokens) {
    throw new Failure(
      "input",
      `The words are ${tokens.length} tokens long, and this model reads at most ${graph.maxTokens}.`,
      "Shorten them.",
    );
  }
  const ids = BigInt64Array.from(tokens, ({ id }) => BigInt(id));
  const at = graph.unpack(await session.run(new Map([[graph.tokensInput, ids]]), graph.feeds(edits)));

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

/** The same pass in plain TypeScript, for the noise floor; the lens is not part of any floor. */
export function referenceForward({ checkpoint, side, tokens, promptEnd }: ForwardJob): Forwarded {
  const { spec, weights } = checkpoint;
  const edits = editsOf(side.interventions, tokens, promptEnd, shapeOf(spec));
  const at = forward(
    spec,
    weights,
    tokens.map(({ id }) => id),
    allHooks(spec.layers),
    edits,
  );
  return { at, lens: [] };
}
