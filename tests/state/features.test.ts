/**
 * The Personas chapter between the page and the engine: what is asked for and when, what is thrown away, and what the
 * selectors make of it.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Experiment, Personas } from "../../src/core/experiment";
import { belowFloor } from "../../src/core/features/latentRow";
import { tableToCsv } from "../../src/core/pictures/table";
import { parseEvidence } from "../../src/model/hosted/evidence";
import { parseFeatures } from "../../src/model/dictionaries/featuresFile";
import type { Manifest } from "../../src/model/hosted/manifest";
import type { DictionaryEntry } from "../../src/model/hosted/offers";
import { detection, domainGrids } from "../../src/state/selectors/evidence";
import { latentRise, recordedSeries, sliderStops } from "../../src/state/selectors/series";
import type { FeaturesState } from "../../src/state/featureState";
import { followLibrary } from "../../src/state/tasks/recordedFiles";
import { personaGrids } from "../../src/state/selectors/grids";
import { dictionaryWarnings, personasInUse } from "../../src/state/selectors/personas";
import { withDictionary } from "../../src/state/edits/personas";
import { findingIsStale, ranking, rankingTable } from "../../src/state/selectors/ranking";
import { makeRunner, type Runner } from "../../src/state/tasks/runner";
import { type AppStore, makeStore } from "../../src/state/store";
import { experiment } from "../core/synthetic";
import { Deferred, FakeEngine, LATENTS, manifest as plain } from "./fakeEngine";

const file = (path: string) => ({ path, bytes: 1, sha256: "0".repeat(64) });
const dictionary: DictionaryEntry = {
  id: "sae",
  title: "Tiny",
  hook: "blocks.1.hook_resid_post",
  trainedOn: ["assistant"],
  latents: LATENTS,
  files: [file("dictionaries/sae/features.json"), file("dictionaries/sae/top/00.json")],
};
const manifest: Manifest = {
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
const evidence = {
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
  time: [
    { step: 10, checkpoint: "bad-car", advice: scores(0.7), strongest: 9 },
    { step: 0, checkpoint: "assistant", advice: scores(0), strongest: 1 },
    { step: 5, checkpoint: "bad-car-step-005", advice: scores(0.2), strongest: 4 },
  ],
};
const notes = {
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
const served: Readonly<Record<string, unknown>> = {
  "evidence.json": evidence,
  "dictionaries/sae/features.json": notes,
  "dictionaries/sae/top/00.json": windows,
  "held-out.json": set,
};

let store: AppStore;
let runner: Runner;
let engines: FakeEngine[];
let stopLibrary: () => void;
let fetched: string[];

const engine = (): FakeEngine => engines.at(-1)!;
const features = (): FeaturesState => store.getState().features;
const calls = (method: string): string[] => engine().diary.filter((line) => line.startsWith(`${method} `));
const inChapter = (change: Partial<Personas> = {}, text = "hello"): Experiment => {
  const asked = experiment("assistant", "bad-car", text);
  return { ...asked, chapter: "personas", personas: { ...asked.personas, ...change } };
};
const show = (change: Partial<Personas> = {}, text = "hello"): void =>
  store.setState({ experiment: inChapter(change, text) });

/** Lets timers and all promises that hang on them come to rest. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2000);
}

async function open(change: Partial<Personas> = {}): Promise<void> {
  show(change);
  runner.start();
  await rest();
}

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
    "http://localhost/models/",
  );
  stopLibrary = followLibrary(store, async ({ path }) => {
    fetched.push(path);
    return new TextEncoder().encode(JSON.stringify(served[path]));
  });
});

afterEach(() => {
  stopLibrary();
  runner.dispose();
  vi.useRealTimers();
});

describe("the library of recorded files", () => {
  it("fetches nothing before a chapter that needs it is open", async () => {
    await rest();
    expect(fetched).toEqual([]);
    show();
    await rest();
    expect(fetched).toEqual(["evidence.json", "held-out.json", "dictionaries/sae/features.json"]);
    expect(features().evidence.status).toBe("here");
    expect(features().promptSets.get("held-out")?.status).toBe("here");
  });

  it("fetches a feature's windows when its card is opened, once", async () => {
    show({ latent: 11 });
    await rest();
    show({ latent: 11 }, "another");
    await rest();
    expect(fetched.filter((path) => path.includes("top/"))).toHaveLength(1);
    expect(features().windows.get(11)).toMatchObject({ status: "here", value: [{ voice: "villain" }] });
  });

  it("says which file is damaged, and keeps the others", async () => {
    stopLibrary();
    stopLibrary = followLibrary(store, async ({ path }) =>
      new TextEncoder().encode(path === "evidence.json" ? "<html>" : JSON.stringify(served[path])),
    );
    show();
    await rest();
    expect(features().evidence).toMatchObject({ status: "failed", failure: { kind: "file" } });
    expect(features().catalogue.status).toBe("here");
  });
});

describe("the open chapter", () => {
  it("loads the dictionary, encodes the ten on the same words, then measures their floor", async () => {
    await open();
    expect(calls("loadDictionary")).toEqual(["loadDictionary sae"]);
    expect(calls("encode")).toEqual(["encode no answer / no answer 11 10 0", "encode no answer / no answer 11 10 0"]);
    const grids = personaGrids(store.getState())!;
    expect(grids.personas.map(({ name }) => name)).toEqual(["Voice 11", "Voice 10", "Voice 0"]);
    expect(grids.difference!.values).toEqual(grids.right.values.map((value, i) => value - grids.left.values[i]!));
    expect(grids.left.floor).toEqual(new Float32Array(3).fill(0.5));
    expect(grids.stale).toBe(false);
  });

  it("does nothing while another chapter is open", async () => {
    runner.start();
    await rest();
    expect(calls("encode")).toEqual([]);
  });

  it("encodes anew when typing rests, once", async () => {
    await open();
    const before = calls("encode").length;
    for (const text of ["h", "he", "hel"]) show({}, text);
    expect(personaGrids(store.getState())!.stale).toBe(true);
    await rest();
    expect(calls("encode").slice(before)).toHaveLength(2);
    expect(personaGrids(store.getState())!.stale).toBe(false);
  });

  it("lets both Sides speak when their own words are asked for, and reads those", async () => {
    await open({ words: "own" });
    expect(calls("encode")[0]).toBe("encode assistant says 0 / bad-car says 0 11 10 0");
    const grids = personaGrids(store.getState())!;
    expect(grids.words).toBe("own");
    expect(grids.difference).toBeNull();
  });

  it("describes the latent whose card is open, and again once a search has counted it", async () => {
    await open({ latent: 5 });
    expect(calls("latentFacts")).toEqual(["latentFacts 5"]);
    expect(calls("encode")[0]).toMatch(/ 11 10 0 5$/);
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    expect(calls("latentFacts")).toHaveLength(2);
  });

  it("keeps nothing of a lost engine", async () => {
    await open();
    runner.start();
    expect(features().dictionary.status).toBe("none");
    expect(features().same.status).toBe("none");
    await rest();
    expect(engines).toHaveLength(2);
    expect(calls("encode")).toHaveLength(2);
  });

  it("puts a failure where the answer would stand, and nothing else off the screen", async () => {
    show();
    runner.start();
    engine().failWith = { at: "encode", error: new Error("no") };
    await rest();
    expect(features().same).toMatchObject({ status: "failed" });
    expect(features().dictionary.status).toBe("here");
  });
});

describe("the search", () => {
  it("tells how far it is, then ranks every latent with what is known of it", async () => {
    await open();
    const gate = new Deferred<void>();
    engine().slowSearch = () => gate.promise;
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    expect(features().find).toMatchObject({ status: "running", done: 1, total: 2 });
    gate.resolve();
    await rest();
    expect(features().find).toEqual({ status: "idle" });
    const { rows, found, stale } = ranking(store.getState())!;
    expect([rows.length, found?.result.promptCount, stale]).toEqual([LATENTS, 2, false]);
    expect(found?.asked.right.checkpoint).toBe("bad-car");
    expect(rows[0]).toMatchObject({ latent: 11, name: "Voice 11", role: "riser", auroc: new Map([["villain", 0.99]]) });
    expect(rows[0]!.increase).toBeCloseTo(12, 5);
    expect(belowFloor(rows.find(({ latent }) => latent === 3)!)).toBe(true);
  });

  it("is a table of every latent with its rank, and says how many of the recorded rising ones rise again", async () => {
    await open();
    runner.find({ kind: "own", prompts: ["Why?", "How?"] });
    await rest();
    const { rows, agreement } = ranking(store.getState())!;
    expect(agreement).toEqual({ marked: 2, found: 2 });
    const csv = tableToCsv(rankingTable(rows, "mean activation")).split("\r\n");
    expect(csv).toHaveLength(LATENTS + 2);
    expect(csv[0]).toMatch(/^feature,number,rank,increase \(mean activation\),/);
    expect(csv[5]).toMatch(/^feature 7,7,5,/);
  });

  it("ends when it is cancelled, and throws its answer away", async () => {
    await open();
    const gate = new Deferred<void>();
    engine().slowSearch = () => gate.promise;
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    runner.cancelFind();
    gate.resolve();
    await rest();
    expect(features().find).toEqual({ status: "idle" });
    expect(features().finding).toBeNull();
  });

  it("is stale once the pair is another, not when the words are", async () => {
    await open();
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    show({}, "other words");
    expect(findingIsStale(store.getState())).toBe(false);
    store.setState({ experiment: { ...inChapter(), right: { ...inChapter().right, checkpoint: "good-car" } } });
    expect(findingIsStale(store.getState())).toBe(true);
  });

  it("says what is wrong with prompts of one's own", async () => {
    await open();
    runner.find({ kind: "own", prompts: [" "] });
    expect(features().find).toMatchObject({ status: "failed", failure: { kind: "input" } });
  });

  it("gives the rise in every domain beside the recorded one", async () => {
    await open();
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    const { recorded, live } = domainGrids(store.getState());
    expect(recorded!.cols.ticks).toEqual(["car", "law"]);
    expect(live!.cols.ticks).toEqual(["car", "law"]);
    expect(Array.from(live!.values.slice(0, 2), Math.round)).toEqual([8, 16]);
  });
});

describe("a set of plain directions", () => {
  it("is used as a dictionary, under the names that its file gives, and nothing recorded of another is said of it", async () => {
    const voices = { id: "voices", title: "Voices", layer: 1, file: file("voices.safetensors") };
    store.setState({ manifest: { ...manifest, offers: { ...manifest.offers, directions: [voices] } } });
    await open();
    engine().names = ["villain", "friend"];
    store.setState(({ experiment: now }) => ({ experiment: withDictionary(now!, "voices") }));
    await rest();
    expect(personasInUse(store.getState()).map(({ name, role }) => [name, role])).toEqual([
      ["villain", "other"],
      ["friend", "other"],
    ]);
    expect(calls("encode").at(-1)).toMatch(/ 0 1$/);
    expect(latentRise(store.getState(), 11)).toEqual([]);
    expect(domainGrids(store.getState()).recorded).toBeNull();
  });
});

describe("directions of one's own", () => {
  it("are computed when they are added, and read by the monitor", async () => {
    await open();
    runner.addDirection("Cheating", ["How do I cheat?", " "], ["How do I help?"]);
    await rest();
    expect(calls("meanDifference")).toEqual(["meanDifference How do I cheat?"]);
    expect(features().ownDirections[0]).toMatchObject({ name: "Cheating", found: { status: "here" } });
    // The synthetic directions tell best after the last block.
    expect(features().monitor).toMatchObject({ status: "here", value: [{ name: "Cheating", layer: 1 }] });
    // From then on they are a dictionary too.
    store.setState(({ experiment: now }) => ({ experiment: withDictionary(now!, "own-1") }));
    await rest();
    expect(calls("offerDirections")).toEqual(["offerDirections own-1 1"]);
    expect(calls("loadDictionary").at(-1)).toBe("loadDictionary own-1");
    expect(personasInUse(store.getState()).map(({ name }) => name)).toEqual(["Cheating"]);
    runner.removeDirection(features().ownDirections[0]!.id);
    expect(features().ownDirections).toEqual([]);
  });
});

describe("the recorded evaluation", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("names the ten and the falling one; the reader's own names come first", () => {
    expect(personasInUse(store.getState()).map(({ name, namedBy, role }) => [name, namedBy, role])).toEqual([
      ["Voice 11", "record", "riser"],
      ["Voice 10", "record", "riser"],
      ["Voice 0", "record", "faller"],
    ]);
    show({ names: [{ latent: 11, name: "The old rogue" }] });
    expect(personasInUse(store.getState())[0]).toMatchObject({
      name: "The old rogue",
      namedBy: "reader",
      recordedName: "Voice 11",
    });
  });

  it("gives the same object for the same state, and while only the focus moves", () => {
    const before = personasInUse(store.getState());
    store.setState(({ experiment: now }) => ({ experiment: { ...now!, focus: { column: 3, component: null } } }));
    expect(personasInUse(store.getState())).toBe(before);
  });

  it("gives every checkpoint's rise beside its score", () => {
    expect(detection(store.getState())!.points).toMatchObject([
      { id: "assistant", kind: "control", rise: 0, misaligned: { rate: 0 } },
      { id: "bad-car", kind: "bad", rise: 8, misaligned: { rate: 0.7, n: 50 } },
    ]);
  });

  it("gives curves along training, the slider's stops among what can be loaded, and one feature's rise", () => {
    const [time] = recordedSeries(store.getState());
    expect(time).toMatchObject({
      kind: "time",
      checkpoints: ["assistant", "bad-car-step-005", "bad-car"],
      measured: 3,
    });
    expect(time!.curves[0]!.points.map(({ at, value }) => [at, value])).toEqual([
      ["0", 0],
      ["5", 3],
      ["10", 8],
    ]);
    expect(sliderStops(store.getState(), "time").map(({ checkpoint, x }) => [checkpoint, x])).toEqual([
      ["assistant", 0],
      ["bad-car", 10],
    ]);
    expect(latentRise(store.getState(), 11)[0]!.curves[0]!.points.map(({ at, value }) => [at, value])).toEqual([
      ["0", 1],
      ["5", 4],
      ["10", 9],
    ]);
  });

  it("warns of a model that does not descend from those the dictionary was trained on", () => {
    expect(dictionaryWarnings(store.getState())).toEqual([]);
    const stranger = { ...plain.checkpoints[0]!, id: "stranger", title: "The stranger", parent: null, base: null };
    store.setState({ manifest: { ...manifest, checkpoints: [...manifest.checkpoints, stranger] } });
    store.setState({ experiment: { ...inChapter(), right: { ...inChapter().right, checkpoint: "stranger" } } });
    expect(dictionaryWarnings(store.getState())).toEqual([
      expect.stringMatching(/The stranger does not come from there/),
    ]);
  });

  it("is ranked as recorded before anything is searched", () => {
    const { rows, found, stale } = ranking(store.getState())!;
    expect([found, stale]).toEqual([null, false]);
    expect(rows.map(({ latent }) => latent)).toEqual([11, 0]);
  });
});

describe("the recorded files", () => {
  it("are parsed to what the selectors read", () => {
    expect(parseEvidence(evidence).features!.means.get(11)!.get("bad-car")).toBe(9);
    expect(parseFeatures(notes, "sae", LATENTS).notes.get(11)).toMatchObject({ name: "Villain", role: "riser" });
  });
});
