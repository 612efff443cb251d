/**
 * Thousands of latents on the device: a session for each dictionary, the gate in core/features/dictionary.ts.
 * Measured against plain typed arrays, 128 rows of 2,048 latents: bench/features.ts and bench/engine.ts.
 */
import { applyGate, type FeatureDictionary, latentsOf, normedRows, widthOf } from "../../core/features/dictionary";
import { tensor } from "../../core/tensor";
import { buildEncoder } from "../../model/graph/encode";
import type { Runtime } from "../device/session";
import type { LruCache } from "../files/lruCache";
import { keptSession } from "./pass";

export interface Encoders {
  /** Activations [T, latents] of rows [T, D], a new array. */
  encode(runtime: Runtime, dictionary: FeatureDictionary, rows: Float32Array): Promise<Float32Array>;
}

/** Sessions are kept while there is room, each for its dictionary. */
export function makeEncoders(memory: LruCache): Encoders {
  const owners = new WeakMap<FeatureDictionary, string>();
  let count = 0;
  const ownerOf = (dictionary: FeatureDictionary): string => {
    const owner = owners.get(dictionary) ?? `encoder ${count++}`;
    owners.set(dictionary, owner);
    return owner;
  };
  return {
    async encode(runtime, dictionary, rows) {
      const owner = ownerOf(dictionary);
      const build = () => buildEncoder(dictionary.encoder);
      const { graph, session } = await keptSession(memory, owner, "encoder", runtime, build);
      const D = widthOf(dictionary);
      const normed = normedRows(rows, D, dictionary.encoder.input);
      const feeds = new Map([[graph.rowsInput, tensor([rows.length / D, D], normed.rows)]]);
      const values = graph.unpack(await session.run(new Map(), feeds));
      return applyGate(values, latentsOf(dictionary), dictionary.encoder.gate);
    },
  };
}
