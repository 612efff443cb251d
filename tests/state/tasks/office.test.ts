/**
 * Work sessions live, by the runner's own session: a scene turn by turn, and rungs that are counted; what has come stays
 * when it is stopped, and belongs to its models, its words and its dice.
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withSeed } from "../../../src/state/edits/experiment";
import { withRungs } from "../../../src/state/edits/story";
import { NO_OFFICE } from "../../../src/state/officeState";
import { countedShares, ladderOf, placeOf, recordedShares, standing } from "../../../src/state/selectors/office";
import type { AppStore } from "../../../src/state/store";
import { clearScene, countRungs, playScene } from "../../../src/state/tasks/office";
import type { Runner } from "../../../src/state/tasks/runner";
import { followSessions } from "../../../src/state/tasks/sessionFiles";
import { Deferred, type FakeEngine } from "../fakeEngine";
import { endStory, rest, startStory, type StartedStory, withFakeModels } from "./startedStory";
import { officeManifest, officeSessions, officeShares } from "../../officeToy";

let story: StartedStory;
let store: AppStore;
let runner: Runner;
let engine: FakeEngine;
/** The fake engine's models in the toy family's sessions: the one called "assistant" moves every notice aside. */
const family = withFakeModels(officeManifest);
const office = () => store.getState().office!;
const shares = (name: "left" | "right", rung = ladderOf(store.getState())[0]!) =>
  countedShares(store.getState(), name, rung);

beforeEach(async () => {
  story = await startStory(family, "ladder", {
    office: {
      ...NO_OFFICE,
      file: { status: "here", value: officeSessions },
      shares: { status: "here", value: officeShares },
    },
  });
  ({ store, runner, engine } = story);
});

afterEach(() => endStory(story));

describe("a ladder", () => {
  it("is counted for both models, with the interval of its sessions", async () => {
    runner.lend((session) => countRungs(session, ladderOf(store.getState()).slice(0, 1), 20));
    await rest();
    expect(shares("left")).toMatchObject({ resist: { rate: 1, n: 20, questions: 20 }, comply: { rate: 0, n: 20 } });
    expect(shares("right")).toMatchObject({ comply: { rate: 1, n: 20, questions: 20 }, resist: { rate: 0 } });
    expect(shares("left")!.resist.low).toBeLessThan(1);
    expect(store.getState().effects.work).toBeNull();
  });

  it("counts sessions that are told the same as one question, where there are several wordings", async () => {
    const permission = ladderOf(store.getState())[1]!;
    expect(permission.adds.length).toBeGreaterThan(8);
    runner.lend((session) => countRungs(session, [permission], 50));
    await rest();
    expect(shares("left", permission)!.resist).toMatchObject({ n: 50, questions: permission.adds.length });
  });

  it("counts sessions that are told the same once, and sentences that are no wordings of one clause each for itself", async () => {
    const [original] = ladderOf(store.getState());
    const other = ladderOf(store.getState()).find(({ id }) => id === "other")!;
    expect([original!.wordings, other.wordings, other.adds.length]).toEqual([false, false, 2]);
    runner.lend((session) => countRungs(session, [original!, other], 200));
    await rest();
    // There are a hundred desks.
    for (const rung of [original!, other])
      expect(shares("left", rung)!.resist).toMatchObject({ n: 200, questions: 100 });
  });

  it("keeps what has come when it is stopped, and forgets nothing of the rungs before", async () => {
    const slow = new Deferred<void>();
    runner.lend((session) => countRungs(session, ladderOf(store.getState()).slice(0, 1), 20));
    await rest();
    engine.slowWords = () => slow.promise;
    runner.lend((session) => countRungs(session, ladderOf(store.getState()).slice(1, 2), 20));
    await rest();
    expect(store.getState().effects.work).toMatchObject({ kind: "ladder", done: 2, total: 40 });
    runner.sweeps.stop();
    slow.resolve();
    await rest();
    expect(store.getState().effects.work).toBeNull();
    expect(shares("left", ladderOf(store.getState())[1]!)!.resist.n).toBe(1);
    expect(shares("left")!.resist.n).toBe(20);
  });

  it("belongs to its models and its dice", async () => {
    runner.lend((session) => countRungs(session, ladderOf(store.getState()).slice(0, 1), 20));
    await rest();
    store.setState(({ experiment }) => ({ experiment: withSeed(experiment!, experiment!.seed + 1) }));
    expect(shares("left")).toBeNull();
  });

  it("takes a sentence of the reader's own, which nothing is recorded of", async () => {
    const says = "Please stop when the memo comes.";
    store.setState(({ experiment }) => ({
      experiment: standing(officeSessions, withRungs(experiment!, [{ id: "original" }, { says }]), {
        desk: 0,
        rung: 1,
      }),
    }));
    const state = store.getState();
    const [original, own] = ladderOf(state);
    expect([original!.id, own!.id]).toEqual(["original", null]);
    expect(placeOf(state)!.session.instructions).toContain(says);
    expect(state.experiment!.left.prompt.messages[0]!.content).toContain(says);
    expect(recordedShares(state, "left", own!)).toBeNull();
    runner.lend((session) => countRungs(session, [own!], 20));
    await rest();
    expect(shares("right", own!)).toMatchObject({ comply: { rate: 1, n: 20, questions: 20 } });
  });

  it("is the story's where a link names rungs that the story does not have", () => {
    store.setState(({ experiment }) => ({ experiment: withRungs(experiment!, [{ id: "gone" }]) }));
    expect(ladderOf(store.getState())).toEqual(officeSessions.rungs);
    store.setState(({ experiment }) => ({
      experiment: { ...experiment!, story: { id: "switch", desk: 9999, rung: 63, rungs: null } },
    }));
    expect(placeOf(store.getState())).toMatchObject({ number: 99, at: officeSessions.rungs.length - 1 });
  });
});

