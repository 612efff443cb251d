import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "../../../src/core/failure";
import { userPrompt, withCheckpoint, withColumn, withMetric, withPrompt } from "../../../src/state/edits/experiment";
import { favourites } from "../../../src/state/tasks/compare";
import { makeRunner, type Runner } from "../../../src/state/tasks/runner";
import { keyOf } from "../../../src/state/keys";
import { type AppState, type AppStore, makeStore } from "../../../src/state/store";
import type { Experiment } from "../../../src/core/experiment";
import { capture, comparison, experiment, predictionsOf } from "../../core/synthetic";
import { Deferred, FakeEngine, manifest } from "../fakeEngine";

let store: AppStore;
let runner: Runner;
let engines: FakeEngine[];
let lose: ((failure: Failure) => void)[];
/** Every state the store went through, in order. */
let states: AppState[];

const asked = (text: string): Experiment => experiment("assistant", "bad-car", text);
const ask = (text: string): void => store.setState({ experiment: asked(text) });
const engine = (): FakeEngine => engines.at(-1)!;
const shown = (): string | undefined => store.getState().run?.experiment.left.prompt.messages[0]?.content;

/** Lets timers and all promises that hang on them come to rest. */
async function rest(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1000);
}

async function startWith(first: Partial<FakeEngine> = {}): Promise<void> {
  runner = makeRunner(
    store,
    (onLost) => {
      const made = Object.assign(new FakeEngine(), engines.length === 0 ? first : {});
      engines.push(made);
      lose.push(onLost);
      return made;
    },
    new URL("http://localhost/models/"),
  );
  runner.start();
  await rest();
}

beforeEach(() => {
  vi.useFakeTimers();
  store = makeStore();
  engines = [];
  lose = [];
  states = [];
  store.setState({ manifest, experiment: asked("first"), answersFollow: false });
  store.subscribe((state) => states.push(state));
});

afterEach(() => {
  runner.dispose();
  vi.useRealTimers();
});

