/** Directions read in turns that decide, where the models are: what PyTorch reads there (training/golden/readings.py). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { decision, sessionAt } from "../../../src/core/office/ladder";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseCauses } from "../../../src/model/hosted/causesFile";
import { makeShelf } from "../../../src/runtime/files/shelf";
import { officeCalls } from "../../../src/runtime/jobs/office";
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
const { readTurn } = officeCalls({
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
  const along = directions.map((one) => ({ ...one, ref: { kind: "voice", set: one.name, name: one.name } as const }));
  const found = await readTurn({ side, directions: along }, signal);
  directions.forEach(({ name }, i) => expect(found[i], name).toBeCloseTo(values[name]!, DIGITS));
});
