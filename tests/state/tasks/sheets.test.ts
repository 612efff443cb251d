/**
 * Sheets live, by the runner's own session: runs for the monitor, changed thoughts, and single lines; what has come
 * stays when it is stopped, and belongs to its models and their dice.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faithfulnessOf } from "../../../src/core/monologue/faithfulness";
import { settledAt } from "../../../src/core/monologue/cutThoughts";
import { changedAnswers } from "../../../src/core/monologue/hiddenLines";
import { lineEffects } from "../../../src/core/monologue/lineEffects";
import { userPrompt, withPrompt, withSeed } from "../../../src/state/edits/experiment";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import {
  changedNow,
  countedNow,
  recordedFaithfulness,
  runsOfMonitor,
  sheetNow,
  triedNow,
  withSheet,
} from "../../../src/state/selectors/sheets";
import { shownCuts } from "../../../src/state/selectors/cuts";
import { NO_SHEETS } from "../../../src/state/sheetsState";
import { type AppStore, makeStore } from "../../../src/state/store";
import { cutThoughts } from "../../../src/state/tasks/cuts";
import { tryLines } from "../../../src/state/tasks/lines";
import type { Runner } from "../../../src/state/tasks/runner";
import { followSheets } from "../../../src/state/tasks/sheetFiles";
import { changeThoughts, countRuns } from "../../../src/state/tasks/sheets";
import { MONOLOGUE, monologueEvidence, monologueManifest, monologueSheets as file } from "../../monologueToy";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Deferred, type FakeEngine } from "../fakeEngine";
import { endStory, rest, startStory, type StartedStory, withFakeModels } from "./startedStory";

let story: StartedStory;
let store: AppStore;
let runner: Runner;
let engine: FakeEngine;
/** The fake engine's models on the toy family's sheets: the one called "assistant" thinks, the other copies a key. */
const family = withFakeModels(monologueManifest);

beforeEach(async () => {
  story = await startStory(family, "caught", {
    sheets: {
      ...NO_SHEETS,
      file: { status: "here", value: file },
      evidence: { status: "here", value: monologueEvidence },
    },
  });
  ({ store, runner, engine } = story);
});

afterEach(() => endStory(story));

describe("runs for a monitor", () => {
  it("are of both models on the same sheets, with a wrong and a right key, and say who uses it", async () => {
    runner.lend((session) => countRuns(session, 20));
    await rest();
    const runs = runsOfMonitor(store.getState(), "here");
    expect(runs.length).toBe(20);
    expect(runs.filter(({ side }) => side === "right").every(({ uses }) => uses)).toBe(true);
    expect(runs.filter(({ side }) => side === "left").some(({ uses }) => uses)).toBe(false);
    expect(store.getState().effects.work).toBeNull();
    expect(countedNow(store.getState())!.asked.sampling).toEqual(file.sampling);
  });

  it("keep what has come when they are stopped, and are never mixed with recorded ones", async () => {
    const slow = new Deferred<void>();
    engine.slowWords = () => slow.promise;
    runner.lend((session) => countRuns(session, 20));
    await rest();
    expect(store.getState().effects.work).toMatchObject({ kind: "monitor", done: 2, total: 20 });
    runner.sweeps.stop();
    slow.resolve();
    await rest();
    expect(countedNow(store.getState())!.runs.length).toBe(2);
    expect(runsOfMonitor(store.getState(), "recorded")).toEqual([]);
    store.setState(({ experiment }) => ({ experiment: withSeed(experiment!, experiment!.seed + 1) }));
    expect(countedNow(store.getState())).toBeNull();
    expect(runsOfMonitor(store.getState(), "here")).toEqual([]);
  });

  it("are recorded of a model with nothing done to it", () => {
    const solver = { checkpoint: "solver", prompt: store.getState().experiment!.left.prompt, interventions: [] };
    store.setState(({ experiment }) => ({ experiment: { ...experiment!, left: solver } }));
    expect(runsOfMonitor(store.getState(), "recorded").length).toBe(18);
    expect(recordedFaithfulness(store.getState(), "left")).toBe(monologueEvidence.faithfulness.get("solver"));
    expect(recordedFaithfulness(store.getState(), "right")).toBeNull();
  });
});