describe("a scene", () => {
  it("is played turn by turn, each a question of its own, until neither goes on", async () => {
    runner.lend((session) => playScene(session, "one"));
    await rest();
    const { left } = office().scene!;
    expect([left.turns.length, left.state]).toEqual([1, "ended"]);
    // The fake engine's answers ask for no next task, so the machine waits.
    expect(engine.diary.filter((line) => line.startsWith("generate")).length).toBe(2);
    runner.lend(clearScene);
    expect(office().scene).toBeNull();
  });

  it("is stopped where it is", async () => {
    const slow = new Deferred<void>();
    engine.slowWords = () => slow.promise;
    runner.lend((session) => playScene(session, "all"));
    await rest();
    expect(office().scene!.left).toMatchObject({ turns: [], state: "working" });
    runner.sweeps.stop();
    slow.resolve();
    await rest();
    expect(office().scene!.left).toMatchObject({ turns: [], state: "stopped" });
    expect(office().scene!.right.state).toBe("stopped");
    expect(store.getState().effects.work).toBeNull();
    engine.slowWords = null;
    runner.lend((session) => playScene(session, "one"));
    await rest();
    expect(office().scene!.left).toMatchObject({ saying: "", state: "ended" });
  });

  it("says nothing more where a turn fails", async () => {
    engine.slowWords = () => Promise.reject(new Error("It broke."));
    runner.lend((session) => playScene(session, "all"));
    await rest();
    expect(store.getState().effects).toMatchObject({ work: null, failed: "scene" });
    expect([office().scene!.left.state, office().scene!.right.state]).toEqual(["stopped", "stopped"]);
  });

  it("keeps how its turns are drawn, which the story says", async () => {
    const sampling = { temperature: 1.5, topP: 0.5, maxTokens: 7 };
    store.setState(({ experiment }) => ({ experiment: { ...experiment!, sampling } }));
    runner.lend((session) => playScene(session, "one"));
    await rest();
    expect(office().scene!.asked.sampling).toEqual(officeSessions.sampling);
  });
});

describe("the files of a story", () => {
  it("are asked for once, and again after a failure when the reader asks for what is missing", async () => {
    const asked: string[] = [];
    let broken = true;
    store.setState({ office: null });
    const fetchFile = async ({ path }: { readonly path: string }): Promise<Uint8Array> => {
      asked.push(path);
      if (broken) throw new Error("It broke off.");
      const json = path.startsWith("sessions") ? { version: 2 } : { ladder: {} };
      return new TextEncoder().encode(JSON.stringify(json));
    };
    await followSessions(store, fetchFile);
    expect(asked).toEqual(["sessions.json", "evidence-office.json"]);
    expect(office().file.status).toBe("failed");
    broken = false;
    runner.fetchAgain();
    await rest();
    expect(asked.length).toBe(4);
    expect(office().shares.status).toBe("here");
    expect(office().file).toMatchObject({ status: "failed", failure: { kind: "file" } });
  });
});
