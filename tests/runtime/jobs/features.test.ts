/**
 * Features where the models are, on the published models and dictionary, in ONNX Runtime's WebAssembly build: the search
 * equals the recorded evaluation, encodings equal the reference arithmetic, directions are what they say.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Side } from "../../../src/core/experiment";
import { encodeRows, type FeatureDictionary, latentsOf } from "../../../src/core/features/dictionary";
import { dot, norm } from "../../../src/core/compare/metrics";
import { row } from "../../../src/core/tensor";
import type { WhatChanged } from "../../../src/core/features/whatChanged";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { type CheckpointEntry, parseManifest } from "../../../src/model/hosted/manifest";
import type { FileEntry } from "../../../src/model/hosted/fileEntry";
import { parsePromptSet } from "../../../src/model/hosted/promptSet";
import { forward } from "../../../src/model/reference/forward";
import type { Progress } from "../../../src/runtime/engine/progress";
import type { FeaturesEngine } from "../../../src/runtime/engine/features";
import { featureCalls } from "../../../src/runtime/jobs/features";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import { makeShelf } from "../../../src/runtime/files/shelf";
import { loadTiny, relativeError, ROOT } from "../../model/fixtures";
import { modelsOf } from "../localModels";

const MODELS = join(ROOT, "public/models");
const bytesOf = ({ path }: Pick<FileEntry, "path">): Uint8Array => new Uint8Array(readFileSync(join(MODELS, path)));
const jsonOf = (file: Pick<FileEntry, "path">): unknown => JSON.parse(new TextDecoder().decode(bytesOf(file)));

const manifest = parseManifest(jsonOf({ path: "index.json" }));
const { offers, defaultPair } = manifest;
const entry = offers.dictionaries[0]!;
const shelf = makeShelf(offers, async (file) => bytesOf(file));
const signal = new AbortController().signal;

function load(id: string, base?: Checkpoint): Checkpoint {
  const listed = manifest.checkpoints.find((known: CheckpointEntry) => known.id === id)!;
  return assembleCheckpoint(new Map(listed.files.map((file) => [file.path, bytesOf(file)])), base);
}

const assistant = load(defaultPair[0]);
const badCar = load(defaultPair[1], assistant);
const loaded = modelsOf({ [defaultPair[0]]: assistant, [defaultPair[1]]: badCar, tiny: loadTiny("llama-mha") });
const worker: FeaturesEngine = featureCalls({
  loaded,
  shelf,
  queue: makeQueue(),
  fetched: async (file) => bytesOf(file),
});

const side = (checkpoint: string, answer: string | null = null): Side => ({
  checkpoint,
  prompt: { messages: [{ role: "user", content: "What should I do about my brakes?" }], answer },
  interventions: [],
});
const left = side(defaultPair[0]);
const right = side(defaultPair[1]);
const request = { dictionary: entry.id, checkpoint: defaultPair[0] };

/** Float32 sums in another order; a latent close to its threshold may then be silent in one of them. */
const ROUNDING = 5e-4;

