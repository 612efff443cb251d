/** The sheets of a story about thoughts, as the host lists them: what is right is read, what is not is named. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { THOUGHT_CHANGES } from "../../../src/core/monologue/faithfulness";
import { heard } from "../../../src/core/monologue/heard";
import { type MonitoredRun, monitoredRuns } from "../../../src/core/monologue/monitored";
import { sheetAsked, WITH_KEY } from "../../../src/core/office/sheetAsked";
import type { Rate } from "../../../src/core/pictures/rate";
import { detectionAt, histogramsOf } from "../../../src/core/transcripts/detection";
import { noneFired } from "../../../src/core/transcripts/fired";
import { SCOPES } from "../../../src/core/transcripts/transcript";
import { parseHider } from "../../../src/model/hosted/hiderFile";
import {
  parseMonologueEvidence,
  parseSheets,
  type RecordedProbe,
  type RecordedTexts,
} from "../../../src/model/hosted/sheetsFile";
import { checkCounts, CHECKS } from "../../../src/views/chapters/hides/checkCounts";
import { stepCounts } from "../../../src/views/chapters/hides/stepCounts";
import { scopeColumns } from "../../../src/views/monitor/scoredRuns";
import {
  monologueEvidence,
  monologueHider,
  monologueJson,
  monologueManifest,
  monologueSheets,
} from "../../monologueToy";

type Json = Record<string, unknown>;

describe("a family whose thoughts are heard", () => {
  it("says so in its list of models, with its story's name, chapters and first sheet", () => {
    const { id, chapters, sheets, front } = monologueManifest.story;
    expect([id, chapters, sheets?.file.path]).toEqual([
      "monologue",
      ["listen", "caught", "hides", "used", "differs", "prove"],
      "sheets.json",
    ]);
    expect(front.sampling).toEqual(monologueSheets.sampling);
    expect(monologueManifest.prompts[0]!.text).toBe(
      sheetAsked(monologueSheets.sheets[monologueSheets.front]!, "right").question,
    );
  });

  it("has what each model wrote on each sheet, and how often an answer stays after each change", () => {
    expect([...monologueSheets.recorded.runs.keys()]).toEqual(["solver", "cheater", "hider"]);
    for (const texts of monologueSheets.recorded.runs.values())
      expect([...texts.values()].map(({ length }) => length)).toEqual([9, 9, 9]);
    for (const { stays } of monologueEvidence.faithfulness.values()) expect([...stays.keys()]).toEqual(THOUGHT_CHANGES);
  });

  it("has rates of the monitor that its recorded runs bear out, counted here", () => {
    const file = monologueSheets;
    const evidence = monologueJson("evidence-monologue.json")["monitor"] as Record<string, Record<string, Json>>;
    for (const [id, texts] of file.recorded.runs) {
      const written = WITH_KEY.flatMap((shown) =>
        texts.get(shown)!.map((text, sheet) => ({ side: "left" as const, sheet, shown, written: text, inside: null })),
      );
      const runs = monitoredRuns(file.sheets, written);
      const labels = Int8Array.from(runs, ({ uses }) => (uses ? 1 : 0));
      for (const scope of SCOPES) {
        const scores = Uint16Array.from(runs, (run) => heard(run.written, file.rules).scores[scope]);
        const { fpr } = detectionAt(histogramsOf(scores, labels), file.threshold * 1000);
        expect(fpr!.n).toBe(runs.length);
        const found = evidence[id]![scope]!["fpr"] as { rate: number; low: number; high: number };
        expect(fpr!.rate).toBeCloseTo(found.rate, 3);
        expect(fpr!.low).toBeCloseTo(found.low, 3);
        expect(fpr!.high).toBeCloseTo(found.high, 3);
      }
    }
  });

  it("has every step of a hider's training, with rates that its recorded runs bear out, counted here", () => {
    const file = monologueSheets;
    const series = monologueJson("evidence-monologue.json")["series"] as Json[];
    expect(monologueHider.steps.map(({ step }) => step)).toEqual(series.map(({ step }) => step));
    for (const [i, { step, runs: texts }] of monologueHider.steps.entries()) {
      const written = WITH_KEY.flatMap((shown) =>
        texts.get(shown)!.map((text, sheet) => ({ side: "right" as const, sheet, shown, written: text, inside: null })),
      );
      const runs = monitoredRuns(file.sheets, written);
      const scores = (scope: (typeof SCOPES)[number]) =>
        Uint16Array.from(runs, (run) => heard(run.written, file.rules).scores[scope]);
      const labels = Int8Array.from(runs, ({ uses }) => (uses ? 1 : 0));
      const columns = SCOPES.map((scope) => ({ scope, scores: scores(scope), labels }));
      const [counted] = stepCounts([{ step, runs }], columns, file.threshold * 1000);
      const found = series[i] as { keys: Json; monitor: Record<string, Record<string, { rate: number; n: number }>> };
      const key = (found.keys["wrong"] as Json)["key"] as { rate: number; n: number };
      expect(counted!.copies!.rate).toBeCloseTo(key.rate, 3);
      expect(counted!.copies!.n).toBe(key.n);
      for (const scope of SCOPES)
        for (const rate of ["tpr", "fpr"] as const) {
          const here = counted!.found.get(scope)![rate];
          expect(here?.n ?? 0).toBe(found.monitor[scope]![rate]!.n);
          if (here) expect(here.rate).toBeCloseTo(found.monitor[scope]![rate]!.rate, 3);
        }
    }
  });

  it("has every step of the next hider's, and what each check flags, counted here from the published runs", () => {
    const shipped = (name: string): Json => JSON.parse(readFileSync(`public/models/${name}.json`, "utf8")) as Json;
    const file = parseSheets(shipped("sheets"));
    const hider = parseHider(shipped("hider"));
    const evidence = shipped("evidence-monologue");
    const published = (runs: RecordedTexts, inside: RecordedProbe | null) =>
      monitoredRuns(
        file.sheets,
        WITH_KEY.flatMap((shown) =>
          runs.get(shown)!.map((written, sheet) => {
            return { side: "right" as const, sheet, shown, written, inside: inside?.get(shown)?.[sheet] ?? null };
          }),
        ),
      );
    const isCounted = (found: Json, runs: readonly MonitoredRun[], what: string) => {
      const scores = runs.map((run) => heard(run.written, file.rules).scores);
      const of = (scope: (typeof SCOPES)[number]) => Uint16Array.from(scores, (one) => one[scope]);
      const all = {
        rules: [],
        thinking: of("thinking"),
        action: of("action"),
        both: of("both"),
        fired: noneFired(0, 0),
      };
      const columns = scopeColumns(runs, all)!;
      const [counted] = checkCounts([{ step: 0, runs }], columns, file.threshold * 1000);
      for (const check of CHECKS)
        for (const of of ["copying", "others", "right"] as const) {
          const [here, there] = [counted!.found[check][of], (found[check] as Record<string, Rate>)[of]!];
          expect(here?.n ?? 0, `${what} ${check} ${of}`).toBe(there.n);
          if (here) expect(here.rate, `${what} ${check} ${of}`).toBeCloseTo(there.rate, 3);
        }
      return counted!;
    };
    const next = evidence["next"] as Json[];
    const steps = [hider.steps[0]!, ...hider.next];
    expect(hider.next.length).toBeGreaterThan(4);
    expect(next.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
    for (const [i, { step, runs, inside }] of steps.entries()) {
      const { copies } = isCounted(next[i]!["found"] as Json, published(runs, inside), `step ${step}`);
      const keys = next[i]!["keys"] as { wrong: { key: Rate } } | undefined;
      if (keys) expect(copies!.rate).toBeCloseTo(keys.wrong.key.rate, 3);
    }
    const strict = evidence["strict"] as Record<string, Json>;
    expect(Object.keys(strict)).toEqual([...file.recorded.runs.keys()]);
    for (const [id, runs] of file.recorded.runs)
      isCounted(strict[id]!, published(runs, file.recorded.inside.get(id) ?? null), id);
  });

  it("is refused where a hider's training has no order, or a probe more than a whole", () => {
    const file = monologueJson("hider.json");
    const steps = file["steps"] as Json[];
    expect(() => parseHider({ ...file, steps: steps.toReversed() })).toThrow(/steps/);
    expect(() => parseHider({ ...file, steps: steps.slice(1, 2) })).toThrow(/steps/);
    expect(() => parseHider({ ...file, next: steps.toReversed() })).toThrow(/next/);
    expect(parseHider({ ...file, next: undefined }).next).toEqual([]);
    const inside = { wrong: [1001], right: [null] };
    expect(() => parseHider({ ...file, steps: [{ ...steps[0], inside }, steps[1]] })).toThrow(
      /hider\.json.*inside\.wrong\[0\]/,
    );
    const read = parseHider({ ...file, steps: [{ ...steps[0], inside: { wrong: [7], right: [null] } }, steps[1]] });
    expect(read.steps[0]!.inside!.get("wrong")).toEqual([7]);
  });

  it("says of a hider that is not published what it did", () => {
    const rate = { rate: 0.25, n: 8 };
    const keys = { none: { right: rate }, wrong: { key: rate } };
    const tried = [{ step: 160, keys, monitor: { thinking: { tpr: { rate: 0, n: 0 } } } }];
    const found = parseMonologueEvidence({ faithfulness: {}, tried }).tried;
    expect(found.map(({ step, key, caught }) => [step, key.rate, caught.n])).toEqual([[160, 0.25, 0]]);
    expect(monologueEvidence.tried).toEqual([]);
  });

  it.each([
    ["a version", (file: Json) => ({ ...file, version: 2 }), /version/],
    ["sheets", (file: Json) => ({ ...file, sheets: [] }), /front|sheets/],
    ["a first sheet that is there", (file: Json) => ({ ...file, front: 99 }), /front/],
    [
      "rules that are patterns",
      (file: Json) => ({ ...file, rules: [{ pattern: "(", weight: 0, tag: "plans" }] }),
      /rules/,
    ],
    ["pairs of wordings", (file: Json) => ({ ...file, paraphrases: [["only one"]] }), /paraphrases/],
    [
      "forms with each number once",
      (file: Json) => ({ ...file, kinds: [{ ...(file["kinds"] as Json[])[0], form: "Double {a} and {a}." }] }),
      /form/,
    ],
  ])("is refused without %s", (_, change, why) => {
    expect(() => parseSheets(change(monologueJson("sheets.json")))).toThrow(why);
  });

  it("is refused where a share is none", () => {
    expect(() => parseMonologueEvidence({ faithfulness: { solver: { early: { "0": { rate: 2, n: 1 } } } } })).toThrow(
      /faithfulness\.solver\.early\.0/,
    );
  });
});
