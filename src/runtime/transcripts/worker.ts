/**
 * The worker of the page of transcripts: reads files, tries the monitor's patterns on them and marks the lines of one
 * run. Before each pattern it says which it tries, so that whoever waits can end it.
 */
import { asFailure, Failure } from "../../core/failure";
import { noneFired, setFired } from "../../core/transcripts/fired";
import { compiled, type Rule } from "../../core/transcripts/rules";
import { addHits, type Hits, hitsOf, markedLines, scoresOf } from "../../core/transcripts/suspicion";
import { SCOPES, type Transcript } from "../../core/transcripts/transcript";
import { clipped } from "../../model/files/text";
import type { ReaderCall, ReaderReply, ScoredRuns } from "./messages";
import { readAll } from "./reading";

const tell = (reply: ReaderReply, transfer: Transferable[] = []): void => self.postMessage(reply, { transfer });

/** Letters that one pattern is tried on at once: few enough that each try is short, unless the pattern is hostile. */
const CHUNK = 400_000;

/** Of a question that is shown; in characters. */
const LONGEST_QUESTION = 1200;

const NO_FILES = { files: 0, bytes: 0, notes: [], fields: [] };

let runs: readonly Transcript[] = [];
/** The newest call of each kind: an older one that is under way gives up. */
const newest: Record<ReaderCall["kind"], number> = { read: 0, score: 0, open: 0 };
let tail: Promise<void> = Promise.resolve();

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Tries every rule on these runs, one rule after the other. */
function tried(some: readonly Transcript[], rules: readonly Rule[]): Hits[] {
  const hits = some.map(hitsOf);
  const letters = some.reduce((sum, run) => sum + lettersIn(run), 0);
  rules.forEach((rule, r) => {
    tell({ kind: "trying", pattern: rule.pattern, letters });
    const pattern = compiled(rule);
    for (const one of hits) addHits(one, pattern, r);
  });
  tell({ kind: "trying", pattern: null, letters: 0 });
  return hits;
}

const lettersIn = ({ parts }: Transcript): number => parts.reduce((sum, { text }) => sum + text.length, 0);

/** Gives up for a newer call, and for files that are brought meanwhile: those are scored when they are read. */
async function score(id: number, rules: readonly Rule[]): Promise<void> {
  const of = runs;
  const reading = newest.read;
  const scores: ScoredRuns = {
    rules,
    thinking: new Uint16Array(of.length),
    action: new Uint16Array(of.length),
    both: new Uint16Array(of.length),
    fired: noneFired(of.length, rules.length),
  };
  for (let from = 0; from < of.length;) {
    let [to, letters] = [from, 0];
    while (to < of.length && (to === from || letters < CHUNK)) letters += lettersIn(of[to++]!);
    tried(of.slice(from, to), rules).forEach((hits, i) => {
      const found = scoresOf(hits, rules);
      for (const column of SCOPES) scores[column][from + i] = found[column];
      for (const rule of found.fired) setFired(scores.fired, from + i, rule);
    });
    from = to;
    tell({ kind: "progress", stage: "scoring", done: from, total: of.length });
    await pause();
    if (id !== newest.score || reading !== newest.read) return;
  }
  tell({ kind: "scored", id, scores });
}

async function carryOut(call: ReaderCall): Promise<void> {
  if (call.id !== newest[call.kind]) return;
  if (call.kind === "read") {
    const { from } = call;
    const found =
      "files" in from
        ? await readAll(from.files, call.id, tell, () => call.id !== newest.read)
        : { runs: from.transcripts, summary: { ...NO_FILES, runs: from.transcripts.length } };
    if (!found) return;
    runs = found.runs;
    tell({ kind: "read", id: call.id, summary: found.summary });
  } else if (call.kind === "score") {
    await score(call.id, call.rules);
  } else {
    const run = runs[call.run];
    if (!run) throw new Failure("internal", "A run was asked for that is not there.");
    const [hits] = tried([run], call.rules);
    const question = clipped(run.question, LONGEST_QUESTION);
    const opened = { run: call.run, question, lines: markedLines(hits!, call.rules) };
    tell({ kind: "opened", id: call.id, opened });
  }
}

self.onmessage = ({ data }: MessageEvent<ReaderCall>): void => {
  newest[data.kind] = data.id;
  tail = tail.then(() =>
    carryOut(data).catch((error: unknown) => {
      const { message, advice } = asFailure(error);
      tell({ kind: "failed", message, advice });
    }),
  );
};
