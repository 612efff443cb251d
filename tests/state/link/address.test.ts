import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { followAddress, readAddress } from "../../../src/state/link/address";
import { withChapter, withCheckpoint, withColumn, withIntervention } from "../../../src/state/edits/experiment";
import type { Experiment } from "../../../src/core/experiment";
import { encodeExperiment } from "../../../src/state/link/codec";
import { type AppStore, makeStore } from "../../../src/state/store";
import { experiment } from "../../core/synthetic";
import { manifest } from "../fakeEngine";

/** Just enough of a window: an address with a history that "back" walks. */
class FakeWindow extends EventTarget {
  readonly entries = [""];
  location = { hash: "" };
  history = {
    pushState: (_: unknown, _title: string, hash: string) => void this.#go(hash, this.entries.length),
    replaceState: (_: unknown, _title: string, hash: string) => void this.#go(hash, this.entries.length - 1),
  };
  #go(hash: string, at: number): void {
    this.entries[at] = hash;
    this.location.hash = hash;
  }
  back(): void {
    this.entries.pop();
    this.location.hash = this.entries.at(-1) ?? "";
    this.dispatchEvent(new Event("popstate"));
  }
}

let page: FakeWindow;
let store: AppStore;
const fallback = experiment("assistant", "bad-car", "the default");

beforeEach(() => {
  page = new FakeWindow();
  vi.stubGlobal("window", page);
  store = makeStore();
  store.setState({ manifest });
});
afterEach(() => vi.unstubAllGlobals());

describe("reading the address", () => {
  it("opens the default when there is nothing in it", () => {
    expect(readAddress(store, fallback)).toBe(fallback);
    expect(store.getState().notice).toBeNull();
  });

  it("opens the experiment it holds", () => {
    const other = experiment("assistant", "good-car", "another");
    page.location.hash = encodeExperiment(other);
    expect(readAddress(store, fallback)).toEqual(other);
  });

  it.each([
    ["a damaged link", "#1abc"],
    ["a model that is not offered", encodeExperiment(experiment("assistant", "secret", "x"))],
  ])("says so and opens the default for %s", (_, hash) => {
    page.location.hash = hash;
    expect(readAddress(store, fallback)).toBe(fallback);
    expect(store.getState().notice).toMatchObject({ kind: "link" });
  });
});

describe("a story", () => {
  const stories = ["villain", "switch"].map((id) => ({ id, title: id, index: `${id}/index.json` }));
  const told = { ...fallback, story: { id: "switch", desk: 0, rung: 0, rungs: null } };
  const reload = vi.fn();
  beforeEach(() => {
    reload.mockClear();
    page.location = { hash: "", reload } as never;
    store.setState({ stories });
  });
  const goTo = (hash: string): void => {
    page.location.hash = hash;
    page.dispatchEvent(new Event("popstate"));
  };

  it("is opened by its name alone, at its beginning", () => {
    page.location.hash = "#switch";
    expect(readAddress(store, told)).toBe(told);
    expect(store.getState().notice).toBeNull();
    page.location.hash = "#/%73witch";
    expect(readAddress(store, told)).toBe(told);
    expect(store.getState().notice).toBeNull();
    page.location.hash = "#elsewhere";
    expect(readAddress(store, told)).toBe(told);
    expect(store.getState().notice).toMatchObject({ kind: "link" });
  });

  it("of other models begins as a page does", () => {
    store.setState({ experiment: told });
    const stop = followAddress(store, told);
    goTo("#villain");
    goTo(encodeExperiment(fallback));
    expect(reload).toHaveBeenCalledTimes(2);
    goTo("#switch");
    goTo(encodeExperiment(told));
    goTo("#elsewhere");
    expect(reload).toHaveBeenCalledTimes(2);
    stop();
  });

  it("at the bare address stays where its own links lead", () => {
    store.setState({ experiment: fallback });
    const stop = followAddress(store, fallback);
    goTo("#villain");
    goTo(encodeExperiment(fallback));
    expect(reload).not.toHaveBeenCalled();
    goTo(encodeExperiment(told));
    expect(reload).toHaveBeenCalledTimes(1);
    stop();
  });
});

describe("following the experiment", () => {
  const first = experiment("assistant", "bad-car", "one");
  const second = withCheckpoint(first, "right", "good-car");

  const rest = (): unknown => vi.advanceTimersByTime(400);
  const ask = (asked: Experiment): void => {
    store.setState({ experiment: asked });
    rest();
  };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("always holds the whole experiment, from the start", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    expect(page.location.hash).toBe(encodeExperiment(first));
    ask(second);
    expect(page.location.hash).toBe(encodeExperiment(second));
  });

  it("makes a history entry for a new comparison, none for a moved focus", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    ask(withColumn(first, 3));
    ask(withColumn(first, 4));
    ask(second);
    expect(page.entries).toEqual([encodeExperiment(withColumn(first, 4)), encodeExperiment(second)]);
  });

  it("makes one history entry of a typed question, not one a letter", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    for (const text of ["H", "Ho", "How", "How?"])
      store.setState({ experiment: experiment("assistant", "bad-car", text) });
    rest();
    expect(page.entries).toEqual([first, experiment("assistant", "bad-car", "How?")].map(encodeExperiment));
  });

  it("makes an entry of an intervention and of a chapter, and none of a slider that is moved", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    const steered = (strength: number): Experiment =>
      withIntervention(first, "left", {
        kind: "steer",
        direction: { kind: "voice", set: "voices", name: "villain" },
        layer: 1,
        strength,
        positions: "decision",
      });
    ask(steered(1));
    ask(steered(2));
    ask(withChapter(steered(2), "prove"));
    expect(page.entries).toEqual([first, steered(2), withChapter(steered(2), "prove")].map(encodeExperiment));
  });

  it("goes back to the comparison before", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    ask(second);
    page.back();
    rest();
    expect(store.getState().experiment).toEqual(first);
    expect(page.entries).toHaveLength(1);
  });

  it("puts a whole experiment in the place of a damaged address, and says so until a good one is read", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    page.location.hash = "#2damaged";
    page.dispatchEvent(new Event("popstate"));
    expect(store.getState().notice).toMatchObject({ kind: "link" });
    expect(page.location.hash).toBe(encodeExperiment(fallback));
    page.dispatchEvent(new Event("popstate"));
    expect(store.getState().notice).toBeNull();
    expect(page.entries).toHaveLength(1);
  });

  it("keeps the address and says so where an experiment is too long for a link", () => {
    store.setState({ experiment: first });
    followAddress(store, fallback);
    ask(experiment("assistant", "bad-car", "x".repeat(2e6)));
    expect(page.entries).toEqual([encodeExperiment(first)]);
    expect(store.getState().notice).toMatchObject({ kind: "link", message: "This is too long for a link." });
  });

  it("stops when told to", () => {
    store.setState({ experiment: first });
    const stop = followAddress(store, fallback);
    stop();
    ask(second);
    expect(page.location.hash).toBe(encodeExperiment(first));
    page.back();
    expect(store.getState().experiment).toBe(second);
  });
});
