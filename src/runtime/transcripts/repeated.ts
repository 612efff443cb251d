/**
 * Runs whose file gives them a name that was seen before. One that says the same is the same run, brought twice, and is
 * counted once; one that says something else is kept, and the page says that names repeat.
 */
import { FOLDER, FOLDER_AROUND } from "../../core/transcripts/labels";
import type { Transcript } from "../../core/transcripts/transcript";

/** Names under which a file says which run it is, the reader's own before those of a server. */
const IDS = ["custom_id", "run_id", "sample_id", "id", "uuid"];

/** What its file calls a run; undefined where it has no name. */
export const idInFile = ({ fields }: Transcript): string | undefined =>
  IDS.map((name) => fields.get(name)).find((value) => value !== undefined);

export interface Repeated {
  /** The runs that are new. */
  fresh(runs: readonly Transcript[]): Transcript[];
  /** A sentence for each kind of repetition there was. */
  notes(): string[];
}

export function repeatedRuns(): Repeated {
  /** Runs by name and length, and names alone. */
  const known = new Map<string, Transcript>();
  const names = new Set<string>();
  let [twice, alike] = [0, 0];
  const isNew = (run: Transcript): boolean => {
    const id = idInFile(run);
    if (id === undefined) return true;
    const name = JSON.stringify([id, run.place?.answer ?? 0]);
    const key = `${name} ${run.parts.map(({ text }) => text.length).join(" ")}`;
    const before = known.get(key);
    if (before && saysTheSame(before, run)) {
      twice++;
      return false;
    }
    if (names.has(name)) alike++;
    names.add(name);
    known.set(key, before ?? run);
    return true;
  };
  return {
    fresh: (runs) => runs.filter(isNew),
    notes: () => [...(twice > 0 ? [countedOnce(twice)] : []), ...(alike > 0 ? [sharedNames(alike)] : [])],
  };
}

/** Wherever it lies. */
const outsideFolders = ({ fields }: Transcript) =>
  [...fields].filter(([name]) => name !== FOLDER && name !== FOLDER_AROUND);

const saysTheSame = (a: Transcript, b: Transcript): boolean =>
  a.question === b.question &&
  a.parts.length === b.parts.length &&
  a.parts.every(({ kind, text }, i) => kind === b.parts[i]!.kind && text === b.parts[i]!.text) &&
  JSON.stringify(outsideFolders(a)) === JSON.stringify(outsideFolders(b));

const countedOnce = (n: number): string =>
  n === 1
    ? "1 run was here already, with the same id and the same words: it is counted once."
    : `${n.toLocaleString("en")} runs were here already, with the same id and the same words: each is counted once.`;

const sharedNames = (n: number): string =>
  n === 1
    ? "1 run has the id of another run, but says something else: both are counted."
    : `${n.toLocaleString("en")} runs have the id of another run, but say something else: all are counted.`;
