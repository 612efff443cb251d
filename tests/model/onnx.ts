/**
 * Running a built graph in ONNX Runtime's WebAssembly build, in Node, as the worker does in the browser.
 */
import * as ort from "onnxruntime-web";
import type { Edit, EditStage } from "../../src/core/edits/interventions";
import type { HookName } from "../../src/core/hooks";
import type { Tensor } from "../../src/core/tensor";
import { type BuiltGraph, buildGraph } from "../../src/model/graph/build";
import type { RawOutput } from "../../src/model/graph/packing";
import type { GraphRequest } from "../../src/model/graph/request";
import type { Checkpoint } from "../../src/model/checkpoint/checkpoint";
import type { GraphSession } from "../../src/runtime/device/session";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

export async function runModel(
  model: Uint8Array,
  feeds: Readonly<Record<string, ort.Tensor>>,
): Promise<Map<string, RawOutput>> {
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  try {
    const outputs = await session.run(feeds);
    return new Map(
      Object.entries(outputs).map(([name, value]) => [
        name,
        { shape: value.dims, data: Float32Array.from(value.data as Float32Array, Number) },
      ]),
    );
  } finally {
    await session.release();
  }
}

/** A session that is kept, as src/runtime/device/session.ts gives one. */
export async function keptSession(model: Uint8Array): Promise<GraphSession> {
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  return {
    async run(ints, floats) {
      const feeds: Record<string, ort.Tensor> = {};
      for (const [name, data] of ints) feeds[name] = new ort.Tensor("int64", data, [data.length]);
      for (const [name, { shape, data }] of floats) feeds[name] = new ort.Tensor("float32", data, shape);
      const outputs = await session.run(feeds);
      return new Map(
        Object.entries(outputs).map(([name, value]) => [
          name,
          { shape: value.dims, data: Float32Array.from(value.data as Float32Array, Number) },
        ]),
      );
    },
    release: () => session.release(),
  };
}

export async function runGraph(
  graph: BuiltGraph,
  tokens: readonly number[],
  edits: readonly Edit[] = [],
): Promise<Map<HookName, Tensor>> {
  const feeds: Record<string, ort.Tensor> = {
    [graph.tokensInput]: new ort.Tensor("int64", BigInt64Array.from(tokens, BigInt), [tokens.length]),
  };
  for (const [name, { shape, data }] of graph.feeds(edits)) feeds[name] = new ort.Tensor("float32", data, shape);
  return graph.unpack(await runModel(graph.model, feeds));
}

/** Hooks to edit may be given by name: each then has one affine stage. */
export function buildFor(
  { spec, weights }: Pick<Checkpoint, "spec" | "weights">,
  {
    edits = [],
    ...request
  }: Partial<Omit<GraphRequest, "edits">> & { readonly edits?: readonly (HookName | EditStage)[] },
): BuiltGraph {
  const stages = edits.map((edit) => (typeof edit === "string" ? ({ hook: edit, form: "affine" } as const) : edit));
  return buildGraph(spec, weights, { outputs: [], edits: stages, ...request });
}
