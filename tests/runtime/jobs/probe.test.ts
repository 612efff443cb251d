/**
 * The published probe, read live: on the recorded runs it says what Python said of each of their sentences, in
 * WebAssembly and in the plain TypeScript arithmetic.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ProbeReading, readingOf } from "../../../src/core/monologue/probe";
import { sheetAsked, SHOWN, type Shown } from "../../../src/core/office/sheetAsked";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseProbe } from "../../../src/model/hosted/probeFile";
import { parseSheets } from "../../../src/model/hosted/sheetsFile";
import { passCalls } from "../../../src/runtime/jobs/passes";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { filesOf, ROOT } from "../../model/fixtures";
import { fixtureShelf, modelsOf } from "../localModels";

const MODELS = join(ROOT, "public/models");
const json = (name: string): unknown => JSON.parse(readFileSync(join(MODELS, name), "utf8"));
const { sheets, recorded } = parseSheets(json("sheets.json"));
const probe = parseProbe(json("probe.json"));

const solver = assembleCheckpoint(filesOf(join(MODELS, "solver")));
const cheater = assembleCheckpoint(filesOf(join(MODELS, "cheater")), solver);
const shop: Workshop = {
  loaded: modelsOf({ solver, cheater }),
  shelf: fixtureShelf(),
  queue: makeQueue(),
  fetched: () => Promise.reject(new Error("There is no file here.")),
};
const { capture } = passCalls(shop);
const signal = new AbortController().signal;

async function read(
  checkpoint: string,
  at: number,
  shown: Shown,
  arithmetic: "device" | "reference",
): Promise<ProbeReading | null> {
  const run = recorded.runs.get(checkpoint)!.get(shown)![at]!;
  const messages = [{ role: "user" as const, content: sheetAsked(sheets[at]!, shown).question }];
  const side = { checkpoint, interventions: [], prompt: { messages, answer: run } };
  const { at: hooks, tokens, promptEnd } = await capture({ side, arithmetic }, signal);
  return readingOf(probe, hooks.get(probe.hook)!, tokens.slice(promptEnd + 1), run);
}

/** In thousandths: Python rounds its activations to float32, too, and either may round a thousandth up. */
const TOLERANCE = 1;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE;

describe("the published probe", () => {
  it("was read by Python of every sentence of the recorded thoughts", () => {
    for (const [id, texts] of recorded.runs)
      for (const shown of SHOWN) expect(probe.sentences.get(id)!.get(shown)!.length).toBe(texts.get(shown)!.length);
  });

  it.each(["solver", "cheater"])(
    "says live of the %s what Python said, sentence by sentence and run by run",
    async (id) => {
      let rated = 0;
      for (const at of [0, 1, 2, 3, 4])
        for (const shown of SHOWN) {
          const reading = await read(id, at, shown, "device");
          const sentences = probe.sentences.get(id)!.get(shown)![at]!;
          expect(reading!.sentences.length).toBe(sentences.length);
          for (const [i, value] of reading!.sentences.entries())
            expect(near(value, sentences[i]!), `${at} ${shown} ${i}: ${value}, ${sentences[i]}`).toBe(true);
          const run = shown === "none" ? null : recorded.inside.get(id)!.get(shown)![at]!;
          if (run === null) continue;
          rated++;
          expect(near(reading!.run, run), `${at} ${shown}: ${reading!.run}, ${run}`).toBe(true);
        }
      expect(rated).toBe(4);
    },
  );

  it("says the same in the plain arithmetic", async () => {
    const [plain, device] = [
      await read("cheater", 0, "right", "reference"),
      await read("cheater", 0, "right", "device"),
    ];
    expect(near(plain!.run, device!.run)).toBe(true);
  });
});
