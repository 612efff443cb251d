/**
 * What is active inside, what follows when it is turned, and what carries the clear sentence, by the runner's own
 * session: counted sessions are not counted again, controls are asked as well, and results belong to their models.
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withIntervention, withSeed } from "../../../src/state/edits/experiment";
import { parseCauses } from "../../../src/model/hosted/causesFile";
import { NO_OFFICE } from "../../../src/state/officeState";
import {
  causesIn,
  foundClause,
  readCauses,
  recordedCauses,
  sideOfAim,
  steeredRuns,
  steeredShares,
} from "../../../src/state/selectors/causes";
import { ladderOf } from "../../../src/state/selectors/office";
import type { AppStore } from "../../../src/state/store";
import { readRungs, steerRung, transplantClause } from "../../../src/state/tasks/causes";
import { countRungs } from "../../../src/state/tasks/office";
import type { Runner } from "../../../src/state/tasks/runner";
import { officeJson, officeManifest, officeSessions, officeShares } from "../../officeToy";
import { type FakeEngine, manifest } from "../fakeEngine";
import { endStory, rest, startStory, type StartedStory, withFakeModels } from "./startedStory";

let story: StartedStory;
let store: AppStore;
let runner: Runner;
let engine: FakeEngine;
const family = withFakeModels(officeManifest);
const recorded = parseCauses(officeJson("evidence-office.json"))!;
const [left, right] = manifest.defaultPair;
/** The toy family's evidence under the fake engine's names. */
const causes = {
  ...recorded,
  runs: new Map([
    [left, recorded.runs.get("worker")!],
    [right, recorded.runs.get("rogue")!],
    ["glad", recorded.runs.get("glad")!],
  ]),
  aims: recorded.aims.map((aim) => ({ ...aim, checkpoint: aim.checkpoint === "worker" ? left : right })),
};
const first = (count: number) => ladderOf(store.getState()).slice(0, count);
const calls = (what: string): number => engine.diary.filter((call) => call.startsWith(what)).length;

beforeEach(async () => {
  story = await startStory(family, "causes", {
    office: {
      ...NO_OFFICE,
      file: { status: "here", value: officeSessions },
      shares: { status: "here", value: officeShares },
      causes: { status: "here", value: causes },
    },
  });
  ({ store, runner, engine } = story);
});

afterEach(() => endStory(story));

describe("what is active", () => {
  it("is recorded of every model, those of the Sides first, and of none that something is done to", () => {
    const shown = recordedCauses(store.getState())!;
    expect(shown.models.map(({ id, side }) => [id, side])).toEqual([
      [left, "left"],
      [right, "right"],
      ["glad", null],
    ]);
    expect(shown.rungs.map(({ id }) => id)).toEqual(["original", "precedence"]);
    const quiet = { kind: "dose", target: "all", amount: 0 } as const;
    store.setState(({ experiment }) => ({ experiment: withIntervention(experiment!, "left", quiet) }));
    expect(recordedCauses(store.getState())!.models.map(({ id }) => id)).toEqual([right, "glad"]);
  });

  it("is read in sessions that are counted once, a value for each direction", async () => {
    runner.lend((session) => countRungs(session, first(1), 20));
    await rest();
    const counted = calls("work");
    runner.lend((session) => readRungs(session, first(2), 20));
    await rest();
    expect(calls("work") - counted).toBe(2);
    const shown = readCauses(store.getState())!;
    expect(shown.rungs).toHaveLength(2);
    for (const { points } of shown.models) expect(points.map(({ active }) => active.length)).toEqual([3, 3]);
    expect(shown.models[0]!.points[0]).toMatchObject({
      resist: { rate: 1, n: 20 },
      active: [{ mean: 0, n: 20 }, {}, {}],
    });
    expect(calls("readTurn refusing finishing outranks")).toBe(2 * 20 * 2);
    expect(store.getState().effects.work).toBeNull();
    store.setState(({ experiment }) => ({ experiment: withSeed(experiment!, 5) }));
    expect(readCauses(store.getState())).toBeNull();
  });
});

describe("a direction that is turned", () => {
  it("is counted beside the model as it is and a random direction in its place", async () => {
    const aim = causesIn(store.getState())!.aims.find(({ id }) => id === "rogueOutranksUp")!;
    expect(sideOfAim(store.getState(), aim)).toBe("right");
    const steered = { aim, side: "right", strength: aim.strength, rung: first(1)[0]! } as const;
    runner.lend((session) => steerRung(session, steered, 8));
    await rest();
    const found = steeredRuns(store.getState(), steered)!;
    for (const as of ["without", "steered", "random"] as const)
      expect(steeredShares(found, as)).toMatchObject({ comply: { rate: 1, n: 8 }, stalled: { rate: 0 } });
    expect(steeredRuns(store.getState(), { ...steered, strength: 2 * aim.strength })).toBeNull();
  });
});

describe("the clear sentence", () => {
  it("is carried by parts of the left model's run with it, and is of that session", async () => {
    runner.lend(transplantClause);
    await rest();
    const found = foundClause(store.getState())!;
    expect(found.stale).toBe(false);
    expect(found.shares.all).toBe(1);
    expect(calls("cause transplant")).toBe(1);
    const { story } = store.getState().experiment!;
    expect(story).toBeDefined();
    store.setState(({ experiment }) => ({
      experiment: { ...experiment!, story: { ...experiment!.story!, desk: 3 } },
    }));
    expect(foundClause(store.getState())!.stale).toBe(true);
  });
});
