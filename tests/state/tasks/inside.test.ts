/**
 * What is read inside the turns of the first screen: recorded with them, and read here once a model has said its own;
 * neither is ever shown as the other.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { textOf } from "../../../src/core/answers/answer";
import { parseCauses } from "../../../src/model/hosted/causesFile";
import { withSeed } from "../../../src/state/edits/experiment";
import { NO_OFFICE, SIDE_NAMES } from "../../../src/state/officeState";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { frontSides } from "../../../src/state/selectors/front";
import { areApart, insideDirection, insideMeans, insideTurn } from "../../../src/state/selectors/inside";
import { makeStore } from "../../../src/state/store";
import { followInside } from "../../../src/state/tasks/inside";
import { followSessions } from "../../../src/state/tasks/sessionFiles";
import { OFFICE, officeJson, officeManifest, officeSessions, officeShares } from "../../officeToy";
import { endStory, rest, startStory, type StartedStory, withFakeModels } from "./startedStory";

const causes = parseCauses(officeJson("evidence-office.json"));
const readOf = (state: ReturnType<StartedStory["store"]["getState"]>) =>
  SIDE_NAMES.map((name) => insideTurn(state, name));

describe("a recorded turn", () => {
  it("has what was recorded of it, at once and of that very turn", async () => {
    const store = makeStore();
    store.setState({ manifest: officeManifest, experiment: defaultExperiment(officeManifest) });
    await followSessions(store, async ({ path }) => new Uint8Array(readFileSync(join(OFFICE, path))));
    const state = store.getState();
    const { runs } = officeSessions.recorded;
    const first = ["worker", "rogue"].map((id) =>
      runs.find((run) => run.checkpoint === id && run.rung === "original")!,
    );
    expect(insideDirection(state)).toMatchObject({ direction: "refusing", of: { readAt: "turn" } });
    expect(frontSides(state)!.left.source).toBe("recorded");
    expect(readOf(state)).toEqual(first.map(({ active }) => active.get("refusing")));
    store.setState({ experiment: withSeed(state.experiment!, state.experiment!.seed + 1) });
    expect(readOf(store.getState())).toEqual([null, null]);
  });
});

describe("a turn that was said here", () => {
  let story: StartedStory;
  const reads = () => story.engine.diary.filter((line) => line.startsWith("readTurn")).length;

  beforeEach(async () => {
    story = await startStory(withFakeModels(officeManifest), "finding", {
      office: {
        ...NO_OFFICE,
        file: { status: "here", value: officeSessions },
        shares: { status: "here", value: officeShares },
        causes: { status: "here", value: causes },
      },
    });
  });
  afterEach(() => endStory(story));

  it("is read once, each for itself, and anew with other dice", async () => {
    const { store, runner } = story;
    expect(frontSides(store.getState())!.left.source).toBe("live");
    expect([reads(), readOf(store.getState())]).toEqual([0, [null, null]]);
    const stop = runner.lend(followInside);
    await rest();
    expect([reads(), readOf(store.getState())]).toEqual([2, [0, 0]]);
    store.setState(({ experiment }) => ({ experiment: withSeed(experiment!, experiment!.seed + 1) }));
    expect(readOf(store.getState())).toEqual([null, null]);
    await rest();
    const said = SIDE_NAMES.map((name) => textOf(frontSides(store.getState())![name].tokens));
    expect(said.every((text) => text !== "")).toBe(true);
    expect([reads(), readOf(store.getState())]).toEqual([4, [0, 0]]);
    stop();
    store.setState(({ experiment }) => ({ experiment: withSeed(experiment!, experiment!.seed + 1) }));
    await rest();
    expect(reads()).toBe(4);
  });

  it("is no recorded one: what is recorded stays apart", async () => {
    story.runner.lend(followInside);
    await rest();
    const { inside } = story.store.getState().office!;
    expect([inside.live.size, inside.recorded.size]).toEqual([2, 0]);
  });
});

describe("recorded means", () => {
  it("are those of the rung that both are told, of every model", () => {
    const store = makeStore();
    store.setState({
      manifest: officeManifest,
      experiment: defaultExperiment(officeManifest),
      office: {
        ...NO_OFFICE,
        file: { status: "here", value: officeSessions },
        causes: { status: "here", value: causes },
      },
    });
    const means = insideMeans(store.getState());
    expect(means.map(({ id, side }) => [id, side])).toEqual([
      ["worker", "left"],
      ["rogue", "right"],
      ["glad", null],
    ]);
    for (const { id, mean } of means) expect(mean).toBe(causes!.runs.get(id)!.get("original")!.active.get("refusing"));
  });

  it("are apart where their intervals are known and do not meet", () => {
    const mean = (side: "left" | "right", at: number, half?: number) => ({
      id: side,
      side,
      mean: { mean: at, n: 48, questions: 48, ...(half === undefined ? {} : { low: at - half, high: at + half }) },
    });
    expect(areApart([mean("left", 0, 0.4), mean("right", 1, 0.4)])).toBe(true);
    expect(areApart([mean("left", 1, 0.4), mean("right", 0, 0.4)])).toBe(true);
    expect(areApart([mean("left", 0, 0.6), mean("right", 1, 0.6)])).toBe(false);
    expect(areApart([mean("left", 0), mean("right", 1)])).toBe(false);
    expect(areApart([mean("left", 0, 0.1)])).toBe(false);
  });
});
