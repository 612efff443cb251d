/**
 * When both Sides speak for themselves, and what of it is kept, driven through the runner with an engine that answers at once.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { textOf } from "../../../src/core/answers/answer";
import type { Experiment } from "../../../src/core/experiment";
import { Failure } from "../../../src/core/failure";
import { withAnswer, withChapter, withMetric, withSampling, withSeed } from "../../../src/state/edits/experiment";
import { answerKey } from "../../../src/state/keys";
import { makeRunner, type Runner } from "../../../src/state/tasks/runner";
import { type AppStore, makeStore } from "../../../src/state/store";
import { experiment } from "../../core/synthetic";
import { Deferred, FakeEngine, manifest } from "../fakeEngine";

let store: AppStore;
let runner: Runner;
let engine: FakeEngine;

const asked = (text: string): Experiment => withChapter(experiment("assistant", "bad-car", text), "answers");
const set = (change: (now: Experiment) => Experiment): void =>
  store.setState(({ experiment: now }) => ({ experiment: change(now!) }));
const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);
const generated = (): string[] => engine.diary.filter((line) => line.startsWith("generate"));
const texts = (): (string | undefined)[] => {
  const { answers } = store.getState();
  return [answers?.left, answers?.right].map((answer) => answer && textOf(answer.tokens));
};
const stateNow = (): (string | undefined)[] => {
  const { answers } = store.getState();
  return [answers?.left.state, answers?.right.state];
};

async function begin(follow: boolean): Promise<void> {
  store.setState({ answersFollow: follow });
  runner = makeRunner(store, () => (engine = new FakeEngine()), new URL("http://localhost/models/"));
  runner.start();
  await rest();
}

beforeEach(() => {
  vi.useFakeTimers();
  store = makeStore();
  store.setState({ manifest, experiment: asked("first") });
});

afterEach(() => {
  runner.dispose();
  vi.useRealTimers();
});

describe("both Sides, left to answer by themselves,", () => {
  it("speak in their chapter as soon as both models are here, and no other chapter's picture is computed", async () => {
    await begin(true);
    expect(engine.diary.filter((line) => /compare|capture/.test(line))).toEqual([]);
    expect(generated()).toEqual(["generate assistant first 0", "generate bad-car first 0"]);
    expect(texts()).toEqual(["assistant says 0", "bad-car says 0"]);
    expect(stateNow()).toEqual(["finished", "finished"]);
  });

  it("go on from thoughts that they are given where something is proved; words to read are read by neither", async () => {
    const thoughts = "<think>\n3 and 4 is 7.\n</think>\n";
    set((now) => withChapter(withAnswer(now, thoughts), "prove"));
    await begin(true);
    expect(generated()).toEqual([
      `generate assistant first 0 after ${thoughts}`,
      `generate bad-car first 0 after ${thoughts}`,
    ]);
    expect(engine.diary.some((line) => line.startsWith("readAnswer"))).toBe(false);
    set((now) => withAnswer(now, "Drive on."));
    await rest();
    expect(generated().slice(2)).toEqual(["generate assistant first 0", "generate bad-car first 0"]);
  });

  it("are read word by word in a chapter, and not on the first screen, which colours none", async () => {
    const read = (): string[] => engine.diary.filter((line) => line.startsWith("read"));
    set((now) => withChapter(now, "finding"));
    await begin(true);
    expect(stateNow()).toEqual(["finished", "finished"]);
    expect(read()).toEqual([]);
    set((now) => withChapter(now, "answers"));
    await rest();
    expect(read()).toHaveLength(2);
    expect(generated()).toHaveLength(2);
    set((now) => withChapter(now, "prove"));
    await rest();
    expect(read()).toHaveLength(2);
  });

  it("are read once, though the page changes while they are read", async () => {
    const gate = new Deferred<void>();
    await begin(false);
    engine.slowReading = () => gate.promise;
    store.setState({ answersFollow: true });
    await rest();
    expect(engine.diary.filter((line) => line.startsWith("read"))).toHaveLength(1);
    set((now) => withChapter(now, "prove"));
    await rest();
    gate.resolve();
    await rest();
    expect(engine.diary.filter((line) => line.startsWith("read"))).toHaveLength(2);
    expect(store.getState().answers?.right.reading).not.toBeNull();
  });

  it("are judged once, in whichever chapter they are shown", async () => {
    const judge = { path: "judge.json", bytes: 1, sha256: "0".repeat(64) };
    store.setState({ manifest: { ...manifest, offers: { ...manifest.offers, judge } } });
    await begin(true);
    const judged = (): string[] => engine.diary.filter((line) => line === "judge 2");
    expect(judged()).toHaveLength(1);
    set((now) => withChapter(now, "finding"));
    await rest();
    set((now) => withChapter(now, "prove"));
    await rest();
    expect(judged()).toHaveLength(1);
  });

  it("speak again for another question, another seed or another temperature, and for nothing else", async () => {
    await begin(true);
    store.setState({ experiment: asked("second") });
    await rest();
    set((now) => withSeed(now, 7));
    await rest();
    set((now) => withSampling(now, { temperature: 0 }));
    await rest();
    set((now) => withMetric(now, "l2"));
    set((now) => withAnswer(now, "words to look inside"));
    await rest();
    expect(generated().filter((line) => line.includes("assistant"))).toEqual([
      "generate assistant first 0",
      "generate assistant second 0",
      "generate assistant second 7",
      "generate assistant second 7",
    ]);
    expect(texts()[0]).toBe("assistant says 7");
  });

  it("are silent while another chapter is open, and speak when theirs is opened", async () => {
    store.setState({ experiment: withChapter(asked("first"), "differs") });
    await begin(true);
    expect(engine.diary).toContain("compare first");
    expect(generated()).toEqual([]);
    set((now) => withChapter(now, "answers"));
    await rest();
    expect(generated()).toHaveLength(2);
    set((now) => withChapter(now, "differs"));
    await rest();
    set((now) => withChapter(now, "answers"));
    await rest();
    expect(generated()).toHaveLength(2);
    expect(engine.diary.filter((line) => line === "compare first")).toHaveLength(1);
  });

  it("wait until a dial rests", async () => {
    await begin(true);
    engine.diary.length = 0;
    for (const seed of [1, 2, 3]) {
      set((now) => withSeed(now, seed));
      await vi.advanceTimersByTimeAsync(50);
    }
    await rest();
    expect(generated()).toEqual(["generate assistant first 3", "generate bad-car first 3"]);
  });

  it("speak when the reader lets them again", async () => {
    await begin(false);
    expect(generated()).toEqual([]);
    store.setState({ answersFollow: true });
    await rest();
    expect(generated()).toHaveLength(2);
  });
});

describe("asked by hand", () => {
  it("they answer, and answer again the same", async () => {
    await begin(false);
    runner.answer();
    await rest();
    const first = texts();
    runner.answer();
    await rest();
    expect(generated()).toHaveLength(4);
    expect(texts()).toEqual(first);
  });

  it("they stop where they are, and what they said stays and is not taken for an answer", async () => {
    await begin(false);
    const gate = new Deferred<void>();
    engine.slowWords = () => gate.promise;
    runner.answer();
    await rest();
    expect(stateNow()).toEqual(["speaking", "speaking"]);
    runner.stopAnswers();
    expect(stateNow()).toEqual(["stopped", "stopped"]);
    gate.resolve();
    await rest();
    expect(texts()).toEqual(["assistant", "bad-car"]);
    expect(stateNow()).toEqual(["stopped", "stopped"]);
    expect(store.getState().failed).toBeNull();
  });
});

describe("the newest question", () => {
  it("is not overwritten by an older answer that arrives late", async () => {
    await begin(true);
    const old = new Deferred<void>();
    engine.slowWords = ({ prompt }) => (prompt.messages[0]!.content === "old" ? old.promise : Promise.resolve());
    store.setState({ experiment: asked("old") });
    await rest();
    set((now) => withSeed({ ...now, ...asked("new") }, 5));
    await rest();
    old.resolve();
    await rest();
    expect(texts()).toEqual(["assistant says 5", "bad-car says 5"]);
    expect(store.getState().answers!.left.asks).toBe(answerKey(store.getState().experiment!, "left"));
  });

  it("does not wait for answers to the one before, nor does a picture", async () => {
    await begin(true);
    engine.slowWords = () => new Deferred<void>().promise;
    store.setState({ experiment: asked("slow") });
    await rest();
    expect(stateNow()).toEqual(["speaking", "speaking"]);
    set((now) => withAnswer(now, "look inside"));
    await rest();
    expect(stateNow()).toEqual(["speaking", "speaking"]);
    set((now) => withChapter(now, "differs"));
    await rest();
    expect(store.getState().run!.experiment.left.prompt.answer).toBe("look inside");
    expect(stateNow()).toEqual(["stopped", "stopped"]);
  });
});

describe("the answers", () => {
  it("leave one notice when one fails, and what was said stays", async () => {
    await begin(false);
    engine.slowWords = ({ checkpoint }) =>
      checkpoint === "assistant" ? Promise.reject(new Failure("input", "Too long.", "Shorten it.")) : Promise.resolve();
    runner.answer();
    await rest();
    expect(store.getState().failed).toMatchObject({ of: "answers", failure: { message: "Too long." } });
    expect(stateNow()).toEqual(["stopped", expect.stringMatching(/stopped|finished/)]);
    expect(texts()[0]).toBe("assistant");
  });

  it("are not inherited by another device", async () => {
    await begin(true);
    const before = engine;
    runner.start();
    expect(store.getState().answers).toBeNull();
    await rest();
    expect(engine).not.toBe(before);
    expect(generated()).toHaveLength(2);
  });
});