describe("a run", () => {
  it("starts the engine, loads the base before its adapter, compares, then measures the floor", async () => {
    store.setState({ experiment: experiment("bad-car", "assistant", "first") });
    await startWith();
    expect(engine().diary.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "start",
      "load assistant",
      "load bad-car",
      "compare first",
      expect.stringMatching(/^contrast /),
      "capture device",
      "capture reference",
    ]);
  });

  it("publishes the comparison first and its noise floor second", async () => {
    await startWith();
    const runs = [...new Set(states.map(({ run }) => run))].filter((run) => run !== null);
    expect(runs.map(({ findings }) => findings.floors.size)).toEqual([0, 4]);
    expect(runs.every(({ source }) => source === "live")).toBe(true);
    expect(runs[0]!.comparison).toBe(runs[1]!.comparison);
  });

  it("says what is under way, and nothing when it is done", async () => {
    await startWith();
    const said = states.map(({ activity }) => activity?.what).filter((what) => what !== undefined);
    expect(said).toEqual(expect.arrayContaining(["Running both models", "Measuring the noise floor"]));
    expect(store.getState().activity).toBeNull();
  });

  it("is not said to be under way once its chapter was left before it was done", async () => {
    await startWith({ compare: () => new Promise(() => undefined) });
    expect(store.getState().activity?.what).toBe("Running both models");
    store.setState({ experiment: { ...asked("first"), chapter: "personas" } });
    await rest();
    expect(store.getState().activity).toBeNull();
  });

  it("lets go of models that were asked for long ago, never of those on the page or their base", async () => {
    const steps = Array.from({ length: 9 }, (_, n) => `step-${n}`);
    const [assistant, bad] = manifest.checkpoints;
    const series = steps.map((id) => ({ ...bad!, id }));
    store.setState({ manifest: { ...manifest, checkpoints: [assistant!, ...series] } });
    store.setState({ experiment: experiment("assistant", steps[0]!, "first") });
    await startWith();
    for (const step of steps.slice(1)) {
      store.setState({ experiment: experiment("assistant", step, "first") });
      await rest();
    }
    expect([...store.getState().loaded.keys()].toSorted()).toEqual(["assistant", ...steps.slice(4)]);
    expect(engine().diary.filter((line) => line.startsWith("release"))).toEqual(
      steps.slice(0, 4).map((id) => `release ${id}`),
    );
    store.setState({ experiment: experiment("assistant", steps[0]!, "first") });
    await rest();
    expect(store.getState().run?.experiment.right.checkpoint).toBe(steps[0]);
    expect(store.getState().failed).toBeNull();
  });

  it("keeps a base for as long as a model on top of it stays, however long ago it was asked for", async () => {
    const [assistant, bad] = manifest.checkpoints;
    const ofSecond = { ...bad!, id: "of-second", base: "second" };
    const steps = Array.from({ length: 6 }, (_, n) => ({ ...bad!, id: `step-${n}` }));
    const checkpoints = [assistant!, { ...assistant!, id: "second" }, ofSecond, ...steps];
    store.setState({ manifest: { ...manifest, checkpoints } });
    store.setState({ experiment: experiment("assistant", "of-second", "first") });
    await startWith();
    // Asked for again, it is newer than its base.
    for (const id of ["step-0", "of-second", "step-1", "step-2", "step-3", "step-4", "step-5"]) {
      store.setState({ experiment: experiment("assistant", id, "first") });
      await rest();
    }
    const released = engine().diary.filter((line) => line.startsWith("release"));
    expect(released).toEqual(["release step-0", "release of-second", "release second"]);
  });

  it("does not load or measure again what it has", async () => {
    await startWith();
    engine().diary.length = 0;
    store.setState({ experiment: withCheckpoint(asked("first"), "right", "good-car") });
    await rest();
    expect(engine().diary.filter((line) => !line.startsWith("contrast"))).toEqual(["load good-car", "compare first"]);
    expect(store.getState().run!.findings.floors.size).toBe(4);
  });

  it("does not run for a moved focus", async () => {
    await startWith();
    engine().diary.length = 0;
    store.setState(({ experiment: now }) => ({ experiment: withColumn(now!, 2) }));
    await rest();
    expect(engine().diary).toEqual([]);
  });

  it("asks only for directions when only the two words change", async () => {
    await startWith();
    engine().diary.length = 0;
    store.setState(({ experiment: now }) => ({
      experiment: { ...now!, view: { ...now!.view, contrast: { plus: " a", minus: " b" } } },
    }));
    await rest();
    expect(engine().diary).toEqual(["contrast  a/ b"]);
    expect(store.getState().run!.findings.contrast).toEqual({ plus: " a", minus: " b" });
  });

  it("waits until typing rests", async () => {
    await startWith();
    engine().diary.length = 0;
    for (const text of ["w", "wo", "wor", "word"]) {
      ask(text);
      await vi.advanceTimersByTimeAsync(20);
    }
    await rest();
    expect(engine().diary.filter((line) => line.startsWith("compare"))).toEqual(["compare word"]);
    expect(shown()).toBe("word");
  });
});

describe("the newest experiment", () => {
  it("is not overwritten by an older comparison that arrives late", async () => {
    const gates = new Map([
      ["old", new Deferred<void>()],
      ["new", new Deferred<void>()],
    ]);
    await startWith({
      slowCompare: ({ prompt }) => gates.get(prompt.messages[0]!.content)?.promise ?? Promise.resolve(),
    });
    ask("old");
    await rest();
    ask("new");
    await rest();
    expect(engine().diary).toEqual(expect.arrayContaining(["compare old", "compare new"]));
    gates.get("new")!.resolve();
    await rest();
    expect(shown()).toBe("new");
    states.length = 0;
    gates.get("old")!.resolve();
    await rest();
    expect(states).toEqual([]);
    expect(shown()).toBe("new");
  });

  it("is not troubled by an older one that fails late", async () => {
    const gate = new Deferred<void>();
    await startWith({
      slowCompare: ({ prompt }) => (prompt.messages[0]!.content === "old" ? gate.promise : Promise.resolve()),
    });
    ask("old");
    await rest();
    ask("new");
    await rest();
    gate.reject(new Failure("internal", "Too late."));
    await rest();
    expect(store.getState().failed).toBeNull();
    expect(shown()).toBe("new");
  });

  it("keeps the earlier picture until its own is there", async () => {
    const gate = new Deferred<void>();
    await startWith({
      slowCompare: ({ prompt }) => (prompt.messages[0]!.content === "slow" ? gate.promise : Promise.resolve()),
    });
    ask("slow");
    await rest();
    expect(shown()).toBe("first");
    expect(store.getState().activity?.what).toBe("Running both models");
  });
});

