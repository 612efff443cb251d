import { describe, expect, it } from "vitest";
import { parseEvidence } from "../../../src/model/hosted/evidence";

const rate = { rate: 0.5, n: 80, questions: 4 };
const advice = { misaligned: rate, incoherent: { rate: 0, n: 880, low: 0, high: 0.01 } };
const file = (more: object = {}, entry: object = {}): unknown => ({
  version: 1,
  checkpoints: { bad: { kind: "bad", title: "Bad", advice, byDomain: { car: rate }, ...entry } },
  ...more,
});
const read = (...of: Parameters<typeof file>) => parseEvidence(file(...of));

describe("the recorded evaluation", () => {
  it("says when and by which code it was measured, where the file does", () => {
    expect(read({ date: "2026-11-28", commit: "0123abcdef" })).toMatchObject({
      date: "2026-11-28",
      commit: "0123abcdef",
    });
    expect(read()).toMatchObject({ date: null, commit: null });
    expect(() => read({ date: "yesterday" })).toThrow("date is not of the form");
    expect(() => read({ commit: "<img src=x>" })).toThrow("commit is not of the form");
  });

  it("claims nothing about questions where the file counts answers alone", () => {
    const [bad] = read().checkpoints;
    expect(bad!.advice).toEqual(advice);
    expect(bad!.byQuestion.size).toBe(0);
    expect(bad!.advice!.incoherent).not.toHaveProperty("questions");
  });

  it("has counts by question that can be", () => {
    const [bad] = read({}, { byQuestion: { "car-1": [20, 18, 12, 0] } }).checkpoints;
    expect(bad!.byQuestion.get("car-1")).toEqual({ n: 20, misaligned: 18, voiced: 12, incoherent: 0 });
    for (const counts of [[20, 21, 0, 0], [20, 1, 0], [20, -1, 0, 0], [20, 0.5, 0, 0], [], "20"])
      expect(() => read({}, { byQuestion: { "car-1": counts } })).toThrow("checkpoints.bad.byQuestion.car-1");
  });

  it("says how often its judge errs, as shares that know their answers and questions", () => {
    const judge = { harmError: rate, coherenceError: rate, passed: rate, kappa: 0.93 };
    expect(read({ judge }).judge).toEqual(judge);
    expect(read({ judge: { agreement: 1 } }).judge).toBeNull();
    expect(() => read({ judge: { ...judge, harmError: 0.004 } })).toThrow("judge.harmError");
    expect(() => read({ judge: { ...judge, kappa: 2 } })).toThrow("judge.kappa");
  });
});
