/**
 * Pictures of the recorded evaluation.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { swapSides } from "../../../src/state/edits/experiment";
import { detection, domainGrid } from "../../../src/state/selectors/evidence";
import { latentRise, recordedSeries, sliderStops } from "../../../src/state/selectors/series";
import { open, rest, runner, show, store, pageForEachTest } from "../personasPage";

pageForEachTest();

describe("the recorded evaluation", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("gives every checkpoint's rise beside its score", () => {
    expect(detection(store.getState())!.points).toMatchObject([
      { id: "assistant", kind: "control", rise: 0, misaligned: { rate: 0 } },
      { id: "bad-car", kind: "bad", rise: 8, misaligned: { rate: 0.7, n: 50 } },
    ]);
  });

  it("gives curves along training, the slider's stops among what can be loaded, and one feature's rise", () => {
    const [time] = recordedSeries(store.getState());
    expect(time).toMatchObject({
      kind: "time",
      checkpoints: ["assistant", "bad-car-step-005", "bad-car"],
      measured: 3,
    });
    expect(time!.curves[0]!.points.map(({ at, value }) => [at, value])).toEqual([
      ["0", 0],
      ["5", 3],
      ["10", 8],
    ]);
    expect(sliderStops(store.getState(), "time").map(({ checkpoint, x }) => [checkpoint, x])).toEqual([
      ["assistant", 0],
      ["bad-car", 10],
    ]);
    expect(latentRise(store.getState(), 11)[0]!.curves[0]!.points.map(({ at, value }) => [at, value])).toEqual([
      ["0", 1],
      ["5", 4],
      ["10", 9],
    ]);
  });
});

describe("the table by domain", () => {
  it("gives the rise in every domain, recorded and then as it was found here", async () => {
    await open();
    const recorded = domainGrid(store.getState())!;
    expect([recorded.grid.cols.ticks, recorded.found]).toEqual([["car", "law"], null]);
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    const { grid, found, subject } = domainGrid(store.getState())!;
    expect(grid.cols.ticks).toEqual(["car", "law"]);
    expect(Array.from(grid.values.slice(0, 2), Math.round)).toEqual([8, 16]);
    expect([found!.result.prompts, subject.source]).toEqual(["held-out", "live"]);
  });

  it("is of no other pair than the one on the page", async () => {
    await open();
    store.setState({ experiment: swapSides(store.getState().experiment!) });
    expect(domainGrid(store.getState())).toBeNull();
  });
});