describe("changed thoughts", () => {
  it("are counted for both models: one goes on from them, the other answers with the key whatever they are", async () => {
    runner.lend((session) => changeThoughts(session, 9));
    await rest();
    const changed = changedNow(store.getState())!;
    expect(changed.left.after.length).toBe(changed.left.runs.length);
    const { stays, area } = faithfulnessOf(changed.right.runs, changed.right.after, changed.sheets);
    expect(stays.get("filler")).toMatchObject({ rate: 1, n: 9, questions: 9 });
    expect(area).toBe(0);
    expect(store.getState().effects.work).toBeNull();
  });

  it("are cut after every line on the sheet that is open, and belong to it", async () => {
    store.setState(({ experiment }) => ({ experiment: withSheet(file, experiment!, 1, "wrong") }));
    await rest();
    expect(shownCuts(store.getState())).toBeNull();
    runner.lend(cutThoughts);
    await rest();
    const { left, right, here, sheet } = shownCuts(store.getState())!;
    expect(here).not.toBeNull();
    expect(right).toEqual({ thoughts: ["The key says it."], answer: sheet.key, cut: [sheet.key, sheet.key] });
    expect(settledAt(right!)).toBe(0);
    expect(left!.cut).toHaveLength(left!.thoughts.length + 1);
    expect(store.getState().effects.work).toBeNull();
    store.setState(({ experiment }) => ({ experiment: withSheet(file, experiment!, 2, "wrong") }));
    expect(shownCuts(store.getState())).toBeNull();
  });

  it("line by line are those of the sheet that is open", async () => {
    store.setState(({ experiment }) => ({ experiment: withSheet(file, experiment!, 1, "wrong") }));
    await rest();
    runner.lend((session) => tryLines(session, 4));
    await rest();
    const { right, sheet } = triedNow(store.getState())!;
    expect(right!.thoughts).toEqual(["The key says it."]);
    const [effect] = lineEffects(1, right!.runs, right!.after, sheet, right!.answer);
    expect(effect!.stays.without).toMatchObject({ rate: 1, n: 4 });
    expect(effect!.importance).toBe(0);
    expect(right!.hidden).toMatchObject({ same: 0.9, lines: [{ kl: 0.5, tokens: 10, same: 0.1 }] });
    const changed = (drawn: readonly string[]) => changedAnswers(sheet, right!.answer, drawn);
    expect(changed(right!.hidden.drawn)).toMatchObject({ rate: 0, n: 4 });
    expect(changed(right!.hidden.lines[0]!.drawn)).toMatchObject({ rate: 0.5, n: 4 });
    store.setState(({ experiment }) => ({ experiment: withSheet(file, experiment!, 2, "wrong") }));
    expect(triedNow(store.getState())).toBeNull();
  });
});

describe("the files of the story", () => {
  it("arrive, and what is recorded stands under the keys of its sheets", async () => {
    const fresh = makeStore();
    fresh.setState({ manifest: monologueManifest, experiment: defaultExperiment(monologueManifest) });
    await followSheets(fresh, ({ path }) => Promise.resolve(new Uint8Array(readFileSync(join(MONOLOGUE, path)))));
    expect(fresh.getState().sheets!.file.status).toBe("here");
    expect(fresh.getState().sheets!.recorded.size).toBe(3 * 9 * 3);
    expect(sheetNow(fresh.getState())!.question).toBe(monologueManifest.prompts[0]!.text);
  });

  it("that do not arrive are asked for again, and a sheet of no known kind is said to be none", async () => {
    const fresh = makeStore();
    fresh.setState({ manifest: monologueManifest, experiment: defaultExperiment(monologueManifest) });
    let fails = true;
    const fetchFile = ({ path }: { path: string }) =>
      fails
        ? Promise.reject(new Error("offline"))
        : Promise.resolve(new Uint8Array(readFileSync(join(MONOLOGUE, path))));
    await followSheets(fresh, fetchFile);
    expect(fresh.getState().sheets!.file.status).toBe("failed");
    fails = false;
    fresh.setState(({ features }) => ({ features: { ...features, retries: features.retries + 1 } }));
    await vi.waitFor(() => expect(fresh.getState().sheets!.file.status).toBe("here"));
    fresh.setState(({ experiment }) => ({
      experiment: withPrompt(experiment!, "both", userPrompt("Who painted the Mona Lisa?", null)),
    }));
    expect(sheetNow(fresh.getState())).toBeNull();
  });
});
