/** What the page of transcripts holds: labels keep their runs as files are added, and files carry what is shown. */
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/core/failure";
import { noneFired, setFired } from "../../src/core/transcripts/fired";
import { UNTOUCHED } from "../../src/core/transcripts/labels";
import { DEFAULT_RULES } from "../../src/core/transcripts/rules";
import { rulesIn } from "../../src/core/transcripts/rulesFile";
import { transcriptsSubject } from "../../src/state/selectors/transcripts";
import { ratesAt } from "../../src/views/transcripts/BeforeNow";
import { chosenFiles, MOST_FILES } from "../../src/views/transcripts/droppedFiles";
import { changed, EMPTY, isBusy, type PageState } from "../../src/views/monitor/pageState";
import { aboutIntervals, halvesOf, splitRuns } from "../../src/views/transcripts/halves";
import { tuningWarning } from "../../src/views/transcripts/HeldOut";
import { labelledBy, unsaidValues } from "../../src/views/transcripts/labelWords";
import { runsCsv, runsJson } from "../../src/views/transcripts/runsTable";
import { whyLeftOut } from "../../src/views/monitor/useTranscripts";

const listed = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ name: `a #${i + 1}`, preview: "", hasThinking: true }));
const summary = (places: readonly number[], values = ["true", "false"]) => ({
  runs: places.length,
  files: 1,
  bytes: 1,
  notes: [],
  fields: [{ name: "label", values, of: Uint8Array.from(places) }],
});
const read = (state: PageState, places: readonly number[]) =>
  changed(state, { kind: "read", runs: listed(places.length), summary: summary(places) });

