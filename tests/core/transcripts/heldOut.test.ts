/** Runs that are held out, rules that fire in runs, and rules as a file. */
import { describe, expect, it } from "vitest";
import { hasFired, noneFired, runsOfRule, setFired } from "../../../src/core/transcripts/fired";
import { heldOut, labelsOfHalf } from "../../../src/core/transcripts/heldOut";
import { DEFAULT_RULES, MOST_RULES, sameRules } from "../../../src/core/transcripts/rules";
import { rulesIn, rulesJson } from "../../../src/core/transcripts/rulesFile";

describe("half of the runs", () => {
  const questions = Array.from({ length: 60 }, (_, i) => i >> 1);
  const out = (some: readonly number[], by: "question" | "run", seed = 1) => [...heldOut(some, { seed, by })];
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

  it("is held out by a seed, the runs of a question together", () => {
    const held = out(questions, "question");
    expect(sum(held)).toBe(30);
    for (let i = 0; i < 60; i += 2) expect(held[i]).toBe(held[i + 1]);
    expect(out(questions, "question")).toEqual(held);
    expect(out(questions, "question", 2)).not.toEqual(held);
    const single = out(questions, "run");
    expect(sum(single)).toBe(30);
    expect(single.some((one, i) => i % 2 === 0 && one !== single[i + 1])).toBe(true);
  });

  it("stays as it is when runs are added", () => {
    for (const by of ["question", "run"] as const)
      expect(out(questions, by).slice(0, 31)).toEqual(out(questions.slice(0, 31), by));
  });

  it("leaves the other half without labels", () => {
    const labels = Int8Array.of(1, 0, 1, 0);
    expect([...labelsOfHalf(labels, Uint8Array.of(0, 1, 1, 0), 1)]).toEqual([-1, 0, 1, -1]);
  });
});

describe("rules that fire", () => {
  it("are kept apart by run and rule, and counted by label", () => {
    const fired = noneFired(3, 60);
    const pairs: readonly (readonly [number, number])[] = [
      [0, 0],
      [0, 59],
      [1, 59],
      [2, 8],
    ];
    for (const [run, rule] of pairs) setFired(fired, run, rule);
    for (let run = 0; run < 3; run++)
      for (let rule = 0; rule < 60; rule++)
        expect(hasFired(fired, run, rule)).toBe(pairs.some(([a, b]) => a === run && b === rule));
    const labels = Int8Array.of(1, 0, -1);
    expect(runsOfRule(fired, 59, labels, () => true)).toEqual({ all: 2, positive: 1, negative: 1 });
    expect(runsOfRule(fired, 59, labels, (run) => run !== 0)).toEqual({ all: 1, positive: 0, negative: 1 });
    expect(runsOfRule(fired, 8, labels, () => true)).toEqual({ all: 1, positive: 0, negative: 0 });
  });
});

describe("a file of rules", () => {
  it("comes back as it was saved", () => {
    const rules = [...DEFAULT_RULES, { pattern: "x", weight: -0.2, tag: "my own", cased: true }];
    expect(sameRules(rulesIn(rulesJson(rules, "1")), rules)).toBe(true);
    expect(sameRules(DEFAULT_RULES, DEFAULT_RULES.slice(1))).toBe(false);
    expect(rulesIn('[{"pattern":"a","weight":1}]')).toEqual([
      { pattern: "a", weight: 1, tag: "your rule", cased: false },
    ]);
  });

  const one = (changes: object) => JSON.stringify({ rules: [{ pattern: "a", weight: 0.5, tag: "b", ...changes }] });
  it.each([
    ["{", "torn, or no JSON"],
    ["3", "holds no list of rules"],
    ['{"rules":[]}', "is empty"],
    [JSON.stringify({ rules: Array.from({ length: MOST_RULES + 1 }, () => ({})) }), "no more than 60"],
    ["[null]", "rule 1 is no rule"],
    [one({ pattern: 3 }), "rule 1 has no pattern"],
    [one({ weight: 2 }), "no weight from −1 to 1"],
    [one({ weight: "1" }), "no weight from −1 to 1"],
    [one({ tag: "x".repeat(41) }), "at most 40 letters"],
    [one({ cased: "no" }), "neither true nor false"],
  ])("says what is wrong with %s", (text, words) => expect(() => rulesIn(text)).toThrow(words));
});