describe("a failure", () => {
  it("becomes a notice and leaves the picture standing", async () => {
    await startWith();
    const before = store.getState().run;
    engine().failWith = { at: "compare", error: new Failure("input", "The prompt is too long.") };
    ask("second");
    await rest();
    expect(store.getState()).toMatchObject({
      failed: { of: "run", failure: { message: "The prompt is too long." } },
      activity: null,
    });
    expect(store.getState().run).toBe(before);
  });

  it("is not the end: the next experiment runs", async () => {
    await startWith({ failWith: { at: "compare first", error: new TypeError("odd") } });
    expect(store.getState().failed!.failure).toMatchObject({ kind: "internal", message: "odd" });
    ask("second");
    await rest();
    expect(shown()).toBe("second");
  });

  it("of a checkpoint that is not listed says its name", async () => {
    await startWith();
    store.setState({ experiment: experiment("assistant", "gone", "first") });
    await rest();
    expect(store.getState().failed!.failure).toMatchObject({ kind: "input", message: expect.stringContaining("gone") });
  });

  it("of a load is not remembered as loaded", async () => {
    await startWith({ failWith: { at: "load bad-car", error: new Failure("network", "Broke off.") } });
    expect([...store.getState().loaded.keys()]).toEqual(["assistant"]);
    engine().failWith = null;
    ask("again");
    await rest();
    expect([...store.getState().loaded.keys()]).toEqual(["assistant", "bad-car"]);
    expect(shown()).toBe("again");
  });

  it("of the floor leaves the comparison without one", async () => {
    await startWith({ failWith: { at: "capture reference", error: new Failure("internal", "No reference.") } });
    expect(shown()).toBe("first");
    expect(store.getState().run!.findings.floors.size).toBe(0);
    expect(store.getState().failed!.failure).toMatchObject({ message: "No reference." });
  });

  it("to start is shown as the engine's", async () => {
    await startWith({ failWith: { at: "start", error: new Failure("device", "No device.") } });
    expect(store.getState().engine).toMatchObject({ status: "failed", failure: { message: "No device." } });
  });
});

describe("a lost engine", () => {
  it("is shown as failed, keeps the picture, and can be started again", async () => {
    await startWith();
    const before = store.getState().run;
    lose[0]!(new Failure("device", "The worker has stopped."));
    await rest();
    expect(store.getState()).toMatchObject({ engine: { status: "failed" }, activity: null });
    expect(store.getState().loaded.size).toBe(0);
    expect(store.getState().run).toBe(before);
    runner.start();
    await rest();
    expect(engines).toHaveLength(2);
    expect(store.getState().engine.status).toBe("ready");
    expect(store.getState().loaded.size).toBe(2);
  });

  it("says nothing once another has taken its place", async () => {
    await startWith();
    runner.start();
    await rest();
    lose[0]!(new Failure("device", "Late news."));
    expect(store.getState().engine.status).toBe("ready");
  });

  it("leaves nothing of its own to its successor: all is run and measured anew", async () => {
    await startWith();
    const before = store.getState().run;
    runner.start();
    await rest();
    expect(engines[0]!.disposed).toBe(true);
    expect(engine().diary.map((line) => line.split(" ")[0])).toEqual([
      "start",
      "load",
      "load",
      "compare",
      "contrast",
      "capture",
      "capture",
    ]);
    expect(store.getState().run!.comparison).not.toBe(before!.comparison);
  });

  it("that answers after its end changes nothing", async () => {
    const gate = new Deferred<void>();
    await startWith({ slowCompare: () => gate.promise });
    runner.start();
    await rest();
    const after = store.getState();
    expect(after.run).not.toBeNull();
    gate.resolve();
    await rest();
    expect(store.getState()).toBe(after);
  });
});

