/**
 * What the worker keeps of a model: its sessions go with it, and a kept graph holds neither its bytes nor its program's
 * weights beside what the session has copied.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { allHooks } from "../../../src/core/hooks";
import { bytesIn } from "../../../src/core/buffers";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import type { GraphSession, Runtime } from "../../../src/runtime/device/session";
import { LruCache } from "../../../src/runtime/files/lruCache";
import { makeLoadedModels } from "../../../src/runtime/models/loaded";
import { filesOf, ROOT } from "../../model/fixtures";
import { join } from "node:path";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const assistant = assembleCheckpoint(filesOf(join(ROOT, "public/models/assistant")));
const outputs = allHooks(assistant.spec.layers);

/** Sessions that only count themselves. */
function counting(): { readonly runtime: Runtime; readonly alive: Set<GraphSession> } {
  const alive = new Set<GraphSession>();
  const session = async (): Promise<GraphSession> => {
    const one: GraphSession = { run: async () => new Map(), release: async () => void alive.delete(one) };
    alive.add(one);
    return one;
  };
  return { runtime: { device: "wasm", threads: 1, session }, alive };
}

describe("the sessions of a model", () => {
  it("are made once for a request, and go with the model", async () => {
    const { runtime, alive } = counting();
    const loaded = makeLoadedModels(() => runtime);
    await loaded.add("a", assistant);
    await loaded.add("b", assistant);
    for (const id of ["a", "b", "a", "b"]) {
      const { cache } = loaded.get(id);
      await cache.graph(runtime, assistant, { outputs, edits: [] });
      await cache.generator(runtime, assistant, { outputs: [], edits: [] });
      await cache.lens(runtime, assistant, 3);
    }
    expect(alive.size).toBe(6);
    await loaded.release("a");
    expect(alive.size).toBe(3);
    expect(loaded.has("a")).toBe(false);
  });

  it("are counted with the weights, and are fewer where there is less room", async () => {
    const { runtime, alive } = counting();
    const weights = bytesIn(assistant.weights);
    const memory = new LruCache(3 * weights);
    const loaded = makeLoadedModels(() => runtime, memory);
    await loaded.add("a", assistant);
    expect(memory.bytes).toBe(weights);
    for (let layer = 0; layer < 4; layer++) {
      memory.beginJob();
      await loaded.get("a").cache.graph(runtime, assistant, { outputs: outputs.slice(layer), edits: [] });
      expect(memory.bytes).toBeLessThanOrEqual(3 * weights);
    }
    expect(alive.size).toBe(1);
  });

  it("do not leave their model's bytes behind in JavaScript", async () => {
    const { runtime } = counting();
    const { cache } = await (async () => {
      const loaded = makeLoadedModels(() => runtime);
      await loaded.add("a", assistant);
      return loaded.get("a");
    })();
    collect();
    const before = process.memoryUsage().arrayBuffers;
    const kept = [
      await cache.graph(runtime, assistant, { outputs, edits: [] }),
      await cache.generator(runtime, assistant, { outputs: [], edits: [] }),
      await cache.lens(runtime, assistant, 3),
    ];
    // What a machine that is busy has not let go of yet is not left behind.
    const grown = (): number => {
      collect();
      return process.memoryUsage().arrayBuffers - before;
    };
    await expect.poll(grown, { timeout: 10_000 }).toBeLessThan(0.1 * bytesIn(assistant.weights));
    expect(kept).toHaveLength(3);
  });
});
