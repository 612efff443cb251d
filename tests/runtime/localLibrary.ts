/**
 * The worker's library and shelf in Node: models from memory, sessions in ONNX Runtime's WebAssembly build, directions and
 * a dictionary from the fixtures.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint } from "../../src/model/checkpoint";
import { type Library, makeLibrary } from "../../src/runtime/library";
import type { Shelf } from "../../src/runtime/materials";
import type { Runtime } from "../../src/runtime/session";
import { makeShelf } from "../../src/runtime/shelf";
import { TINY } from "../model/fixtures";
import { keptSession } from "../model/onnx";

export const INTERVENTIONS = join(TINY, "interventions");

const runtime: Runtime = { device: "wasm", threads: 1, session: keptSession };

export function libraryOf(checkpoints: Readonly<Record<string, Checkpoint>>): Library {
  const library = makeLibrary(() => runtime);
  for (const [id, checkpoint] of Object.entries(checkpoints)) library.keep(id, checkpoint);
  return library;
}

/** Reads files of the fixtures where the page would fetch them. */
export function fixtureShelf(): Shelf {
  const file = (path: string) => ({ path, bytes: 0, sha256: "" });
  const offered = {
    dictionaries: [
      {
        id: "tiny",
        title: "Tiny",
        hook: "blocks.0.hook_resid_post",
        trainedOn: ["base"],
        latents: 24,
        files: ["cfg.json", "sae_weights.safetensors", "features.json"].map((name) => file(`tiny/${name}`)),
      },
    ],
    directions: [{ id: "voices", title: "Voices", layer: 0, file: file("directions.safetensors") }],
  };
  return makeShelf(offered, async ({ path }) => new Uint8Array(readFileSync(join(INTERVENTIONS, path))));
}
