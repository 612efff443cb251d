/** Tables, rates, ROC curves and areas: held to scikit-learn and SciPy (training/golden/detection.py). */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mulberry32 } from "../../../src/core/random";
import {
  areaOf,
  type Counts,
  detectionAt,
  histogramsOf,
  rocOf,
  UNLABELLED,
} from "../../../src/core/transcripts/detection";

interface Case {
  readonly name: string;
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  readonly roc: readonly (readonly [threshold: number, fpr: number, tpr: number])[];
  readonly area: { readonly auroc: number; readonly interval: readonly [number, number] | null };
  readonly at: readonly {
    readonly threshold: number;
    readonly counts: Counts;
    readonly tpr: readonly number[];
    readonly fpr: readonly number[];
    readonly gMean2: { readonly rate: number; readonly low: number; readonly high: number };
  }[];
}

const { cases } = JSON.parse(readFileSync("tests/fixtures/detection.json", "utf8")) as { cases: Case[] };

/** 1.96 stands here for SciPy's 1.959964, which moves an end by less than this. */
const CLOSE = 4;

const counted = ({ scores, labels }: Pick<Case, "scores" | "labels">) =>
  histogramsOf(Uint16Array.from(scores), Int8Array.from(labels));

describe.each(cases)("$name", (one) => {
  const histograms = counted(one);

  it("has scikit-learn's ROC curve", () => {
    const roc = rocOf(histograms);
    expect(roc.map(({ threshold }) => threshold)).toEqual(one.roc.map(([threshold]) => threshold));
    roc.forEach(({ fpr, tpr, counts: { tp, fp, fn, tn } }, i) => {
      expect(fpr).toBeCloseTo(one.roc[i]![1], 12);
      expect(tpr).toBeCloseTo(one.roc[i]![2], 12);
      expect(tp + fp + fn + tn).toBe(one.labels.length);
      expect([tp / (tp + fn), fp / (fp + tn)]).toEqual([tpr, fpr]);
    });
  });

  it("has its area, with DeLong's interval", () => {
    const { auroc, interval } = areaOf(histograms)!;
    expect(auroc).toBeCloseTo(one.area.auroc, 12);
    if (one.area.interval === null) expect(interval).toBeNull();
    else {
      expect(interval!.low).toBeCloseTo(one.area.interval[0], CLOSE);
      expect(interval!.high).toBeCloseTo(one.area.interval[1], CLOSE);
    }
  });

  it("has its table and its rates at every threshold", () => {
    for (const { threshold, counts, tpr, fpr, gMean2 } of one.at) {
      const found = detectionAt(histograms, threshold);
      expect(found.counts).toEqual(counts);
      for (const [rate, wanted] of [
        [found.tpr!, tpr],
        [found.fpr!, fpr],
        [found.gMean2!, [gMean2.rate, gMean2.low, gMean2.high]],
      ] as const)
        [rate.rate, rate.low!, rate.high!].forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, CLOSE));
    }
  });
});

describe("labels that do not suffice", () => {
  it("give no rate of a kind that is not there, and no curve", () => {
    const histograms = counted({ scores: [500, 0, 900], labels: [1, 1, UNLABELLED] });
    const { tpr, fpr, gMean2, counts } = detectionAt(histograms, 400);
    expect(counts).toEqual({ tp: 1, fp: 0, fn: 1, tn: 0 });
    expect(tpr?.rate).toBe(0.5);
    expect([fpr, gMean2, areaOf(histograms)]).toEqual([null, null, null]);
    expect(rocOf(histograms)).toEqual([]);
  });

  it("give an area without an interval where one run stands for its kind", () => {
    expect(areaOf(counted({ scores: [500, 400, 600], labels: [1, 0, 0] }))).toEqual({ auroc: 0.5, interval: null });
  });
});

describe("the interval of TPR × TNR", () => {
  it.each([
    [0.8, 0.9, 60],
    [0.5, 0.95, 40],
    [0.95, 0.6, 100],
  ])("holds the truth in about 95 of 100 draws: %d × %d, %d runs of each", (tpr, tnr, n) => {
    const uniform = mulberry32(3);
    const hits = (share: number): number => Array.from({ length: n }, uniform).filter((u) => u < share).length;
    const DRAWS = 2000;
    let inside = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      const [tp, tn] = [hits(tpr), hits(tnr)];
      const positive = new Uint32Array(1001);
      const negative = new Uint32Array(1001);
      [positive[1000], positive[0], negative[0], negative[1000]] = [tp, n - tp, tn, n - tn];
      const { low, high } = detectionAt({ positive, negative }, 500).gMean2!;
      if (low! <= tpr * tnr && tpr * tnr <= high!) inside++;
    }
    expect(inside / DRAWS).toBeGreaterThan(0.93);
    expect(inside / DRAWS).toBeLessThan(0.98);
  });
});