describe("the page's state", () => {
  it("reads labels from a field that says so, and lets the hand stand above it", () => {
    let state = read(EMPTY, [0, 1, 255]);
    expect([...state.labels]).toEqual([1, 0, -1]);
    state = changed(state, { kind: "label", run: 1, label: 1 });
    state = read(state, [0, 1, 255, 1]);
    expect([...state.labels]).toEqual([1, 1, -1, 0]);
    state = changed(state, { kind: "choose", choice: null });
    expect([...state.labels]).toEqual([-1, 1, -1, -1]);
    expect([...read(state, [0, 1, 255, 1]).labels]).toEqual([-1, 1, -1, -1]);
  });

  it("takes the only field that looks like labels, asks where there are two, and takes none that was passed over", () => {
    const fields = ["label", "verdict"].map((name) => ({
      name,
      values: ["cheated", "honest"],
      of: Uint8Array.of(0, 1),
    }));
    const bring = (state: PageState, some: typeof fields) =>
      changed(state, { kind: "read", runs: listed(2), summary: { ...summary([]), fields: some } });
    const one = bring(EMPTY, fields.slice(1));
    expect([one.choice, [...one.labels]]).toEqual([{ field: 0, meanings: [1, 0] }, [1, 0]]);
    expect(bring(EMPTY, fields).choice).toBeNull();
    const byHand = changed(one, { kind: "choose", choice: null });
    expect(bring(byHand, fields.slice(1)).choice).toBeNull();
    // Files without labels came first.
    expect(bring(bring(EMPTY, []), fields.slice(1)).choice).not.toBeNull();
  });

  it("says which values are labels, and of which nothing was said", () => {
    const field = { name: "label", values: ["cheated", "honest", "odd"], of: Uint8Array.of(0, 2, 2, 1) };
    expect(labelledBy(field, [1, 0, UNTOUCHED])).toBe(
      "Labels are read from the field “label”: “cheated” is positive, “honest” is negative.",
    );
    expect(labelledBy(field, [1, 1, -1])).toBe(
      "Labels are read from the field “label”: “cheated” and “honest” are positive.",
    );
    expect(unsaidValues(field, [1, 0, UNTOUCHED])).toEqual([{ place: 2, value: "odd", count: 2 }]);
    expect(unsaidValues(field, [1, 0, -1])).toEqual([]);
  });

  it("forgets runs and labels when all is put away, and keeps the reader's rules", () => {
    const rules = DEFAULT_RULES.slice(0, 2);
    const state = changed(read({ ...EMPTY, rules }, [0, 1]), { kind: "clear" });
    expect([state.runs, state.labels.length, state.rules]).toEqual([[], 0, rules]);
  });

  it("counts no file twice, and reads the same ones anew after a failure", () => {
    const file = (name: string, lastModified: number) => ({ name, blob: new File(["a"], name, { lastModified }) });
    const sample = { name: "sample", blob: new Blob(["a"]) };
    const bring = (state: PageState, files: PageState["sources"]) => changed(state, { kind: "bring", files });
    const once = bring(bring(EMPTY, [file("a", 1), sample]), [file("b", 1), file("a", 2), file("b", 1)]);
    expect(once.sources.map(({ name }) => name)).toEqual(["a", "sample", "b", "a"]);
    expect(bring(once, [{ ...sample }, file("a", 1)]).sources).toBe(once.sources);
    const failed = changed(once, { kind: "failed", failure: new Failure("device", "It broke.") });
    const again = bring(failed, [sample]);
    expect(again.sources).not.toBe(once.sources);
    expect(again.sources).toEqual(once.sources);
  });

  it("is not busy once the worker broke, until files are brought or read again", () => {
    const files = [{ name: "a", blob: new Blob(["a"]) }];
    const reading = changed(EMPTY, { kind: "bring", files });
    expect(isBusy(reading)).toBe(true);
    const broken = changed(reading, { kind: "failed", failure: new Failure("device", "It broke.") });
    expect(isBusy(broken)).toBe(false);
    expect(isBusy(changed(broken, { kind: "bring", files }))).toBe(true);
    expect(read(broken, [0, 1]).failure).toBeNull();
  });

  it("says why a rule is left out", () => {
    const rule = { ...DEFAULT_RULES[0]!, pattern: "(a+)+b" };
    expect(whyLeftOut(rule, [])).toBeNull();
    expect(whyLeftOut(rule, ["(a+)+b"])).toMatch(/^Stopped/);
    expect(whyLeftOut({ ...rule, pattern: "(" }, [])).toMatch(/no regular expression/);
  });
});

