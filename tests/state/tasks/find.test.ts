/**
 * The search for what changed.
 */
import { describe, expect, it } from "vitest";
import { belowFloor } from "../../../src/core/features/latentRow";
import { ranking } from "../../../src/state/selectors/ranking";
import { Deferred, LATENTS } from "../fakeEngine";
import { engine, features, open, rest, runner, store, pageForEachTest } from "../personasPage";

pageForEachTest();

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
    const { rows, found, subject } = ranking(store.getState())!;
    expect([rows.length, found?.result.promptCount]).toEqual([LATENTS, 2]);
    expect(subject.models.map(({ id }) => id)).toEqual(["assistant", "bad-car"]);
    expect(rows[0]).toMatchObject({ latent: 11, name: "Voice 11", role: "riser", auroc: new Map([["villain", 0.99]]) });
    expect(rows[0]!.increase).toBeCloseTo(12, 5);
    expect(belowFloor(rows.find(({ latent }) => latent === 3)!)).toBe(true);
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

  it("says what is wrong with prompts of one's own", async () => {
    await open();
    runner.find({ kind: "own", prompts: [" "] });
    expect(features().find).toMatchObject({ status: "failed", failure: { kind: "input" } });
  });
});
