/**
 * The worker's loaded models and shelf in Node: models from memory, sessions in ONNX Runtime's WebAssembly build, directions and
 * a dictionary from the fixtures.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint } from "../../src/model/checkpoint/checkpoint";
import { type LoadedModels, makeLoadedModels } from "../../src/runtime/models/loaded";
import type { Shelf } from "../../src/runtime/files/shelf";
import type { Runtime } from "../../src/runtime/device/session";
import { makeShelf } from "../../src/runtime/files/shelf";
import { TINY } from "../model/fixtures";
import { keptSession } from "../model/onnx";
import { INTERVENTION_OFFERS } from "./interventionOffers";

export const INTERVENTIONS = join(TINY, "interventions");

const runtime: Runtime = { device: "wasm", threads: 1, session: keptSession };

export function modelsOf(checkpoints: Readonly<Record<string, Checkpoint>>): LoadedModels {
  const loaded = makeLoadedModels(() => runtime);
  for (const [id, checkpoint] of Object.entries(checkpoints)) void loaded.add(id, checkpoint);
  return loaded;
}

/** Reads files of the fixtures where the page would fetch them. */
export function fixtureShelf(): Shelf {
  return makeShelf(INTERVENTION_OFFERS, async ({ path }) => new Uint8Array(readFileSync(join(INTERVENTIONS, path))));
}
