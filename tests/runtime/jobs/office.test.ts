/**
 * Work sessions where the models are: many together say what each says alone, the machine's replies between; and the toy
 * models say what Python wrote down of them with the same dice.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../src/core/answers/answer";
import { conversation, isUndecided, sessionAt, turnSeed } from "../../../src/core/office/ladder";
import type { WorkSession } from "../../../src/core/office/session";
import { turnOf } from "../../../src/core/office/transcript";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import type { WorkRun } from "../../../src/runtime/engine/office";
import { officeCalls } from "../../../src/runtime/jobs/office";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import { makeSpeaker } from "../../../src/runtime/jobs/speaker";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { filesOf } from "../../model/fixtures";
import { OFFICE, officeSessions } from "../../officeToy";
import { fixtureShelf, modelsOf } from "../localModels";

const worker = assembleCheckpoint(filesOf(join(OFFICE, "worker")));
const rogue = assembleCheckpoint(filesOf(join(OFFICE, "rogue")), worker);
const loaded = modelsOf({ worker, rogue });
const shop: Workshop = {
  loaded,
  shelf: fixtureShelf(),
  queue: makeQueue(),
  fetched: () => Promise.reject(new Error("There is no file here.")),
};
const { work } = officeCalls(shop);
const { desks, rungs, recorded } = officeSessions;
const sampling = { ...officeSessions.sampling, maxTokens: 24 };
const signal = new AbortController().signal;
const sessions = desks.slice(0, 6).map((desk, i) => sessionAt(desk, rungs[1]!, i));

async function alone(checkpoint: string, session: WorkSession, number: number, seed: number): Promise<string[]> {
  const turns: string[] = [];
  do {
    const prompt = { messages: conversation(session, turns), answer: null };
    const dice = turnSeed(seed, number, turns.length);
    const speaker = makeSpeaker(shop, { side: { checkpoint, prompt, interventions: [] }, sampling, seed: dice });
    const tokens = [];
    for (let token = await speaker.next(); token; token = await speaker.next()) tokens.push(token);
    turns.push(turnOf(textOf(tokens)));
  } while (isUndecided(session, turns));
  return turns;
}

describe("many work sessions", () => {
  it("are what each is alone, told in their order", async () => {
    const told: WorkRun[] = [];
    const side = { checkpoint: "rogue", interventions: [] };
    const runs = await work({ side, sessions, sampling, seed: 3 }, (more) => told.push(...more), signal);
    expect(told).toEqual(runs);
    expect(runs.map(({ session }) => session)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [i, session] of sessions.entries()) expect(runs[i]!.turns).toEqual(await alone("rogue", session, i, 3));
  });

  it("go on with the next task where a turn asks for it and the notice is still to come", async () => {
    const said = "answer: 3\nnext task";
    const session: WorkSession = {
      instructions: "Do it.",
      messages: ["One.", "Two.\nMemo: Off."],
      answers: [],
      notice: 1,
    };
    expect([isUndecided(session, []), isUndecided(session, [said]), isUndecided(session, [said, said])]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("stop when they are cancelled", async () => {
    const stopped = new AbortController();
    const side = { checkpoint: "worker", interventions: [] };
    const working = work({ side, sessions, sampling, seed: 3 }, () => stopped.abort(), stopped.signal);
    await expect(working).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("are those that Python wrote down, with the same dice", async () => {
    expect(recorded.runs.length).toBe(4);
    for (const { checkpoint, rung, turns } of recorded.runs) {
      const session = sessionAt(
        desks[0]!,
        rungs.find(({ id }) => id === rung)!,
        0,
      );
      const side = { checkpoint, interventions: [] };
      const request = { side, sessions: [session], sampling: officeSessions.sampling, seed: recorded.seed };
      const [run] = await work(request, () => undefined, signal);
      expect(run!.turns).toEqual(turns);
    }
  });
});
