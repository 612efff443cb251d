/**
 * What crosses between the page of transcripts and its worker. The worker's messages are read by the client alone,
 * which starts the worker itself, so nothing here is parsed anew.
 */
import type { Fired } from "../../core/transcripts/fired";
import type { Rule } from "../../core/transcripts/rules";
import type { MarkedLine } from "../../core/transcripts/suspicion";
import type { Transcript } from "../../core/transcripts/transcript";

/** A file of the reader's, or a text that was pasted. */
export interface TranscriptSource {
  /** With its folder, where it came in one. */
  readonly name: string;
  readonly blob: Blob;
}

/** Files that are read, or runs that are here already. */
export type ReadFrom =
  { readonly files: readonly TranscriptSource[] } | { readonly transcripts: readonly Transcript[] };

export type ReaderCall =
  | { readonly kind: "read"; readonly id: number; readonly from: ReadFrom }
  | { readonly kind: "score"; readonly id: number; readonly rules: readonly Rule[] }
  | { readonly kind: "open"; readonly id: number; readonly run: number; readonly rules: readonly Rule[] };

/** What a list needs of each run. */
export interface ListedRun {
  /** "folder/file.jsonl line 3" */
  readonly name: string;
  /** The question's beginning, or that of what the model said; one line. */
  readonly preview: string;
  readonly hasThinking: boolean;
  /** What its file calls it; left out where it has no name. */
  readonly id?: string;
  /** Runs with the same question have the same number. */
  readonly question?: number;
}

/** A value that stands beside the runs, with few values of its own: labels may be read from it. */
export interface LabelField {
  readonly name: string;
  readonly values: readonly string[];
  /** For each run the place of its value in `values`, or 255 where it has none. */
  readonly of: Uint8Array;
}

export interface ReadSummary {
  readonly runs: number;
  readonly files: number;
  /** Of the files that runs were read from. */
  readonly bytes: number;
  readonly notes: readonly string[];
  readonly fields: readonly LabelField[];
}

/** For each run, in thousandths. */
export interface ScoredRuns {
  /** Those that made the scores. */
  readonly rules: readonly Rule[];
  readonly thinking: Uint16Array;
  readonly action: Uint16Array;
  readonly both: Uint16Array;
  /** Which of `rules` match anywhere in which run. */
  readonly fired: Fired;
}

export interface OpenedRun {
  readonly run: number;
  /** Cut where it is long. */
  readonly question: string;
  readonly lines: readonly MarkedLine[];
}

export type ReaderReply =
  | { readonly kind: "progress"; readonly stage: "reading" | "scoring"; readonly done: number; readonly total: number }
  /** A pattern is about to be tried on some text; null: it came back. */
  | { readonly kind: "trying"; readonly pattern: string | null; readonly letters: number }
  | { readonly kind: "listed"; readonly id: number; readonly runs: readonly ListedRun[] }
  | { readonly kind: "read"; readonly id: number; readonly summary: ReadSummary }
  | { readonly kind: "scored"; readonly id: number; readonly scores: ScoredRuns }
  | { readonly kind: "opened"; readonly id: number; readonly opened: OpenedRun }
  | { readonly kind: "failed"; readonly message: string; readonly advice: string };
