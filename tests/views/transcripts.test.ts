/** What the page of transcripts holds: labels keep their runs as files are added, and files carry what is shown. */
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/core/failure";
import { UNTOUCHED } from "../../src/core/transcripts/labels";
import { DEFAULT_RULES } from "../../src/core/transcripts/rules";
import { transcriptsSubject } from "../../src/state/selectors/transcripts";
import { chosenFiles, MOST_FILES } from "../../src/views/transcripts/droppedFiles";
import { changed, EMPTY, isBusy, type PageState } from "../../src/views/monitor/pageState";
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
      "Labels are read from “label”: “cheated” is positive, “honest” is negative.",
    );
    expect(labelledBy(field, [1, 1, -1])).toBe("Labels are read from “label”: “cheated” and “honest” are positive.");
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

describe("files that are chosen", () => {
  it("are in the order of their numbers, and one more than are taken says that there are more", () => {
    const file = (name: string) => ({ name, webkitRelativePath: `runs/${name}` }) as File;
    expect(chosenFiles([file("10"), file("9"), file(".b")]).map(({ name }) => name)).toEqual(["runs/9", "runs/10"]);
    const many = Array.from({ length: MOST_FILES + 1 }, (_, i) => file(String(i)));
    expect(chosenFiles(many)).toHaveLength(MOST_FILES + 1);
  });
});

describe("what a reader takes away", () => {
  const scores = {
    rules: DEFAULT_RULES.slice(0, 3),
    thinking: Uint16Array.of(1000, 0),
    action: Uint16Array.of(0, 250),
    both: Uint16Array.of(1000, 250),
    tags: Uint8Array.of(0b0100_1000, 0),
  };
  const list = { runs: listed(2), scores, labels: Int8Array.of(1, -1) };

  it("is a table", () => {
    expect(runsCsv(list).trim().split(/\r?\n/)).toEqual([
      'run,label,"suspicion, thinking only","suspicion, action only","suspicion, both",tags',
      'a #1,positive,1,0,1,"reads the key, names another self"',
      "a #2,,0,0.25,0.25,",
    ]);
  });

  it("is JSON with the rules that made the scores", () => {
    const saved = JSON.parse(runsJson(list, "1")) as Record<string, unknown>;
    expect(saved).toMatchObject({ format: "unmask-transcripts", page: "1", rules: scores.rules });
    expect(saved["runs"]).toEqual([
      {
        run: "a #1",
        label: "positive",
        suspicion: { thinking: 1, action: 0, both: 1 },
        tags: ["reads the key", "names another self"],
      },
      { run: "a #2", label: null, suspicion: { thinking: 0, action: 0.25, both: 0.25 }, tags: [] },
    ]);
  });

  it("says whose rules made a picture, and where its labels come from", () => {
    const brought = { files: ["a"], runs: 2, positive: 1, negative: 1, date: "2026-11-28" };
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
