/**
 * The one table of Engine calls: each call's name, and what it tells while it runs. The protocol, the page's client and
 * the worker's dispatch are derived from it. A call whose row is missing, or tells something else, does not compile.
 */
import type { SpokenToken } from "../../core/answers/answer";
import type { SurveyAnswer } from "./effects";
import type { Engine } from "./engine";
import type { SheetRun, WorkRun } from "./office";
import type { Progress } from "./progress";

/** What a call may tell before its answer, by the name it has in the table and in a message. */
export interface Told {
  readonly progress: Progress;
  readonly tokens: readonly SpokenToken[];
  readonly answers: readonly SurveyAnswer[];
  readonly runs: readonly WorkRun[];
  readonly written: readonly SheetRun[];
}

export type Tells = keyof Told | "nothing";

/** The name under which a value is told; never, when no row of Told has its type. */
type NameOf<T> = { [K in keyof Told]: [T, Told[K]] extends [Told[K], T] ? K : never }[keyof Told];

/**
 * What a call tells, by its signature: (request, signal), or (request, callback, signal). No other signature crosses.
 */
type TellsOf<Call> = Call extends (request: never, signal: AbortSignal) => Promise<unknown>
  ? "nothing"
  : Call extends (request: never, on: (told: infer T) => void, signal: AbortSignal) => Promise<unknown>
    ? NameOf<T>
    : never;

/** A row for every call of an engine; `dispose` is the client's own. */
export type CallTable<E> = { readonly [M in Exclude<keyof E, "dispose">]: TellsOf<E[M]> };

export const CALLS = {
  start: "progress",
  load: "progress",
  check: "nothing",
  release: "nothing",
  compare: "nothing",
  capture: "nothing",
  contrast: "nothing",
  generate: "tokens",
  readAnswer: "nothing",
  loadDictionary: "nothing",
  offerDirections: "nothing",
  encode: "nothing",
  findWhatChanged: "progress",
  latentFacts: "nothing",
  meanDifference: "nothing",
  project: "nothing",
  survey: "answers",
  judgeAnswers: "nothing",
  partEffects: "progress",
  measure: "nothing",
  work: "runs",
  readTurn: "nothing",
  writeSheets: "written",
  hideLines: "nothing",
} as const satisfies CallTable<Engine>;

/** A table as the protocol, the client and the dispatch read it. */
export type Calls = Readonly<Record<string, Tells>>;
