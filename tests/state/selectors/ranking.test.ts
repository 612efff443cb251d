/**
 * The ranking of all features, live and recorded.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { tableToCsv } from "../../../src/core/pictures/table";
import { findingIsStale, ranking, rankingTable } from "../../../src/state/selectors/ranking";
import { LATENTS } from "../fakeEngine";
import { inChapter, open, pageForEachTest, rest, runner, show, store } from "../personasPage";

pageForEachTest();

describe("the ranking", () => {
  it("is a table of every latent with its rank, and says how many of the recorded rising ones rise again", async () => {
    await open();
    runner.find({ kind: "own", prompts: ["Why?", "How?"] });
    await rest();
    const { rows, agreement } = ranking(store.getState())!;
    expect(agreement).toEqual({ marked: 2, found: 2 });
    const csv = tableToCsv(rankingTable(rows, "mean activation")).split("\r\n");
    expect(csv).toHaveLength(LATENTS + 2);
    expect(csv[0]).toMatch(/^feature,number,rank,increase \(mean activation\),/);
    expect(csv[5]).toMatch(/^Unnamed 7,7,5,/);
  });

  it("is stale once the pair is another, not when the words are", async () => {
    await open();
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    show({}, "other words");
    expect(findingIsStale(store.getState())).toBe(false);
    store.setState({ experiment: { ...inChapter(), right: { ...inChapter().right, checkpoint: "good-car" } } });
    expect(findingIsStale(store.getState())).toBe(true);
  });
});

describe("the recorded ranking", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("stands before anything is searched", () => {
    const { rows, found, stale } = ranking(store.getState())!;
    expect([found, stale]).toEqual([null, false]);
    expect(rows.map(({ latent }) => latent)).toEqual([11, 0]);
  });
});
