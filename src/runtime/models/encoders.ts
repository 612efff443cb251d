/**
 * Thousands of latents on the device: one session for each dictionary, the gate in core/features/dictionary.ts.
 * Measured against plain typed arrays, 128 rows of 2,048 latents: bench/features.ts and bench/engine.ts.
 */
import { applyGate, type FeatureDictionary, latentsOf, normedRows, widthOf } from "../../core/features/dictionary";
import { tensor } from "../../core/tensor";
import { buildEncoder, type EncoderGraph } from "../../model/graph/encode";
import type { Runtime, GraphSession } from "../device/session";

interface Kept {
  readonly runtime: Runtime;
  readonly dictionary: FeatureDictionary;
  readonly graph: EncoderGraph;
  readonly session: GraphSession;
}

export interface Encoders {
  /** Activations [T, latents] of rows [T, D], a new array. */
  encode(runtime: Runtime, dictionary: FeatureDictionary, rows: Float32Array): Promise<Float32Array>;
}

/** The latest dictionary's session is kept. */
export function makeEncoders(): Encoders {
  let kept: Kept | null = null;

  async function sessionFor(runtime: Runtime, dictionary: FeatureDictionary): Promise<Kept> {
    if (kept?.dictionary === dictionary && kept.runtime === runtime) return kept;
    await kept?.session.release();
    kept = null;
    const graph = buildEncoder(dictionary.encoder);
    kept = { runtime, dictionary, graph, session: await runtime.session(graph.model) };
    return kept;
  }

  return {
    async encode(runtime, dictionary, rows) {
      const { graph, session } = await sessionFor(runtime, dictionary);
      const D = widthOf(dictionary);
      const normed = normedRows(rows, D, dictionary.encoder.input);
      const feeds = new Map([[graph.rowsInput, tensor([rows.length / D, D], normed.rows)]]);
      const values = graph.unpack(await session.run(new Map(), feeds));
      return applyGate(values, latentsOf(dictionary), dictionary.encoder.gate);
    },
  };
}
