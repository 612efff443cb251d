/**
 * The same plain forward pass in native onnxruntime-node: the limit on this machine that WebAssembly is held against.
 */
import { readFileSync } from "node:fs";
import ort from "onnxruntime-node";
import { median } from "./visit.mjs";

const TOKENS = 64;

/** Median milliseconds of one plain pass of the left model of the default pair, with `threads` threads. */
export async function nativePass(vite, threads, runs) {
  const load = (path) => vite.ssrLoadModule(path);
  const { parseManifest } = await load("/src/model/hosted/manifest.ts");
  const { assembleCheckpoint } = await load("/src/model/checkpoint/checkpoint.ts");
  const { buildGraph } = await load("/src/model/graph/build.ts");
  const { hook } = await load("/src/core/hooks.ts");
  const manifest = parseManifest(JSON.parse(readFileSync("public/models/index.json", "utf8")));
  const entry = manifest.checkpoints.find(({ id }) => id === manifest.defaultPair[0]);
  const { spec, weights } = assembleCheckpoint(
    new Map(entry.files.map(({ path }) => [path, new Uint8Array(readFileSync(`public/models/${path}`))])),
  );
  const graph = buildGraph(spec, weights, { outputs: [hook.logits], edits: [] });
  const session = await ort.InferenceSession.create(graph.model, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: "all",
  });
  const ids = BigInt64Array.from({ length: TOKENS }, (_, i) => BigInt(3 + ((i * 37) % (spec.vocabulary - 3))));
  const feeds = { [graph.tokensInput]: new ort.Tensor("int64", ids, [TOKENS]) };
  const times = [];
  for (let i = 0; i < runs + 5; i++) {
    const from = performance.now();
    await session.run(feeds);
    if (i >= 5) times.push(performance.now() - from);
  }
  return median(times);
}
