/**
 * Numbers cannot be drawn without whose they are. What must not compile is marked: tsc fails where it does compile.
 */
import { describe, expect, it } from "vitest";
import { changedTitles, type Conditions, nameWith, pairTitles, Subject } from "../../../src/core/pictures/subject";
import type { MatrixRow } from "../../../src/views/charts/grids/RateMatrix";
import type { RateSeries } from "../../../src/views/charts/curves/RateRows";
import type { SteeringCurvePanel } from "../../../src/views/charts/curves/SteeringCurve";
import type { Picture } from "../../../src/views/charts/frame/picture";

const NOTHING: Conditions = {
  dictionary: null,
  questions: null,
  counts: null,
  sampling: null,
  seed: null,
  date: null,
  page: null,
  commit: null,
};
const model = (id: string, title: string) => ({ id, title, done: [], sha256: null });
const pair = Subject.of([model("a", "Assistant"), model("b", "Bad car advice")], "live", NOTHING);

describe("a subject", () => {
  it("is made, and not written down or copied with other models", () => {
    // @ts-expect-error a literal is nobody's word
    const written: Subject = { models: pair.models, source: "live", settings: [] };
    // @ts-expect-error a copy under other models is not of these numbers
    const copied: Subject = { ...pair, models: pair.models.toReversed() };
    // @ts-expect-error it is made in one place, from conditions
    const built = (): Subject => new Subject([], "live", []);
    // @ts-expect-error nor is the subject of a picture left out, or a text
    const subject: Picture["subject"] = "Assistant and Bad car advice";
    for (const one of [written, copied, subject]) expect(one).not.toBeInstanceOf(Subject);
    expect(built).toBeTypeOf("function");
  });

  it("says something of every condition: none can be left out", () => {
    const { date: _date, ...undated } = NOTHING;
    const { counts: _counts, ...uncounted } = NOTHING;
    // @ts-expect-error without a day
    expect(Subject.of([], "recorded", undated).settings).toEqual([]);
    // @ts-expect-error without how many questions and answers
    expect(() => Subject.of([], "recorded", uncounted)).toThrow();
  });

  it("says what applies, in one order, what a picture adds before how it was computed", () => {
    const conditions: Conditions = {
      ...NOTHING,
      questions: "held-out",
      counts: { questions: 44, answers: 880 },
      sampling: { temperature: 1, topP: 1, maxTokens: 150 },
      date: "2026-11-28",
      commit: "0123abc",
    };
    expect(Subject.of([], "recorded", conditions, [["steered along", "the villain"]]).settings).toEqual([
      ["questions", "held-out, n = 44"],
      ["answers of each model", "880"],
      ["steered along", "the villain"],
      ["temperature", "1"],
      ["top-p", "1"],
      ["at most", "150 tokens"],
      ["computed on", "2026-11-28"],
      ["commit", "0123abc"],
    ]);
    expect(pair.settings).toEqual([]);
    expect(pair.with([["words", "the same"]])).toMatchObject({
      models: pair.models,
      settings: [["words", "the same"]],
    });
  });

  it("is written into a file as plain values", () => {
    expect(JSON.parse(JSON.stringify(pair))).toEqual({ models: pair.models, source: "live", settings: [] });
  });
});

describe("the names in a chart", () => {
  const { left, right } = pairTitles(pair);

  it("come from a subject: a plain text is none", () => {
    // @ts-expect-error whose rates?
    const series: RateSeries = { title: "Assistant", hue: "left", recorded: false };
    // @ts-expect-error whose curve?
    const title: SteeringCurvePanel["title"] = "Assistant, the villain turned up";
    // @ts-expect-error whose row?
    const label: MatrixRow["label"] = `${left}, your count`;
    const named: RateSeries = { title: nameWith(left, "recorded"), hue: "left", recorded: true };
    expect([series.title, title, label, named.title]).toEqual([
      "Assistant",
      "Assistant, the villain turned up",
      "Assistant, your count",
      "Assistant, recorded",
    ]);
  });

  it("tell two Sides of one checkpoint apart by their place", () => {
    const same = model("a", "Assistant");
    const steered = { ...same, done: ["steered"] };
    expect(changedTitles(Subject.of([same, steered], "live", NOTHING)).right).toMatch(/, changed$/);
    expect(changedTitles(Subject.of([same, steered], "live", NOTHING)).left).not.toMatch(/changed/);
    expect(pairTitles(Subject.of([same, steered], "live", NOTHING))).toEqual({
      left: "Assistant (left)",
      right: "Assistant (right)",
    });
  });

  it("are of its own models, and of no others", () => {
    expect(pair.nameOf("b")).toBe(right);
    expect(() => pair.nameOf("c")).toThrow("of a, b, not of c");
    expect(() => pair.nameAmongMany("Good car advice")).toThrow("2 models that are listed");
    expect(Subject.of([], "recorded", NOTHING).nameAmongMany("before the lesson")).toBe("before the lesson");
  });
});
