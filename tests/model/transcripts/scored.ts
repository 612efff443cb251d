/**
 * A file of transcripts as the page takes it: read, tried by the first rules, and marked. Checks what must hold of any
 * file: nothing is thrown, every run is whole, what is said is short.
 */
import { expect } from "vitest";
import { compiled, DEFAULT_RULES } from "../../../src/core/transcripts/rules";
import { addHits, hitsOf, markedLines, scoresOf, STEPS } from "../../../src/core/transcripts/suspicion";
import { readTranscripts } from "../../../src/model/transcripts/readTranscripts";

const RULES = DEFAULT_RULES.map((rule) => ({ rule, pattern: compiled(rule) }));
const MOST = 500;

export function scored(name: string, text: string): number {
  const { runs, notes } = readTranscripts(name, text, MOST);
  expect(runs.length).toBeLessThanOrEqual(MOST);
  expect(runs.length + notes.length).toBeGreaterThan(0);
  for (const note of notes) {
    expect(note).toMatch(/^\S.{10,}\.$/s);
    expect(note.length).toBeLessThan(300);
  }
  const wrong: string[] = [];
  // A check for each line by `expect` would take most of a fuzzer's time.
  const holds = (what: string, truth: boolean): void => void (truth || wrong.push(what));
  for (const run of runs) {
    holds("has parts", run.parts.length > 0);
    for (const field of run.fields)
      holds(
        "fields are texts",
        field.every((one) => typeof one === "string"),
      );
    const hits = hitsOf(run);
    RULES.forEach(({ pattern }, i) => addHits(hits, pattern, i));
    const lines = markedLines(hits, DEFAULT_RULES);
    for (const { text: line, words, suspicion } of lines) {
      holds("no line is empty", line.trim() !== "");
      holds("suspicion is from 0 to 1", suspicion >= 0 && suspicion <= STEPS);
      holds(
        "words stand in their line",
        words.every(({ start, end }) => 0 <= start && start < end && end <= line.length),
      );
    }
    const most = Math.max(0, ...lines.map(({ suspicion }) => suspicion));
    holds("a run is as suspicious as its worst line", most === scoresOf(hits, DEFAULT_RULES).both);
  }
  expect(wrong).toEqual([]);
  return runs.length;
}
