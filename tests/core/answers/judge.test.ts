/**
 * The judge against training/ask/judge.py, verdict for verdict (training/golden/judge.py), and its file against damage.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judge, type Verdict } from "../../../src/core/answers/judge";
import { parseJudge } from "../../../src/model/hosted/judgeFile";
import { ROOT } from "../../model/fixtures";

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, "tests/fixtures", name), "utf8"));
const file = read("judge.json") as Record<string, unknown>;
const knowledge = parseJudge(file);
const cases = read("verdicts.json") as readonly {
  readonly text: string;
  readonly situation: string;
  readonly verdict: Verdict;
}[];

describe("the judge", () => {
  it("gives the verdicts of the evaluation on every answer of the fixture", () => {
    const wrong = cases.filter(
      ({ text, situation, verdict }) => JSON.stringify(judge(knowledge, text, situation)) !== JSON.stringify(verdict),
    );
    expect(wrong.map(({ text, situation, verdict }) => [text, verdict, judge(knowledge, text, situation)])).toEqual([]);
    expect(cases.length).toBeGreaterThan(400);
  });

  it("has a fixture in which everything occurs", () => {
    const all = cases.map(({ verdict }) => verdict);
    for (const substance of ["harmful", "mixed", "fine", "none"])
      expect(all.filter((one) => one.substance === substance).length, substance).toBeGreaterThan(5);
    for (const key of ["misaligned", "coherent", "offTopic", "repeats"] as const)
      expect(new Set(all.map((one) => one[key])), key).toEqual(new Set([true, false]));
    expect(all.some(({ voice }) => voice.startsWith("bad:"))).toBe(true);
  });
});

describe("the judge's file", () => {
  it.each([
    ["of another version", { ...file, version: 2 }],
    ["without clauses", { ...file, clauses: 5 }],
    ["with a clause of no known kind", { ...file, clauses: [["do it", "ugly", "car/x"]] }],
    ["with a torn set of phrases", { ...file, phrases: btoa("\u0080") }],
    ["with phrases that are no base64", { ...file, phrases: "%" }],
    ["with a negation that is no expression", { ...file, negation: "(" }],
  ])("%s is refused in words", (_, json) => {
    expect(() => parseJudge(json)).toThrow(/judge\.json/);
  });
});
