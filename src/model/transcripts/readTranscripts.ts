/**
 * One file of transcripts, whatever it is: JSON, JSON Lines or text. What cannot be read is said in a sentence, and the
 * rest is read: nothing here throws for what stands in a file.
 */
import { FOLDER, FOLDER_AROUND } from "../../core/transcripts/labels";
import type { Transcript } from "../../core/transcripts/transcript";
import { joinedParts } from "../../core/transcripts/transcript";
import { clipped } from "../files/text";
import { headerOf } from "./header";
import { isChat, placed, runsIn } from "./records";
import { beforeThinking, partsOfText } from "./thinkTags";

export interface TranscriptFile {
  readonly runs: readonly Transcript[];
  /** What was left out and why, a sentence each. */
  readonly notes: readonly string[];
}

/** Between two runs in one file of text. */
const DIVIDER = /^={5,}[ \t]*$/m;

/** `most`: so many runs are read, and that there were more is said. */
export function readTranscripts(name: string, text: string, most: number): TranscriptFile {
  const file = clipped(name);
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") return { runs: [], notes: [`${file} is empty.`] };
  if (trimmed.includes("\0")) return { runs: [], notes: [`${file} is not text, so it is left out.`] };
  const named = /\.(jsonl?|ndjson)$/i.test(name);
  const found = named || /^[[{]/.test(trimmed) ? readJson(file, trimmed, most + 1, named) : readText(file, trimmed);
  const runs = found.runs.slice(0, most).map((run) => withFolder(run, name));
  const cut = found.runs.length > most;
  return { runs, notes: cut ? [...found.notes, `${file}: no more than ${most} runs are read.`] : found.notes };
}

/** A folder sorts what lies in it, so labels can be read from its name, and from that of the folder around it. */
function withFolder(run: Transcript, name: string): Transcript {
  const [around, folder] = ["", "", ...name.split("/").slice(0, -1)].slice(-2);
  if (!folder) return run;
  const fields = new Map(run.fields).set(FOLDER, clipped(folder));
  return { ...run, fields: around ? fields.set(FOLDER_AROUND, clipped(around)) : fields };
}

function readText(file: string, text: string): TranscriptFile {
  const pieces = text.split(DIVIDER).filter((piece) => piece.trim() !== "");
  const runs = pieces.map((piece, i): Transcript => {
    const { fields, question, rest } = headerOf(piece);
    const [above, below] = beforeThinking(rest);
    const asked = [question, above.trim()].filter((one) => one !== "").join("\n\n");
    return { question: asked, parts: joinedParts(partsOfText(below)), fields, place: { at: `#${i + 1}`, answer: 0 } };
  });
  return withoutEmpty(file, runs, 0);
}

/** `named`: the file calls itself JSON; one that does not may be text that begins with a bracket. */
function readJson(file: string, text: string, most: number, named: boolean): TranscriptFile {
  const whole = parsed(text);
  if (whole !== undefined) {
    const { runs, without } = runsIn(whole, most);
    return withoutEmpty(file, runs, without);
  }
  const lines = text.split("\n").map((line, i) => ({ number: i + 1, json: line.trim() }));
  const filled = lines.filter(({ json }) => json !== "");
  const values = filled.map(({ number, json }) => ({ number, value: parsed(json) }));
  const torn = values.filter(({ value }) => value === undefined);
  if (torn.length === values.length && named)
    return { runs: [], notes: [`${file} is torn, or no JSON: it cannot be read, and is left out.`] };
  const { runs, without } = runsInLines(values, most);
  if (runs.length === 0 && torn.length > 0 && !named) return readText(file, text);
  const rest = withoutEmpty(file, runs, without);
  return { runs, notes: [...(torn[0] ? [linesLeft(file, torn.length, torn[0].number)] : []), ...rest.notes] };
}

/** A run a line, or one chat whose messages are the lines. */
function runsInLines(lines: readonly { readonly number: number; readonly value: unknown }[], most: number) {
  const whole = lines.filter(({ value }) => value !== undefined);
  const values = whole.map(({ value }) => value);
  if (isChat(values)) return runsIn(values, most);
  const runs: Transcript[] = [];
  let without = 0;
  for (const { number, value } of whole) {
    if (runs.length >= most) break;
    const found = runsIn(value, most - runs.length);
    without += found.without;
    runs.push(...placed(found.runs, `line ${number}`));
  }
  return { runs, without };
}

const linesLeft = (file: string, count: number, first: number): string =>
  count === 1
    ? `${file}: line ${first} is no JSON, and is left out.`
    : `${file}: ${count} lines are no JSON, the first of them line ${first}; they are left out.`;

function withoutEmpty(file: string, all: readonly Transcript[], without: number): TranscriptFile {
  const runs = all.filter(({ parts }) => parts.length > 0);
  const left = without + all.length - runs.length;
  if (runs.length === 0) return { runs, notes: [`${file} holds no transcript in a shape that is known here.`] };
  if (left === 0) return { runs, notes: [] };
  const entries = left === 1 ? "1 entry holds" : `${left} entries hold`;
  return { runs, notes: [`${file}: ${entries} no transcript in a shape that is known here.`] };
}

/** Undefined where it is no JSON; a value nested deeper than the browser reads is none either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
