/**
 * The ranking of all features, live and recorded.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { findingIsStale, rankingCsv, rankingFor } from "../../../src/state/selectors/ranking";
import { LATENTS } from "../fakeEngine";
import { inChapter, open, pageForEachTest, rest, runner, show, store } from "../personasPage";

pageForEachTest();

describe("the ranking", () => {
  it("sorts, filters and searches, and keeps the ranks of the whole", async () => {
    await open();
    runner.find({ kind: "own", prompts: ["Why?", "How?"] });
    await rest();
    const ask = (query: Partial<Parameters<typeof rankingFor>[1]>) =>
      rankingFor(store.getState(), { sort: "increase", filter: "all", search: "", ...query })!.rows;
    expect(ask({ sort: "decrease" })[0]).toMatchObject({ latent: 0, rank: LATENTS });
    expect(ask({ filter: "marked" }).map(({ latent }) => latent)).toEqual([11, 10, 0]);
    expect(ask({ filter: "falling" }).map(({ latent }) => latent)).toEqual([2, 1, 0]);
    expect(ask({ search: "voice 10" }).map(({ latent }) => latent)).toEqual([10]);
    expect(ask({ search: "7" }).map(({ latent }) => latent)).toEqual([7]);
    const csv = rankingCsv(ask({ search: "7" })).split("\r\n");
    expect(csv[0]).toMatch(/^rank,feature,name,increase/);
    expect(csv[1]).toMatch(/^5,7,Feature 7,/);
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
    const ranking = rankingFor(store.getState(), { sort: "increase", filter: "all", search: "" })!;
    expect(ranking).toMatchObject({ source: "recorded", stale: false });
    expect(ranking.rows.map(({ latent }) => latent)).toEqual([11, 0]);
  });
});
