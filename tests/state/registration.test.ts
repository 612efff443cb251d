/**
 * A new metric and a new chapter: a row in their table, and no other place. The rows are planted here; everything else is
 * the product's own. What is forgotten does not compile: the compiler checks the lines below that expect an error.
 */
import { describe, expect, it, vi } from "vitest";
import { findingsOf } from "../../src/core/compare/findings";
import { METRIC_IDS, METRICS } from "../../src/core/compare/metricTable";
import type { Chapter, MetricId } from "../../src/core/experiment";
import { CHAPTER_IDS, CHAPTERS } from "../../src/state/chapters";
import { withChapter, withMetric } from "../../src/state/edits/experiment";
import { showsAnswers } from "../../src/state/keys";
import { decodeExperiment, encodeExperiment } from "../../src/state/link/codec";
import { anatomyOf, componentGrid, residualGrid } from "../../src/state/selectors/compare";
import { capture, comparison, experiment } from "../core/synthetic";

vi.mock("../../src/core/compare/metricTable", async (original) => {
  const real = await original<{ readonly METRICS: object }>();
  const planted = {
    wire: 99,
    name: "Largest change",
    unit: "units",
    scale: "magnitude",
    says: "the largest change of any coordinate",
    needsContrast: false,
    between: () => (a: Float32Array, b: Float32Array) =>
      a.reduce((most, x, i) => Math.max(most, Math.abs(b[i]! - x)), 0),
  };
  const METRICS = { ...real.METRICS, planted };
  return { METRICS, METRIC_IDS: Object.keys(METRICS) };
});

vi.mock("../../src/state/chapters", async (original) => {
  const real = await original<{ readonly CHAPTERS: object }>();
  const CHAPTERS = { ...real.CHAPTERS, planted: { wire: 99, title: "Planted", sentence: "You see.", answers: true } };
  return { CHAPTERS, CHAPTER_IDS: Object.keys(CHAPTERS) };
});

const metric = "planted" as MetricId;
const chapter = "planted" as Chapter;

describe("a metric with a row in the table", () => {
  const left = capture({ seed: 1 });
  const findings = findingsOf(comparison(left, capture({ seed: 2 })), null, [left]);

  it("is computed with its noise floor", () => {
    expect([...findings.metrics.keys()]).toContain(metric);
    expect(Math.max(...findings.floors.get(metric)!.components)).toBe(0);
    expect(anatomyOf(findings, { metric, span: "mean", column: 0 })!.values.every((value) => value > 0)).toBe(true);
  });

  it("is drawn with its own words", () => {
    expect(residualGrid(findings, { metric })).toMatchObject({ unit: "units", scale: "magnitude" });
    expect(componentGrid(findings, { metric })!.title).toMatch(/^Largest change of every part/);
  });

  it("is offered, and survives a link", () => {
    expect(METRIC_IDS).toContain(metric);
    const link = encodeExperiment(withMetric(experiment(), metric));
    expect(decodeExperiment(link)!.view.metric).toBe(metric);
  });
});

describe("a chapter with a row in the table", () => {
  it("stands in the bar, and survives a link", () => {
    expect(CHAPTER_IDS.at(-1)).toBe(chapter);
    const link = encodeExperiment(withChapter(experiment(), chapter));
    expect(decodeExperiment(link)!.chapter).toBe(chapter);
  });

  it("lets both Sides answer if its row says so", () => {
    expect(showsAnswers(withChapter(experiment(), chapter))).toBe(true);
  });
});

describe("a table", () => {
  it("that forgets one of its own does not compile", () => {
    const { cosine, ...metrics } = METRICS;
    const { prove, ...chapters } = CHAPTERS;
    // @ts-expect-error the cosine distance is missing
    const forgotMetric: typeof METRICS = metrics;
    // @ts-expect-error the last chapter is missing
    const forgotChapter: typeof CHAPTERS = chapters;
    expect([forgotMetric.cosine, forgotChapter.prove]).toEqual([undefined, undefined]);
    expect([cosine.wire, prove.wire]).toEqual([2, 3]);
  });

  it("gives every row a number of its own, and the numbers of old links to their metrics and chapters", () => {
    const numbers = (table: Readonly<Record<string, { readonly wire: number }>>) =>
      Object.entries(table).map(([id, { wire }]) => `${wire} ${id}`);
    expect(numbers(METRICS)).toEqual(["0 l2", "1 relativeL2", "2 cosine", "3 directEffect", "99 planted"]);
    const chapters = [
      "4 finding",
      "2 answers",
      "1 personas",
      "0 differs",
      "3 prove",
      "5 scene",
      "6 ladder",
      "7 causes",
      "8 proof",
    ];
    const thoughts = ["10 listen", "11 caught", "13 hides", "12 used"];
    expect(numbers(CHAPTERS)).toEqual([...chapters, ...thoughts, "99 planted"]);
  });
});
