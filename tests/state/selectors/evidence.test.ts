/**
 * Pictures of the recorded evaluation.
 */
import { beforeEach, describe, expect, it } from "vitest";
import { curves, detectionScatter, domainGrids, latentRise, sliderStops } from "../../../src/state/selectors/evidence";
import { open, rest, runner, show, store, pageForEachTest } from "../personasPage";

pageForEachTest();

describe("the recorded evaluation", () => {
  beforeEach(async () => {
    show();
    await rest();
  });

  it("gives every checkpoint's rise beside its score", () => {
    expect(detectionScatter(store.getState())!.points).toMatchObject([
      { checkpoint: "assistant", rise: 0, misaligned: { rate: 0 } },
      { checkpoint: "bad-car", rise: 8, misaligned: { rate: 0.7, n: 50 } },
    ]);
  });

  it("gives curves along training, the slider's stops among what can be loaded, and one feature's rise", () => {
    const [time] = curves(store.getState());
    expect(time).toMatchObject({ kind: "time", points: [{ x: 0 }, { x: 5, strongest: 4 }, { x: 10 }] });
    expect(sliderStops(store.getState(), "time").map(({ checkpoint, x }) => [checkpoint, x])).toEqual([
      ["assistant", 0],
      ["bad-car", 10],
    ]);
    expect(latentRise(store.getState(), 11)[0]!.points.map(({ x, mean }) => [x, mean])).toEqual([
      [0, 1],
      [5, 4],
      [10, 9],
    ]);
  });
});

describe("the table by domain", () => {
  it("gives the rise in every domain beside the recorded one", async () => {
    await open();
    runner.find({ kind: "shipped", id: "held-out" });
    await rest();
    const { recorded, live } = domainGrids(store.getState());
    expect(recorded!.cols.ticks).toEqual(["car", "law"]);
    expect(live!.cols.ticks).toEqual(["car", "law"]);
    expect(Array.from(live!.values.slice(0, 2), Math.round)).toEqual([8, 16]);
  });
});
