/**
 * The ranking of all features, live and recorded.
 */
import { beforeEach, describe, expect, it } from "vitest";
import type { Experiment, Intervention } from "../../../src/core/experiment";
import { pairTitles } from "../../../src/core/pictures/subject";
import { tableToCsv } from "../../../src/core/pictures/table";
import { swapSides, withCheckpoint, withIntervention } from "../../../src/state/edits/experiment";
import { findingIsStale, ranking, rankingTable } from "../../../src/state/selectors/ranking";
import { searchSubject } from "../../../src/state/selectors/subjects";
import { LATENTS } from "../fakeEngine";
import { inChapter, open, pageForEachTest, rest, runner, show, store } from "../personasPage";

pageForEachTest();

const EDIT: Intervention = { kind: "ablate", target: { kind: "mlp", layer: 1 }, how: "zero", positions: "all" };

describe("the ranking", () => {
  it("is a table of every latent with its rank, and says how many of the recorded rising ones rise again", async () => {
    await open();
    runner.find({ kind: "own", prompts: ["Why?", "How?"] });
    await rest();
    const { rows, agreement } = ranking(store.getState())!;
    expect(agreement).toEqual({ marked: 2, found: 2 });
    const state = store.getState();
    const titles = pairTitles(searchSubject(state, state.features.finding!));
    const csv = tableToCsv(rankingTable(rows, "mean activation", titles)).split("\r\n");
    expect(csv).toHaveLength(LATENTS + 2);
    expect(csv[0]).toMatch(/^feature,number,rank,increase \(mean activation\),/);
    expect(csv[0]).toContain("The assistant (mean activation),The bad-car (mean activation)");
    expect(csv[5]).toMatch(/^Unnamed 7,7,5,/);
  });

  it("is stale once the pair is another, not when the words are, and comes back with its pair", async () => {
    await open();
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    show({}, "other words");
    expect(findingIsStale(store.getState())).toBe(false);
    store.setState({ experiment: withCheckpoint(inChapter(), "right", "good-car") });
    expect(findingIsStale(store.getState())).toBe(true);
    expect(ranking(store.getState())).toBeNull();
    show();
    expect(ranking(store.getState())!.found).not.toBeNull();
  });

  it("marks as rising only what rises, of those that the record marks", async () => {
    await open();
    store.setState({ experiment: swapSides(store.getState().experiment!) });
    await rest();
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    const { finding } = store.getState().features;
    const { left, right } = finding!.result;
    // The fake engine raises the same features whoever stands where, so the two are exchanged as a swap would.
    const swapped = { ...finding!, result: { ...finding!.result, left: right, right: left } };
    store.setState(({ features }) => ({ features: { ...features, finding: swapped } }));
    const { rows, agreement } = ranking(store.getState())!;
    const marked = rows.filter(({ role }) => role !== "other");
    expect(marked.map(({ latent }) => latent).toSorted()).toEqual([0, 10, 11]);
    for (const { role, increase } of marked) expect(role).toBe(increase > 0 ? "riser" : "faller");
    expect(agreement).toBeNull();
  });
});

describe("the recorded ranking", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("stands before anything is searched", () => {
    const { rows, found, subject } = ranking(store.getState())!;
    expect([found, subject.source]).toEqual([null, "recorded"]);
    expect(rows.map(({ latent }) => latent)).toEqual([11, 0]);
  });

  it.each([
    ["swapped", swapSides],
    ["of another model", (now: Experiment) => withCheckpoint(now, "right", "good-car")],
    ["edited", (now: Experiment) => withIntervention(now, "right", EDIT)],
  ])("does not stand for a pair that is %s", (_, change) => {
    store.setState(({ experiment }) => ({ experiment: change(experiment!) }));
    expect(ranking(store.getState())).toBeNull();
  });
});
