/**
 * Files to runs: each is decoded, read and listed, up to what a page can hold. What is left out is said.
 */
import type { Transcript } from "../../core/transcripts/transcript";
import { clipped } from "../../model/files/text";
import { readTranscripts } from "../../model/transcripts/readTranscripts";
import type { LabelField, ListedRun, ReaderReply, ReadSummary, TranscriptSource } from "./messages";
import { idInFile, repeatedRuns } from "./repeated";

/** Of all files together. */
export const MOST_BYTES = 50_000_000;
const MOST_RUNS = 100_000;
/** Files named one by one in what is said; of the rest, how many. */
const MOST_NOTES = 12;
/** Runs told in one message, so that the page takes each in a few milliseconds. */
const BATCH = 1000;
/** A field with more values than this is no label. */
const MOST_VALUES = 12;
export const NO_VALUE = 255;
const PREVIEW = 110;

type Tell = (reply: ReaderReply) => void;

/** Reads all files in order; null where `stale` says that nobody waits any more. */
export async function readAll(
  files: readonly TranscriptSource[],
  id: number,
  tell: Tell,
  stale: () => boolean,
): Promise<{ readonly runs: readonly Transcript[]; readonly summary: ReadSummary } | null> {
  const runs: Transcript[] = [];
  const notes: string[] = [];
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const questions = new Map<string, number>();
  const repeated = repeatedRuns();
  let [bytes, read, readBytes] = [0, 0, 0];
  for (const { name, blob } of files) {
    if (stale()) return null;
    if (bytes + blob.size > MOST_BYTES) {
      notes.push(`${clipped(name)} is left out: all files together may have ${MOST_BYTES / 1e6} MB.`);
      continue;
    }
    if (runs.length >= MOST_RUNS) {
      notes.push(`${clipped(name)} is left out: there are ${MOST_RUNS.toLocaleString("en")} runs already.`);
      continue;
    }
    const text = await textOf(blob).catch(() => null);
    if (text === null) notes.push(`${clipped(name)} could not be read from the disk, and is left out.`);
    else {
      const found = readTranscripts(name, text, MOST_RUNS - runs.length);
      notes.push(...found.notes);
      if (found.runs.length > 0) {
        read++;
        readBytes += blob.size;
      }
      const fresh = repeated.fresh(found.runs);
      const nameOf = found.runs.length === 1 ? () => name : (run: Transcript) => placeName(name, run);
      tellListed(fresh, nameOf, questions, (some) => tell({ kind: "listed", id, runs: some }));
      for (const run of fresh) runs.push(run);
    }
    bytes += blob.size;
    tell({ kind: "progress", stage: "reading", done: bytes, total });
  }
  const told = shortened([...repeated.notes(), ...notes]);
  const summary = { runs: runs.length, files: read, bytes: readBytes, notes: told, fields: fieldsOf(runs) };
  return { runs, summary };
}

/** Bytes as text: UTF-8, or UTF-16 where a mark at the beginning says so. */
async function textOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? "utf-16le" : a === 0xfe && b === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** "a.jsonl line 4", "a.json #3", "a.jsonl line 4, answer 2" */
function placeName(file: string, { place }: Transcript): string {
  if (!place) return file;
  return `${file} ${place.at}${place.answer > 0 ? `, answer ${place.answer}` : ""}`;
}

/** `questions`: the number of each question so far. */
function tellListed(
  runs: readonly Transcript[],
  nameOf: (run: Transcript) => string,
  questions: Map<string, number>,
  tell: (some: readonly ListedRun[]) => void,
): void {
  for (let from = 0; from < runs.length; from += BATCH) {
    const listed = runs.slice(from, from + BATCH).map((run): ListedRun => {
      const hasThinking = run.parts.some(({ kind }) => kind === "thinking");
      const id = idInFile(run);
      const question = questions.get(run.question) ?? questions.size;
      questions.set(run.question, question);
      return { name: nameOf(run), preview: previewOf(run), hasThinking, question, ...(id !== undefined && { id }) };
    });
    tell(listed);
  }
}

/** Letters are counted as people see them, so that none is cut in two. */
function previewOf({ question, parts }: Transcript): string {
  const text = clipped(question || (parts[0]?.text ?? ""), 4 * PREVIEW).replaceAll(/\s+/g, " ");
  const letters = [...text.trim()];
  return letters.length > PREVIEW ? `${letters.slice(0, PREVIEW).join("")}…` : letters.join("");
}

function shortened(notes: readonly string[]): readonly string[] {
  const left = notes.length - MOST_NOTES;
  return left > 0 ? [...notes.slice(0, MOST_NOTES), `And ${left} more of the kind.`] : notes;
}

/** Files differ in how they spell a name: "hacked" and "Hacked" are one field, called as it first was. */
function fieldsOf(runs: readonly Transcript[]): LabelField[] {
  const found = new Map<string, { readonly spelled: Set<string>; readonly values: Map<string, number> }>();
  for (const { fields } of runs)
    for (const [name, value] of fields) {
      const plain = name.toLowerCase();
      const known = found.get(plain) ?? { spelled: new Set(), values: new Map<string, number>() };
      const { spelled, values } = known;
      spelled.add(name);
      if (!values.has(value) && values.size <= MOST_VALUES) values.set(value, values.size);
      found.set(plain, known);
    }
  return [...found.values()]
    .filter(({ values }) => values.size > 1 && values.size <= MOST_VALUES)
    .map(({ spelled, values }) => {
      const [first = "", ...others] = spelled;
      const valueOf = ({ fields }: Transcript): string =>
        fields.get(first) ?? others.map((name) => fields.get(name)).find((one) => one !== undefined) ?? "";
      const of = Uint8Array.from(runs, (run) => values.get(valueOf(run)) ?? NO_VALUE);
      return { name: first, values: [...values.keys()], of };
    });
}