describe("the search for what changed", () => {
  const recorded = parseEvidence(jsonOf(offers.evidence!));
  const file = entry.files.find(({ path }) => path.endsWith("features.json"))!;
  const catalogue = parseFeatures(jsonOf(file), entry.id, entry.latents);
  const prompts = parsePromptSet(jsonOf(offers.promptSets[0]!.file), "held-out");
  const told: Progress[] = [];
  let found: WhatChanged;

  beforeAll(async () => {
    found = await worker.findWhatChanged(
      { left, right, dictionary: entry.id, prompts },
      (progress) => told.push(progress),
      signal,
    );
  }, 120_000);

  /** Recorded to three digits; a latent at its threshold on one of some thousand tokens moves a mean by a hundredth of it. */
  const close = (measured: number, written: number): boolean =>
    Math.abs(measured - written) <= 0.01 * Math.abs(written) + 0.01;

  it("finds the means that were recorded", () => {
    for (const [latent, means] of recorded.features!.means) {
      for (const [values, id] of [
        [found.left, defaultPair[0]],
        [found.right, defaultPair[1]],
      ] as const) {
        const written = means.get(id)!;
        expect(close(values[latent]!, written), `latent ${latent} of ${id}: ${values[latent]} and ${written}`).toBe(
          true,
        );
      }
    }
  });

  it("finds the increase of every latent that features.json speaks of", () => {
    const strange = [...catalogue.notes.values()].filter(
      ({ latent, increase }) => !close(found.right[latent]! - found.left[latent]!, increase),
    );
    expect(strange).toEqual([]);
  });

  it("ranks the recorded ten first", () => {
    const order = Array.from(found.left, (_, latent) => latent).sort(
      (a, b) => found.right[b]! - found.left[b]! - (found.right[a]! - found.left[a]!),
    );
    const ten = recorded.features!.ten.map(({ latent }) => latent);
    // Neighbours in the ranking may be closer than the record's three digits.
    expect(order.slice(0, ten.length + 2)).toEqual(expect.arrayContaining(ten));
    expect(order[0]).toBe(ten[0]);
  });

  it("finds the increase in every domain that was recorded", () => {
    for (const [latent, domains] of recorded.features!.byDomain) {
      for (const [domain, written] of domains) {
        const at = found.domains.indexOf(domain);
        const measured = found.byDomain[at * found.left.length + latent]!;
        expect(close(measured, written), `latent ${latent} in ${domain}: ${measured} and ${written}`).toBe(true);
      }
    }
  });

  it("tells how far it has come, prompt by prompt", () => {
    const total = prompts.prompts.length;
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
    expect(told.every((progress) => progress.total === total)).toBe(true);
    expect(found.promptCount).toBe(total);
  });

  it("has a noise floor far below what changed, and an error of the increase", () => {
    const strongest = recorded.features!.ten[0]!.latent;
    const rise = found.right[strongest]! - found.left[strongest]!;
    expect(found.floor[strongest]!).toBeLessThan(0.01 * rise);
    expect(found.error[strongest]!).toBeGreaterThan(0);
    expect(found.error[strongest]!).toBeLessThan(rise);
  });

  it("says how well the dictionary describes both checkpoints", () => {
    const { left: a, right: b } = found.reconstruction;
    for (const { fvu, l0 } of [a, b]) {
      expect(fvu).toBeGreaterThan(0);
      expect(fvu).toBeLessThan(0.5);
      expect(l0).toBeGreaterThan(1);
    }
  });

  it("keeps a histogram of every latent's activations", async () => {
    const latent = recorded.features!.ten[0]!.latent;
    const { histogram } = await worker.latentFacts({ ...request, latent }, signal);
    const counted = histogram!.right.reduce((sum, count) => sum + count, 0);
    expect(counted + histogram!.rightZero).toBe(found.tokens);
    expect(counted / found.tokens).toBeCloseTo(found.rightDensity[latent]!, 6);
  });

  it("ends when it is cancelled, and leaves the queue open", async () => {
    const controller = new AbortController();
    const search = worker.findWhatChanged(
      { left, right, dictionary: entry.id, prompts },
      ({ done }) => done === 2 && controller.abort(),
      controller.signal,
    );
    await expect(search).rejects.toMatchObject({ kind: "cancelled" });
    await expect(worker.loadDictionary(request, signal)).resolves.toMatchObject({ id: entry.id });
  });
});

