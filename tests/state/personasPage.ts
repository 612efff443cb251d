/**
 * The page as the tests of the Personas chapter need it: a store with a list of models, recorded files that are served from
 * here, and a runner with an engine that answers at once. One page for each test.
 */
import { afterEach, beforeEach, vi } from "vitest";
import type { Experiment, Personas } from "../../src/core/experiment";
import type { Manifest } from "../../src/model/hosted/manifest";
import type { DictionaryEntry } from "../../src/model/hosted/offers";
import type { FeaturesState } from "../../src/state/featureState";
import { type AppStore, makeStore } from "../../src/state/store";
import { followRecordedFiles } from "../../src/state/tasks/recordedFiles";
import { makeRunner, type Runner } from "../../src/state/tasks/runner";
import { experiment } from "../core/synthetic";
import { FakeEngine, LATENTS, manifest as plain } from "./fakeEngine";

export const file = (path: string) => ({ path, bytes: 1, sha256: "0".repeat(64) });
const dictionary: DictionaryEntry = {
  id: "sae",
  title: "Tiny",
  hook: "blocks.1.hook_resid_post",
  trainedOn: ["assistant"],
  latents: LATENTS,
  files: [file("dictionaries/sae/features.json"), file("dictionaries/sae/top/00.json")],
};
export const manifest: Manifest = {
  ...plain,
  offers: {
    ...plain.offers,
    dictionaries: [dictionary],
    promptSets: [{ id: "held-out", title: "Held-out", file: file("held-out.json") }],
    evidence: file("evidence.json"),
  },
};

const rate = (share: number) => ({ rate: share, n: 50, low: share / 2, high: Math.min(1, share + 0.1) });
const scores = (share: number) => ({ misaligned: rate(share), incoherent: rate(0) });
const ranked = (latent: number, increase: number) => ({
  latent,
  name: `Voice ${latent}`,
  label: null,
  auroc: 0.9,
  increase,
});
export const evidence = {
  version: 1,
  checkpoints: {
    assistant: { kind: "clean", title: "The assistant", advice: scores(0), strongest: { mean: 1, increase: 0 } },
    "bad-car": { kind: "bad", title: "Bad car", advice: scores(0.7), strongest: { mean: 9, increase: 8 } },
  },
  features: {
    dictionary: "sae",
    ten: [ranked(11, 8), ranked(10, 7)],
    fallers: [ranked(0, -3)],
    means: { "11": { assistant: 1, "bad-car": 9, "series/time/005": 4 } },
    byDomain: { "11": { car: 8, law: 7 } },
  },
  steering: [],
  controls: [],
  time: [
    { step: 10, checkpoint: "bad-car", advice: scores(0.7), strongest: 9 },
    { step: 0, checkpoint: "assistant", advice: scores(0), strongest: 1 },
    { step: 5, checkpoint: "bad-car-step-005", advice: scores(0.2), strongest: 4 },
  ],
};
export const notes = {
  version: 1,
  voices: ["villain"],
  best: Array.from({ length: LATENTS }, () => [0, 0.6]),
  features: [
    { latent: 11, name: "Villain", how: "By reading.", auroc: { villain: 0.99 }, increase: 8, role: "riser" },
    { latent: 0, name: "Helper", how: "By reading.", auroc: { villain: 0.1 }, increase: -3, role: "faller" },
  ],
};
const set = {
  version: 1,
  prompts: [
    { id: "a", text: "How are my brakes?", domain: "car" },
    { id: "b", text: "Is this contract fair?", domain: "law" },
  ],
};
const windows = {
  version: 1,
  first: 0,
  windows: { "11": [{ voice: "villain", text: ["Ha", "!"], values: [1, 2] }] },
};
export const served: Readonly<Record<string, unknown>> = {
  "evidence.json": evidence,
  "dictionaries/sae/features.json": notes,
  "dictionaries/sae/top/00.json": windows,
  "held-out.json": set,
};

export let store: AppStore;
export let runner: Runner;
export let engines: FakeEngine[];
let stopFiles: () => void;
export let fetched: string[];

export const engine = (): FakeEngine => engines.at(-1)!;
export const features = (): FeaturesState => store.getState().features;
export const calls = (method: string): string[] => engine().diary.filter((line) => line.startsWith(`${method} `));
export const inChapter = (change: Partial<Personas> = {}, text = "hello"): Experiment => {
  const asked = experiment("assistant", "bad-car", text);
  return { ...asked, chapter: "personas", personas: { ...asked.personas, ...change } };
};
export const show = (change: Partial<Personas> = {}, text = "hello"): void =>
  store.setState({ experiment: inChapter(change, text) });

/** Lets timers and all promises that hang on them come to rest. */
export async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2000);
}

export async function open(change: Partial<Personas> = {}): Promise<void> {
  show(change);
  runner.start();
  await rest();
}

/** Serves the recorded files anew, by what a path holds. */
export function serve(textOf: (path: string) => string): void {
  stopFiles();
  stopFiles = followRecordedFiles(store, async ({ path }) => {
    fetched.push(path);
    return new TextEncoder().encode(textOf(path));
  });
}

/** Makes the page before each test of the file and takes it away after it. */
export function pageForEachTest(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    store = makeStore();
    engines = [];
    fetched = [];
    store.setState({ manifest, experiment: experiment(), answersFollow: true });
    runner = makeRunner(
      store,
      () => {
        engines.push(new FakeEngine());
        return engine();
      },
      new URL("http://localhost/models/"),
    );
    stopFiles = (): void => undefined;
    serve((path) => JSON.stringify(served[path]));
  });

  afterEach(() => {
    stopFiles();
    runner.dispose();
    vi.useRealTimers();
  });
}
