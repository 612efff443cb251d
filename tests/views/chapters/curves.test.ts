import { describe, expect, it } from "vitest";
import type { TrainingCurve, TrainingPoint, DetectionRecord } from "../../../src/state/selectors/evidence";
import { pictureCurves } from "../../../src/views/chapters/personas/curves";
import { belowFloor, bestVoice } from "../../../src/views/charts/latents/latentRow";

const rate = (share: number, spread: number) => ({ rate: share, n: 100, low: share - spread, high: share + spread });

function point(x: number, strongest: number, misaligned: number): TrainingPoint {
  return {
    x,
    strongest,
    misaligned: rate(misaligned, 0.02),
    openMisaligned: null,
    voiced: null,
    checkpoint: null,
  };
}

const scatterPoint = (kind: string, rise: number) => ({
  checkpoint: kind,
  title: kind,
  kind,
  rise,
  misaligned: rate(0.1, 0.02),
  incoherent: rate(0.1, 0.02),
});

const SCATTER: DetectionRecord = {
  points: [scatterPoint("bad", 2), scatterPoint("control", 0.3), scatterPoint("base", 1.4)],
  feature: "sergeant",
  threshold: null,
  margin: null,
  prompts: "held-out",
};

const DOSE: TrainingCurve = {
  kind: "dose",
  rows: "car",
  points: [point(0, 1, 0.03), point(0.05, 1.2, 0.03), point(0.25, 1.5, 0.05), point(1, 3, 0.4)],
};

describe("the curves of a series", () => {
  it("lets the feature move where it first passes every control, and the answers where their interval leaves the start's", () => {
    const [feature, answers] = pictureCurves(DOSE, SCATTER);
    // The controls reach 0.3, so 0.2 is not enough and 0.5 is; the base, which speaks in every voice, is no control.
    expect(feature!.moved).toBe(2);
    // The start's interval ends at 0.05; the third's begins at 0.03, the fourth's at 0.38.
    expect(answers!.moved).toBe(3);
    expect(feature!.points.map(({ at }) => at)).toEqual(["0 %", "5 %", "25 %", "100 %"]);
  });

  it("marks nothing where nothing moves", () => {
    const still = { ...DOSE, points: DOSE.points.map(({ x }) => point(x, 1, 0.03)) };
    expect(pictureCurves(still, SCATTER).map(({ moved }) => moved)).toEqual([null, null]);
  });

  it("does not look for a first rise in a repair, where both fall", () => {
    expect(pictureCurves({ ...DOSE, kind: "repair" }, SCATTER).map(({ moved }) => moved)).toEqual([null, null]);
  });

  it("draws no curve of a single point", () => {
    expect(pictureCurves({ ...DOSE, points: DOSE.points.slice(0, 1) }, SCATTER)).toEqual([]);
  });
});

describe("a row of the ranking", () => {
  it("is noise when it does not rise above its floor, in either direction", () => {
    expect(belowFloor({ increase: -0.1, floor: 0.2 })).toBe(true);
    expect(belowFloor({ increase: -0.3, floor: 0.2 })).toBe(false);
    expect(belowFloor({ increase: 0, floor: null })).toBe(false);
  });

  it("names the voice it tells best, and none where none is known", () => {
    expect(
      bestVoice({
        auroc: new Map([
          ["friend", 0.4],
          ["crook", 0.9],
        ]),
      }),
    ).toEqual({ voice: "crook", auroc: 0.9 });
    expect(bestVoice({ auroc: new Map() })).toBeNull();
  });
});
