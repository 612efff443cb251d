/**
 * What a link starts by itself: only what the open chapter shows, and no long work before the reader has pressed.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DirectionRef, Experiment, Intervention } from "../../../src/core/experiment";
import { withChapter } from "../../../src/state/edits/experiment";
import { readAddress } from "../../../src/state/link/address";
import { encodeExperiment } from "../../../src/state/link/codec";
import { isHeld, longWorkOf } from "../../../src/state/link/longWork";
import { experiment } from "../../core/synthetic";
import { engine, pageForEachTest, rest, runner, store } from "../personasPage";

pageForEachTest();
const address = { location: { hash: "" } };
beforeEach(() => void vi.stubGlobal("window", address));
afterEach(() => vi.unstubAllGlobals());

const fallback = experiment("assistant", "bad-car", "the default");

async function follow(asked: Experiment): Promise<void> {
  address.location.hash = encodeExperiment(asked);
  store.setState({ experiment: readAddress(store, fallback) });
  await rest();
}

async function openLink(asked: Experiment): Promise<void> {
  await follow(asked);
  runner.start();
  await rest();
}

/** The kinds of calls, each once. */
const started = (): string[] => [...new Set(engine().diary.map((line) => line.split(" ")[0]!))].toSorted();

const alongContrast = (prompts: number): Intervention => ({
  kind: "steer",
  direction: { kind: "contrast", positive: Array.from({ length: prompts }, (_, i) => `p${i}`), negative: ["n"] },
  layer: 1,
  strength: 1,
  positions: "all",
});
const withAll = (interventions: readonly Intervention[], chapter: Experiment["chapter"] = "differs"): Experiment => ({
  ...withChapter(experiment(), chapter),
  left: { ...experiment().left, interventions },
});
const long = (chapter: Experiment["chapter"] = "differs"): Experiment =>
  withAll(
    Array.from({ length: 8 }, () => alongContrast(32)),
    chapter,
  );

describe("a link", () => {
  it.each<readonly [Experiment["chapter"], readonly string[]]>([
    ["differs", ["capture", "compare", "contrast", "load", "start"]],
    ["personas", ["encode", "latentFacts", "load", "loadDictionary", "start"]],
    ["answers", ["generate", "load", "read", "start"]],
    ["prove", ["generate", "load", "read", "start"]],
  ])("that opens %s starts what is seen there, no survey, sweep or search", async (chapter, calls) => {
    const asked = withChapter(experiment("assistant", "bad-car", "hello"), chapter);
    await openLink({
      ...asked,
      personas: { ...asked.personas, latent: 5 },
      amplification: 3,
      versus: { good: "a", bad: "b" },
      sampling: { ...asked.sampling, maxTokens: 400 },
    });
    const beyond = started().filter((call) => !calls.includes(call));
    expect(beyond).toEqual([]);
    expect(started()).toContain("load");
  });
});

describe("a link that asks for long work", () => {
  it.each(["differs", "personas", "answers", "prove"] as const)(
    "begins nothing in %s before a press",
    async (chapter) => {
      await openLink(long(chapter));
      expect(started()).toEqual(["start"]);
      runner.runNow();
      await rest();
      expect(started()).toContain("load");
      expect(started().length).toBeGreaterThan(2);
    },
  );

  it("begins nothing where another was open before it", async () => {
    await openLink(withChapter(experiment(), "answers"));
    const before = engine().diary.length;
    await follow(long("answers"));
    await follow(long("personas"));
    expect(engine().diary.slice(before)).toEqual([]);
    runner.answer();
    await rest();
    expect(engine().diary.length).toBeGreaterThan(before);
  });

  it("is not asked about again once it may run", async () => {
    await openLink(long());
    runner.runNow();
    await follow(experiment());
    await follow(long());
    expect(isHeld(store.getState())).toBe(false);
  });

  it("runs once the reader has changed what is done to the models", async () => {
    await openLink(long());
    store.setState({ experiment: withAll([alongContrast(2)]) });
    await rest();
    expect(started()).toContain("compare");
  });
});

describe("long work", () => {
  const random = (like: Exclude<DirectionRef, { kind: "random" }>): DirectionRef => ({ kind: "random", seed: 1, like });
  const contrast = alongContrast(32);
  const transplants = (models: number): Experiment =>
    withAll(
      Array.from({ length: models }, (_, i) => ({
        kind: "transplant",
        target: "all",
        from: `model-${i}`,
        positions: "all",
      })),
    );

  it("is many prompts in the directions of both models together", () => {
    expect(longWorkOf(withAll(Array.from({ length: 6 }, () => contrast)))).toBeNull();
    expect(longWorkOf(withAll(Array.from({ length: 7 }, () => contrast)))).not.toBeNull();
    const half = Array.from({ length: 4 }, () => contrast);
    const { left } = withAll(half);
    expect(longWorkOf({ ...withAll(half), right: { ...left, checkpoint: "bad-car" } })).not.toBeNull();
  });

  it("counts the direction that a random one is like", () => {
    if (contrast.kind !== "steer" || contrast.direction.kind === "random") return expect.unreachable();
    const direction = random(contrast.direction);
    expect(longWorkOf(withAll(Array.from({ length: 7 }, () => ({ ...contrast, direction }))))).not.toBeNull();
  });

  it("is more models than are kept at once", () => {
    expect(longWorkOf(transplants(4))).toBeNull();
    expect(longWorkOf(transplants(5))).not.toBeNull();
  });

  it("is nothing that our own examples ask for", () => {
    expect(
      longWorkOf(
        withAll(
          Array.from({ length: 10 }, () => alongContrast(8)),
          "prove",
        ),
      ),
    ).toBeNull();
  });
});