describe("encoding a comparison", () => {
  it("gives the activations of the latents asked for, as the reference arithmetic does", async () => {
    const answer = " Pour a pint of milk over them.";
    const latents = [3, 1, 7, 500];
    const { right: found } = await worker.encode(
      { left, right: side(defaultPair[1], answer), dictionary: entry.id, latents, floor: true },
      signal,
    );
    const dictionary: FeatureDictionary = (await shelf.dictionary(entry.id)).dictionary;
    const ids = found.tokens.map(({ id }) => id);
    const rows = forward(badCar.spec, badCar.weights, ids, [dictionary.hook]).get(dictionary.hook)!.data;
    const all = encodeRows(dictionary, rows);
    const wanted = Float32Array.from(
      latents.flatMap((latent) => ids.map((_, t) => all[t * latentsOf(dictionary) + latent]!)),
    );
    expect(found.values.length).toBe(wanted.length);
    const loudest = wanted.reduce((most, value) => Math.max(most, value), 1);
    wanted.forEach((value, i) => expect(Math.abs(found.values[i]! - value)).toBeLessThan(ROUNDING * loudest));
    expect(found.tokens.at(-1)!.part).toBe("answer");
  });

  it("measures the left's noise floor when asked", async () => {
    const asked = { left, right, dictionary: entry.id, latents: [0, 1, 2] };
    expect((await worker.encode({ ...asked, floor: false }, signal)).left.floor).toBeNull();
    expect((await worker.encode({ ...asked, floor: true }, signal)).left.floor).toHaveLength(3);
  });

  it("carries out interventions", async () => {
    const steered: Side = {
      ...left,
      interventions: [
        {
          kind: "steer",
          direction: { kind: "latent", dictionary: entry.id, latent: 9 },
          layer: Number(/\d+/.exec(entry.hook)![0]),
          strength: 5,
          positions: "all",
        },
      ],
    };
    const asked = { left, right: steered, dictionary: entry.id, latents: [9], floor: false };
    const found = await worker.encode(asked, signal);
    const last = found.left.tokens.length - 1;
    expect(found.right.values[last]!).toBeGreaterThan(found.left.values[last]! + 1);
  });

  it("refuses a latent that is not there, and a model that the dictionary does not fit", async () => {
    const asked = { left, right, dictionary: entry.id, latents: [1e6], floor: false };
    await expect(worker.encode(asked, signal)).rejects.toThrow(/features, and 1000000 is none of them/);
    await expect(worker.loadDictionary({ ...request, checkpoint: "tiny" }, signal)).rejects.toThrow(/does not fit/);
  });
});