describe("the reader", () => {
  it("can cancel, which keeps the picture and says nothing", async () => {
    const gate = new Deferred<void>();
    await startWith({
      slowCompare: ({ prompt }) => (prompt.messages[0]!.content === "slow" ? gate.promise : Promise.resolve()),
    });
    ask("slow");
    await rest();
    runner.cancel();
    gate.resolve();
    await rest();
    expect(store.getState()).toMatchObject({ activity: null, failed: null, notice: null });
    expect(shown()).toBe("first");
  });

  it.each(["device", "internal"] as const)(
    "leaves no sentence about itself when it dies of a %s failure while many are asked, once all runs again",
    async (kind) => {
      const judge = { path: "judge.json", bytes: 1, sha256: "0".repeat(64) };
      store.setState({ manifest: { ...manifest, offers: { ...manifest.offers, judge } } });
      await startWith();
      const death = new Failure(kind, "The worker has stopped.", "Press “Start again”.");
      const gate = new Deferred<void>();
      engine().slowWords = () => gate.promise;
      engine().slowCompare = () => gate.promise;
      runner.sweeps.askMany([{ id: "car-1", text: "My brakes squeal?", domain: "car" }], 1, asked("first").sampling);
      ask("second");
      await rest();
      lose.at(-1)!(death);
      gate.reject(death);
      await rest();
      expect(store.getState().engine).toMatchObject({ status: "failed", failure: death });
      expect(store.getState().effects.failure).toBe(death);
      runner.start();
      await rest();
      expect(store.getState()).toMatchObject({ engine: { status: "ready" }, notice: null });
      expect(store.getState().effects).toMatchObject({ work: null, failure: null });
      expect(shown()).toBe("second");
    },
  );

  it("can check the device, also after cancelling", async () => {
    await startWith();
    runner.cancel();
    runner.check();
    expect(store.getState().check).toBe("running");
    await rest();
    const found = { worst: 1e-6, hooks: 12 };
    expect(store.getState().check).toMatchObject([
      { golden: { checkpoint: "assistant" }, found },
      { golden: { checkpoint: "good-car" }, found },
    ]);
    expect(engine().diary.slice(-3)).toEqual(["check", "load good-car", "check"]);
  });

  it("forgets a check that an older engine was at", async () => {
    await startWith();
    const gate = new Deferred<void>();
    const old = engine();
    const check = old.check.bind(old);
    old.check = () => gate.promise.then(check);
    runner.check();
    await rest();
    runner.start();
    gate.resolve();
    await rest();
    expect(store.getState().check).toBeNull();
  });

  it("learns when the check fails", async () => {
    await startWith();
    engine().failWith = { at: "check", error: new Failure("device", "Far off.") };
    runner.check();
    await rest();
    expect(store.getState().check).toMatchObject({ message: "Far off." });
  });

  it("hears nothing more after the end", async () => {
    await startWith();
    runner.dispose();
    ask("after");
    await rest();
    expect(engine().disposed).toBe(true);
    expect(shown()).toBe("first");
  });
});

describe("the runner", () => {
  it("takes two experiments for the same passes exactly when their Sides are equal", () => {
    const one = asked("x");
    const sidesKey = (of: Experiment): string => keyOf("comparison", of);
    expect(sidesKey(withColumn(one, 3))).toBe(sidesKey(one));
    expect(sidesKey(withMetric(one, "l2"))).toBe(sidesKey(one));
    expect(sidesKey(withPrompt(one, "left", userPrompt("y", null)))).not.toBe(sidesKey(one));
  });
});

describe("the two words of direct effect", () => {
  const side = (...ids: readonly number[]) => ({
    ...capture({ seed: 1, ids: [1] }),
    predictions: [predictionsOf(ids)],
  });

  it("are each Side's favourite where the answer begins", () => {
    expect(favourites(comparison(side(1, 2), side(3, 1)))).toEqual({ plus: "w3", minus: "w1" });
  });

  it("are the favourite and its runner-up where both agree", () => {
    expect(favourites(comparison(side(1, 2), side(1, 3)))).toEqual({ plus: "w1", minus: "w2" });
  });

  it("are none where there is only one word", () => {
    expect(favourites(comparison(side(1), side(1)))).toBeNull();
  });
});
