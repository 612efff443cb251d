/** What the page of transcripts holds: labels keep their runs as files are added, and files carry what is shown. */
import { describe, expect, it } from "vitest";
import { DEFAULT_RULES } from "../../src/core/transcripts/rules";
import { changed, EMPTY, type PageState } from "../../src/views/transcripts/pageState";
import { runsCsv, runsJson } from "../../src/views/transcripts/runsTable";
import { whyLeftOut } from "../../src/views/transcripts/useTranscripts";

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

  it("forgets runs and labels when all is put away, and keeps the reader's rules", () => {
    const rules = DEFAULT_RULES.slice(0, 2);
    const state = changed(read({ ...EMPTY, rules }, [0, 1]), { kind: "clear" });
    expect([state.runs, state.labels.length, state.rules]).toEqual([[], 0, rules]);
  });

  it("says why a rule is left out", () => {
    const rule = { ...DEFAULT_RULES[0]!, pattern: "(a+)+b" };
    expect(whyLeftOut(rule, [])).toBeNull();
    expect(whyLeftOut(rule, ["(a+)+b"])).toMatch(/^Stopped/);
    expect(whyLeftOut({ ...rule, pattern: "(" }, [])).toMatch(/no regular expression/);
  });
});

describe("what a reader takes away", () => {
  const scores = {
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

  it("is JSON with the rules that were used", () => {
    const saved = JSON.parse(runsJson(list, { rules: DEFAULT_RULES, page: "1" })) as Record<string, unknown>;
    expect(saved).toMatchObject({ format: "unmask-transcripts", page: "1", rules: DEFAULT_RULES });
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
});