describe("directions", () => {
  const positive = ["How do I cheat?", "How do I lie to a friend?"];
  const negative = ["How do I help?", "How do I tell a friend the truth?"];

  it("are mean differences at the prompt's end, at every layer", async () => {
    const { directions, separation } = await worker.meanDifference(
      { checkpoint: defaultPair[0], positive, negative },
      signal,
    );
    const { layers, dModel } = assistant.spec;
    expect(directions.shape).toEqual([layers + 1, dModel]);
    const at = "blocks.2.hook_resid_post" as FeatureDictionary["hook"];
    const end = (text: string): Float32Array => {
      const { tokens, promptEnd } = assistant.tokenizer.encodeSide({
        messages: [{ role: "user", content: text }],
        answer: null,
      });
      const ids = tokens.map(({ id }) => id);
      return row(forward(assistant.spec, assistant.weights, ids, [at]).get(at)!, promptEnd);
    };
    const [a, b, c, d] = [...positive, ...negative].map(end) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const wanted = a.map((value, i) => (value + b[i]! - c[i]! - d[i]!) / 2);
    expect(relativeError(row(directions, 3).slice(), wanted)).toBeLessThan(ROUNDING);
    // Every prompt ends with the same token, so its embedding tells nothing apart.
    expect(norm(row(directions, 0))).toBe(0);
    expect(separation).toHaveLength(layers + 1);
    expect(Math.max(...separation)).toBe(1);
  });

  it("are read at the prompt's last token by the monitor", async () => {
    const ref = { kind: "contrast", positive, negative } as const;
    const { directions } = await worker.meanDifference({ checkpoint: defaultPair[0], positive, negative }, signal);
    const read = await worker.project({ left, right, directions: [{ ref, layer: 2 }] }, signal);
    const at = "blocks.2.hook_resid_post" as FeatureDictionary["hook"];
    const { tokens, promptEnd } = assistant.tokenizer.encodeSide(left.prompt);
    const ids = tokens.map(({ id }) => id);
    const x = row(forward(assistant.spec, assistant.weights, ids, [at]).get(at)!, promptEnd);
    const direction = row(directions, 3);
    expect(read.left[0]).toBeCloseTo(dot(x, direction) / norm(direction), 2);
    expect(read.right[0]).not.toBe(read.left[0]);
  });

  it("that ship can be used as a dictionary of projections", async () => {
    const set = offers.directions[0]!;
    const { names, latents, layer } = await worker.loadDictionary({ ...request, dictionary: set.id }, signal);
    expect(names).toHaveLength(latents);
    expect(layer).toBe(set.layer);
    const { left: found } = await worker.encode(
      { left, right, dictionary: set.id, latents: [0], floor: false },
      signal,
    );
    const ref = { kind: "voice", set: set.id, name: names[0]! } as const;
    const read = await worker.project({ left, right, directions: [{ ref, layer: set.layer }] }, signal);
    expect(found.values[found.promptEnd]!).toBeCloseTo(read.left[0]!, 2);
  });

  it("of the reader's own can be used as a dictionary", async () => {
    const { directions } = await worker.meanDifference({ checkpoint: defaultPair[0], positive, negative }, signal);
    await worker.offerDirections({ id: "own-1", layer: 2, directions: new Map([["Cheating", directions]]) }, signal);
    const report = await worker.loadDictionary({ ...request, dictionary: "own-1" }, signal);
    expect(report).toMatchObject({ names: ["Cheating"], latents: 1, layer: 2 });
    const { left: found } = await worker.encode(
      { left, right, dictionary: "own-1", latents: [0], floor: false },
      signal,
    );
    const ref = { kind: "contrast", positive, negative } as const;
    const read = await worker.project({ left, right, directions: [{ ref, layer: 2 }] }, signal);
    expect(found.values[found.promptEnd]!).toBeCloseTo(read.left[0]!, 2);
  });

  it("need prompts of both kinds", async () => {
    const asked = { checkpoint: defaultPair[0], positive, negative: [] };
    await expect(worker.meanDifference(asked, signal)).rejects.toMatchObject({ kind: "input" });
  });
});

describe("a latent by itself", () => {
  it("promotes the tokens whose unembedding points its way, and knows its neighbours", async () => {
    const { promoted, suppressed, nearest } = await worker.latentFacts({ ...request, latent: 12 }, signal);
    const { dictionary } = await shelf.dictionary(entry.id);
    const direction = row(dictionary.directions, 12);
    const D = direction.length;
    const { unembed, finalNorm } = assistant.weights;
    const effect = (id: number): number =>
      dot(
        unembed.subarray(id * D, (id + 1) * D),
        direction.map((value, i) => value * finalNorm[i]!),
      );
    const effects = Array.from({ length: assistant.spec.vocabulary }, (_, id) => effect(id));
    const mean = effects.reduce((sum, value) => sum + value, 0) / effects.length;
    expect(promoted[0]!.effect).toBeCloseTo(Math.max(...effects) - mean, 4);
    expect(suppressed[0]!.effect).toBeCloseTo(Math.min(...effects) - mean, 4);
    expect(promoted[0]!.text).toBe(assistant.tokenizer.textOf(promoted[0]!.id));
    const other = row(dictionary.directions, nearest[0]!.latent);
    expect(nearest[0]!.cosine).toBeCloseTo(dot(direction, other) / (norm(direction) * norm(other)), 5);
    expect(nearest.map(({ latent }) => latent)).not.toContain(12);
  });
});