describe("rules that were written from runs", () => {
  const mine = [...DEFAULT_RULES, { pattern: "x", weight: 1, tag: "your rule", cased: false }];
  const rules = (state: PageState, some: PageState["rules"]) => changed(state, { kind: "rules", rules: some });
  const warns = (state: PageState, ours = false) =>
    tuningWarning({ held: state.split && Uint8Array.of(0, 1), ours, tunedOn: state.tunedOn });

  it("are warned of when they were changed with runs in sight, and not before", () => {
    const loaded = read(rules(EMPTY, mine), [0, 1]);
    expect(warns(loaded)).toBe("");
    const tuned = rules(read(EMPTY, [0, 1]), mine);
    expect(warns(tuned)).toMatch(/^Rules were changed with these runs in sight/);
    expect(warns(tuned, true)).toBe("");
    expect(rules(read(EMPTY, [0, 1]), structuredClone(DEFAULT_RULES)).tunedOn).toBe("none");
  });

  it("are tried on one half without a warning, unless both halves were in sight before", () => {
    const state = read(EMPTY, [0, 1]);
    const split = { seed: 1, by: "run" } as const;
    const half = rules(changed(state, { kind: "split", split }), mine);
    expect(warns(half)).toBe("");
    expect(warns(changed(half, { kind: "split", split: null }))).toMatch(/with these runs in sight/);
    const late = changed(rules(state, mine), { kind: "split", split });
    expect(warns(rules(late, mine.slice(1)))).toMatch(/^Rules were changed before the runs were split/);
  });

  it("are counted on the half that they are tried on, and the other is held out with its questions whole", () => {
    const runs = listed(40).map((run, i) => ({ ...run, question: i >> 1 }));
    const split = splitRuns(runs);
    expect(split.by).toBe("question");
    const { held, tried, counted } = halvesOf(runs, new Int8Array(40).fill(1), split);
    expect([...tried].map((label) => label === -1)).toEqual([...held!].map((one) => one === 1));
    expect([...counted].map((label) => label === 1)).toEqual([...held!].map((one) => one === 1));
    expect(splitRuns(runs.slice(0, 4)).by).toBe("run");
  });

  it("stand beside ours as TPR and FPR with their n, once there are both kinds", () => {
    const scores = Uint16Array.of(600, 400, 500, 0);
    expect(ratesAt(scores, Int8Array.of(1, 1, 0, 0), 500)).toBe("TPR 50 % of 2, FPR 50 % of 2");
    expect(ratesAt(scores, Int8Array.of(1, 1, 0, 0), 400)).toBe("TPR 100 % of 2, FPR 50 % of 2");
    expect(ratesAt(scores, Int8Array.of(1, 1, -1, -1), 500)).toBeNull();
  });

  it("keep ours beside them until other runs come", () => {
    const scores = { rules: [], thinking: new Uint16Array(2), action: new Uint16Array(2), both: new Uint16Array(2) };
    const found = { ...scores, fired: noneFired(2, 0) };
    const at = { kind: "scored", scores: found, date: "2026-11-28" } as const;
    const ours = changed(read(EMPTY, [0, 1]), { ...at, isNow: true, isOurs: true });
    expect([ours.scores, ours.before]).toEqual([found, found]);
    const now = changed(ours, { ...at, scores: { ...found, rules: mine }, isNow: true, isOurs: false });
    expect([now.scores?.rules, now.before?.rules]).toEqual([mine, []]);
    expect(changed(now, { ...at, isNow: false, isOurs: true }).scores?.rules).toBe(mine);
    expect(read(now, [0, 1]).before).toBe(found);
    const more = {
      ...found,
      ...Object.fromEntries(["thinking", "action", "both"].map((one) => [one, new Uint16Array(3)])),
    };
    const arrived = changed(read(now, [0, 1, 1]), { ...at, scores: more, isNow: true, isOurs: false });
    expect([arrived.runs.length, arrived.before]).toEqual([3, null]);
  });

  it("say how many runs and questions they are of, labelled and all, and what their intervals take for granted", () => {
    const on = (questions: readonly number[], counted: readonly number[], held: Uint8Array | null = null) =>
      aboutIntervals(
        questions.map((question) => ({ ...listed(1)[0]!, question })),
        { held, counted: Int8Array.from(counted) },
      );
    expect(on([0, 1, 0], [1, 0, 0])).toBe(
      "The rates are of all 3 runs, on 2 questions. Runs on one question are alike, so the 95 % intervals are too narrow.",
    );
    expect(on([0, 1, 0, 2], [1, 0, -1, -1])).toBe(
      "The rates are of the 2 runs with a label, on 2 questions; all 4 runs are on 3 questions. Intervals are 95 %, as " +
        "if runs were independent.",
    );
    expect(on([0, 1, 0], [-1, 1, -1], new Uint8Array(3))).toMatch(
      /^The rates are of the 1 run with a label in the held/,
    );
  });
});

describe("files that are chosen", () => {
  it("are in the order of their numbers, and one more than are taken says that there are more", () => {
    const file = (name: string) => ({ name, webkitRelativePath: `runs/${name}` }) as File;
    expect(chosenFiles([file("10"), file("9"), file(".b")]).map(({ name }) => name)).toEqual(["runs/9", "runs/10"]);
    const many = Array.from({ length: MOST_FILES + 1 }, (_, i) => file(String(i)));
    expect(chosenFiles(many)).toHaveLength(MOST_FILES + 1);
  });
});

