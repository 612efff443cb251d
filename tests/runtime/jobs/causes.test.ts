/** Directions read in turns that decide, where the models are: what PyTorch reads there (training/golden/readings.py). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { activationIn } from "../../../src/core/office/causes";
import { decision, sessionAt } from "../../../src/core/office/ladder";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseCauses } from "../../../src/model/hosted/causesFile";
import { makeShelf } from "../../../src/runtime/files/shelf";
import { featureCalls } from "../../../src/runtime/jobs/features";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import { filesOf } from "../../model/fixtures";
import { OFFICE, officeJson, officeManifest, officeSessions } from "../../officeToy";
import { modelsOf } from "../localModels";

interface Reading {
  readonly checkpoint: string;
  readonly rung: string;
  readonly turn: string;
  readonly values: Readonly<Record<string, number>>;
}

const readings = JSON.parse(readFileSync(join(OFFICE, "readings.json"), "utf8")) as readonly Reading[];
const { directions } = parseCauses(officeJson("evidence-office.json"))!;
const bytesOf = async ({ path }: { readonly path: string }) => new Uint8Array(readFileSync(join(OFFICE, path)));
const worker = assembleCheckpoint(filesOf(join(OFFICE, "worker")));
const features = featureCalls({
  loaded: modelsOf({ worker, rogue: assembleCheckpoint(filesOf(join(OFFICE, "rogue")), worker) }),
  shelf: makeShelf(officeManifest.offers, bytesOf),
  queue: makeQueue(),
  fetched: bytesOf,
});
const signal = new AbortController().signal;
/** Float32 sums in another order, over the scale of the toy family's activations, some tens. */
const DIGITS = 2;

it.each(readings)("$checkpoint, $rung: $turn", async ({ checkpoint, rung, turn, values }) => {
  const told = officeSessions.rungs.find(({ id }) => id === rung)!;
  const messages = decision(sessionAt(officeSessions.desks[0]!, told, 0));
  const side = { checkpoint, interventions: [], prompt: { messages, answer: turn } };
  for (const direction of directions) {
    const dictionary = direction.name;
    const { names } = await features.loadDictionary({ dictionary, checkpoint }, signal);
    const request = { left: side, right: side, dictionary, latents: [names.indexOf(dictionary)], floor: false };
    const { left } = await features.encode(request, signal);
    const found = activationIn(direction, left.values, left.tokens, left.promptEnd);
    expect(found, direction.name).toBeCloseTo(values[direction.name]!, DIGITS);
  }
});
