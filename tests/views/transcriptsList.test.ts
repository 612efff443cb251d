/** Runs on the page of transcripts as files come and go: nothing on the screen is lost; which of them a list shows. */
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/core/failure";
import { noneFired } from "../../src/core/transcripts/fired";
import { nextUnlabelled } from "../../src/core/transcripts/order";
import { DEFAULT_RULES } from "../../src/core/transcripts/rules";
import { type OutcomeShown, withOutcome } from "../../src/views/monitor/OutcomeChoice";
import { changed, EMPTY, isBusy, type PageState } from "../../src/views/monitor/pageState";
import { runsWords } from "../../src/views/monitor/RulesTable";

const read = (state: PageState, places: readonly number[]) =>
  changed(state, {
    kind: "read",
    runs: places.map((_, i) => ({ name: `a #${i + 1}`, preview: "", hasThinking: true })),
    summary: {
      runs: places.length,
      files: 1,
      bytes: 1,
      notes: [],
      fields: [{ name: "label", values: ["true", "false"], of: Uint8Array.from(places) }],
    },
  });

describe("runs as files come and go", () => {
  it("brings back all that was removed, labels by hand too, until other files are brought", () => {
    const files = [{ name: "a", blob: new Blob(["a"]) }];
    const labelled = changed(read(changed(EMPTY, { kind: "bring", files }), [0, 1]), {
      kind: "label",
      run: 0,
      label: 0,
    });
    const removed = changed(labelled, { kind: "clear" });
    const rules = DEFAULT_RULES.slice(0, 2);
    const back = changed(changed(removed, { kind: "rules", rules }), { kind: "restore" });
    expect(back).toMatchObject({ runs: labelled.runs, sources: files, choice: labelled.choice, removed: null });
    expect([...back.labels]).toEqual([0, 0]);
    // What was typed meanwhile is not lost either.
    expect([back.rules, back.tunedOn]).toEqual([rules, "all"]);
    // The worker reads the files again: the same runs.
    expect([...read(back, [0, 1]).labels]).toEqual([0, 0]);
    const other = changed(removed, { kind: "bring", files: [{ name: "b", blob: new Blob(["b"]) }] });
    expect([other.removed, changed(other, { kind: "restore" })]).toEqual([null, other]);
  });

  it("keeps what is on the screen while more is read, until the new runs are scored by the rules as they are", () => {
    const scored = (n: number) => {
      const one = () => new Uint16Array(n);
      return { rules: [], thinking: one(), action: one(), both: one(), fired: noneFired(n, 0) };
    };
    const score = (state: PageState, n: number, isNow = true) =>
      changed(state, { kind: "scored", scores: scored(n), isNow, isOurs: !isNow, date: "2026-11-29" });
    const files = (name: string) => [{ name, blob: new Blob([name]) }];
    const bring = (state: PageState, name: string) => changed(state, { kind: "bring", files: files(name) });
    const first = score(read(bring(EMPTY, "a"), [0, 1]), 2);
    const more = read(bring(first, "b"), [0, 1, 1]);
    expect([more.runs.length, more.scores, more.labels.length, isBusy(more)]).toEqual([2, first.scores, 2, true]);
    expect(more.readFrom.map(({ name }) => name)).toEqual(["a"]);
    // By our rules alone, or of the runs before: not yet.
    expect(score(more, 3, false).runs).toHaveLength(2);
    expect(score(more, 2).runs).toHaveLength(2);
    const label = changed(more, { kind: "label", run: 0, label: 0 });
    const all = score(label, 3);
    expect([all.runs.length, all.scores?.both.length, isBusy(all)]).toEqual([3, 3, false]);
    expect([...all.labels]).toEqual([0, 0, 0]);
    expect(all.readFrom.map(({ name }) => name)).toEqual(["a", "b"]);
    const broken = changed(more, { kind: "failed", failure: new Failure("device", "It broke.") });
    expect([broken.runs.length, broken.arriving, isBusy(broken)]).toEqual([2, null, false]);
  });
});

describe("what a list shows", () => {
  const of = { scores: Uint16Array.of(600, 100, 600, 100, 0), labels: Int8Array.of(1, 1, 0, 0, -1), threshold: 500 };
  const all = Uint32Array.of(0, 2, 1, 3, 4);

  it("is one kind of runs, those without a label among them", () => {
    const shown = (one: OutcomeShown) => [...withOutcome(all, { ...of, shown: one })];
    expect(shown(null)).toEqual([0, 2, 1, 3, 4]);
    expect([shown("caught"), shown("missed"), shown("false alarm"), shown("rightly passed")]).toEqual([
      [0],
      [1],
      [2],
      [3],
    ]);
    expect(shown("no label")).toEqual([4]);
  });

  it("says of each rule how many of its runs have which label, so that the parts make the sum", () => {
    expect(runsWords({ all: 14, positive: 6, negative: 5 })).toBe("14 = 6 + 5 + 3");
    expect(runsWords({ all: 0, positive: 0, negative: 0 })).toBe("0");
  });

  it("is left by a label for the next run that has none, below first and then from the top", () => {
    const labels = Int8Array.of(-1, 1, 1, -1, 0);
    expect(nextUnlabelled(all, labels, 0)).toBe(3);
    expect(nextUnlabelled(all, labels, 3)).toBe(0);
    expect(nextUnlabelled(all, new Int8Array(5), 3)).toBe(-1);
    expect(nextUnlabelled(Uint32Array.of(), labels, -1)).toBe(-1);
  });
});