describe("what a reader takes away", () => {
  const fired = noneFired(2, 3);
  setFired(fired, 0, 0);
  setFired(fired, 0, 2);
  const scores = {
    rules: [
      { pattern: "key", weight: 0.5, tag: "my own", cased: false },
      { pattern: "x", weight: 0.5, tag: "hides", cased: false },
      { pattern: "copy", weight: 0, tag: "reads the key", cased: false },
    ],
    thinking: Uint16Array.of(1000, 0),
    action: Uint16Array.of(0, 250),
    both: Uint16Array.of(1000, 250),
    fired,
  };
  const [first, second] = listed(2);
  const list = {
    runs: [{ ...first!, id: "0-0" }, second!],
    scores,
    labels: Int8Array.of(1, -1),
    field: { name: "label", values: ["cheated"], of: Uint8Array.of(0, 255) },
    scope: "thinking" as const,
    threshold: 500,
    split: { seed: 1, by: "run" as const },
    held: Uint8Array.of(0, 1),
  };

  it("is a table with each run's own name and label, whether it is flagged, and which rules fired", () => {
    expect(runsCsv(list).trim().split(/\r?\n/)).toEqual([
      'run,id,label,the field “label”,half,"suspicion, thinking only","suspicion, action only","suspicion, both",' +
        '"flagged (thinking only, from 0.50)",tags,"rules that fired: weight, pattern"',
      'a #1,0-0,positive,cheated,tried on,1,0,1,yes,"reads the key, my own",0.5 /key/; 0 /copy/',
      "a #2,,,,held out,0,0.25,0.25,no,,",
    ]);
    const plain = runsCsv({ ...list, field: null, held: null, split: null });
    expect(plain).toContain("a #1,0-0,positive,1,0,1,yes");
  });

  it("is JSON with the threshold and the rules that made the scores, which can be loaded again", () => {
    const text = runsJson(list, "1");
    const saved = JSON.parse(text) as Record<string, unknown>;
    expect(saved).toMatchObject({
      format: "unmask-transcripts",
      page: "1",
      scope: "thinking",
      threshold: 0.5,
      labelField: "label",
      split: { seed: 1, by: "run" },
      rules: scores.rules,
    });
    expect(rulesIn(text)).toEqual(scores.rules);
    expect(saved["runs"]).toEqual([
      {
        run: "a #1",
        id: "0-0",
        label: "positive",
        fieldValue: "cheated",
        half: "tried on",
        suspicion: { thinking: 1, action: 0, both: 1 },
        flagged: true,
        rulesFired: [0, 2],
        tags: ["reads the key", "my own"],
      },
      {
        run: "a #2",
        id: null,
        label: null,
        fieldValue: null,
        half: "held out",
        suspicion: { thinking: 0, action: 0.25, both: 0.25 },
        flagged: false,
        rulesFired: [],
        tags: [],
      },
    ]);
  });

  it("says whose rules made a picture, and where its labels come from", () => {
    const brought = { files: ["a"], runs: 2, positive: 1, negative: 1, half: null, date: "2026-11-28" };
    const of = (given: Pick<Parameters<typeof transcriptsSubject>[0], "rules" | "field" | "byHand">) =>
      transcriptsSubject({ ...brought, ...given }).settings.slice(-3, -1);
    // As they come back from the worker.
    expect(of({ rules: structuredClone(DEFAULT_RULES), field: "label", byHand: false })).toEqual([
      ["labels from", "the field “label”"],
      ["monitor", `${DEFAULT_RULES.length} rules of the page`],
    ]);
    const changed = DEFAULT_RULES.map((rule, i) => (i === 0 ? { ...rule, weight: 0.1 } : rule));
    expect(of({ rules: changed, field: "label", byHand: true })).toEqual([
      ["labels from", "the field “label”, the hand"],
      ["monitor", `${DEFAULT_RULES.length} rules of the reader’s`],
    ]);
  });
});
