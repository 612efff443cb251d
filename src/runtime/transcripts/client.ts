/**
 * The worker of transcripts as the page sees it. A pattern that does not come back within its time is ended with the
 * worker it holds up; the page hears which it was, and a new worker reads the same files.
 */
import { Failure } from "../../core/failure";
import type { Rule } from "../../core/transcripts/rules";
import type { Transcript } from "../../core/transcripts/transcript";
import type {
  ListedRun,
  OpenedRun,
  ReaderCall,
  ReaderReply,
  ReadFrom,
  ReadSummary,
  ScoredRuns,
  TranscriptSource,
} from "./messages";

/** What the page hears. Only of the newest call of each kind. */
export interface ReaderEvents {
  progress(stage: "reading" | "scoring", done: number, total: number): void;
  listed(runs: readonly ListedRun[]): void;
  read(summary: ReadSummary): void;
  scored(scores: ScoredRuns): void;
  opened(run: OpenedRun): void;
  /** The pattern took too long on some text. Files are read anew; then the page asks for what it needs without it. */
  stopped(pattern: string): void;
  failed(failure: Failure): void;
}

export interface TranscriptReader {
  read(files: readonly TranscriptSource[]): void;
  /** Runs that need not be read. */
  take(transcripts: readonly Transcript[]): void;
  score(rules: readonly Rule[]): void;
  open(run: number, rules: readonly Rule[]): void;
  close(): void;
}

/** A harmless pattern takes a few milliseconds for as much text as is tried at once. */
const PATTERN_MS = 2000;
/** More time where one run alone is long: letters a millisecond, a fiftieth of what harmless patterns do. */
const LETTERS_A_MS = 2000;

/** The parts of a worker that are used; a test gives its own. */
export type ReaderWorker = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

interface Reading {
  worker: ReaderWorker | null;
  from: ReadFrom;
  next: number;
  /** The newest call of each kind. */
  readonly newest: Record<ReaderCall["kind"], number>;
  trying: string | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function transcriptReader(
  start: () => ReaderWorker,
  on: ReaderEvents,
  patternMs = PATTERN_MS,
): TranscriptReader {
  const at: Reading = {
    worker: null,
    from: { files: [] },
    next: 1,
    newest: { read: 0, score: 0, open: 0 },
    trying: null,
    timer: undefined,
  };
  const end = (): void => {
    clearTimeout(at.timer);
    at.worker?.terminate();
    at.worker = null;
    at.trying = null;
  };
  const stop = (): void => {
    const pattern = at.trying;
    if (pattern === null) return;
    end();
    send({ kind: "read", from: at.from });
    on.stopped(pattern);
  };
  /** The page itself may have been busy: what the worker has said meanwhile is heard before it is ended. */
  const watch = (pattern: string | null, letters: number): void => {
    clearTimeout(at.timer);
    at.trying = pattern;
    if (pattern === null) return;
    const ms = patternMs + letters / LETTERS_A_MS;
    at.timer = setTimeout(() => (at.timer = setTimeout(stop, patternMs / 4)), ms);
  };
  const begin = (): ReaderWorker => {
    const worker = start();
    worker.addEventListener("message", ({ data }: MessageEvent<ReaderReply>) => {
      if (worker !== at.worker) return;
      if (data.kind === "trying") watch(data.pattern, data.letters);
      else receive(at, data, on);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      end();
      const what = "The worker that reads transcripts stopped.";
      on.failed(
        new Failure("device", what, "Reload the page; fewer files at once may help.", { cause: event.message }),
      );
    });
    return worker;
  };
  const send = (call: Unnumbered): void => {
    // A worker that broke took its runs with it.
    if (!at.worker && call.kind !== "read") send({ kind: "read", from: at.from });
    const id = at.next++;
    at.newest[call.kind] = id;
    at.worker ??= begin();
    at.worker.postMessage({ ...call, id } satisfies ReaderCall);
  };
  const read = (from: ReadFrom): void => {
    at.from = from;
    send({ kind: "read", from });
  };
  return {
    read: (files) => read({ files }),
    take: (transcripts) => read({ transcripts }),
    score: (rules) => send({ kind: "score", rules }),
    open: (run, rules) => send({ kind: "open", run, rules }),
    close: () => {
      end();
      at.from = { files: [] };
    },
  };
}

type Unnumbered = ReaderCall extends infer Call ? (Call extends ReaderCall ? Omit<Call, "id"> : never) : never;

function receive({ newest }: Reading, reply: Exclude<ReaderReply, { kind: "trying" }>, on: ReaderEvents): void {
  if (reply.kind === "progress") on.progress(reply.stage, reply.done, reply.total);
  else if (reply.kind === "failed") on.failed(new Failure("input", reply.message, reply.advice));
  else if (reply.kind === "listed" && reply.id === newest.read) on.listed(reply.runs);
  else if (reply.kind === "read" && reply.id === newest.read) on.read(reply.summary);
  else if (reply.kind === "scored" && reply.id === newest.score) on.scored(reply.scores);
  else if (reply.kind === "opened" && reply.id === newest.open) on.opened(reply.opened);
}
