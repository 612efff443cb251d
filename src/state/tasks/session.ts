/**
 * The Session: what every task is lent of the store and the engine. Tasks are functions that take it; the runner
 * makes it. Jobs and waits have names, and a new one stops the one of the same name. What an engine has done so far
 * is kept beside it and goes with it, since another device must not inherit it.
 */
import type { Capture } from "../../core/capture";
import type { CheckpointId } from "../../core/experiment";
import { asFailure, cancelled, type Failure } from "../../core/failure";
import type { Engine } from "../../runtime/engine/engine";
import type { Progress } from "../../runtime/engine/progress";
import type { FeaturesState } from "../featureState";
import type { AnswerName } from "../keys";
import type { AppStore, Failed } from "../store";

/**
 * Work that can be stopped by itself. "load" outlives the question it was begun for; "features" is all that is
 * encoded.
 */
export type Job =
  "start" | "load" | "compare" | `answer ${AnswerName}` | "read" | "sweep" | "find" | "sentence" | "features";
/** Work that waits for a pause. */
export type Wait = "run" | "answers" | "features" | "floor same" | "floor own";
/** Parts of the Personas chapter that an engine fills. */
export type FeaturePart = "dictionary" | "same" | "own" | "every" | "card" | "monitor";
export type FeatureValue<K extends FeaturePart> = Extract<FeaturesState[K], { status: "here" }>["value"];

/** What one engine has done so far. */
interface Kept {
  /** Models in order of use, the latest at the end. */
  readonly recent: Set<string>;
  /** The comparison in the store is this engine's. */
  compared: boolean;
  /** Captures for the noise floor of one Side: slow to make, and the Side is often the same. */
  floor: { readonly key: string; readonly captures: readonly Capture[] } | null;
  /** What both Sides read of their answers now: its key; null while they read none. */
  reading: string | null;
  /** The answers of the first screen that were last judged, or are being judged: their keys. */
  judged: string | null;
  /** The judge's file has been asked for. */
  judgeAsked: boolean;
  /** When a run was last followed by answers. */
  answeredAt: number;
  /** The newest question of each part; the answer to an older one is dropped. */
  readonly asked: Map<FeaturePart, string>;
}

export interface Session {
  readonly store: AppStore;
  readonly makeEngine: (onLost: (failure: Failure) => void) => Engine;
  /** Absolute address of the folder that holds the models, once it is known which story is told. */
  readonly root: { readonly href: string };
  /** The latest engine, ready or not; null before the first and after the end. */
  engine: Engine | null;
  kept: Kept;
  readonly jobs: Map<Job, AbortController>;
  readonly waits: Map<Wait, ReturnType<typeof setTimeout>>;
  /** Directions of the reader's own so far; a number is never used twice. */
  directions: number;
}

export function nothingKept(): Kept {
  const nothing = {
    compared: false,
    floor: null,
    reading: null,
    judged: null,
    judgeAsked: false,
    answeredAt: -Infinity,
  };
  return { ...nothing, recent: new Set(), asked: new Map() };
}

export function makeSession(store: AppStore, makeEngine: Session["makeEngine"], root: Session["root"]): Session {
  const maps = { jobs: new Map(), waits: new Map() };
  return { store, makeEngine, root, engine: null, kept: nothingKept(), directions: 0, ...maps };
}

/**
 * The latest engine. Throws a Failure of kind "cancelled" where there is none: such a call is over before it begins.
 */
export function engineOf({ engine }: Session): Engine {
  if (!engine) throw cancelled();
  return engine;
}

/** The latest engine if it can be asked; null while it starts, and after a failure. */
export function readyEngine({ store, engine }: Session): Engine | null {
  return store.getState().engine.status === "ready" ? engine : null;
}

/** The signal of a job that is under way, or begins. */
export function signalOf({ jobs }: Session, job: Job): AbortSignal {
  const running = jobs.get(job) ?? new AbortController();
  jobs.set(job, running);
  return running.signal;
}

export function stop({ jobs }: Session, job: Job): void {
  jobs.get(job)?.abort();
  jobs.delete(job);
}

/** Stops the job of this name and begins it anew. */
export function restart(session: Session, job: Job): AbortSignal {
  stop(session, job);
  return signalOf(session, job);
}

/** Runs `work` after a pause; a second call of the same name begins the pause anew. */
export function after({ waits }: Session, wait: Wait, ms: number, work: () => void): void {
  clearTimeout(waits.get(wait));
  const timer = setTimeout(() => {
    waits.delete(wait);
    work();
  }, ms);
  waits.set(wait, timer);
}

/** Tells the reader what is under way. */
export function report({ store }: Session, what: string, loading?: CheckpointId): (progress: Progress | null) => void {
  const known = loading === undefined ? {} : { loading };
  return (progress) => store.setState({ activity: { what, progress, ...known } });
}

/** What was asked for came to nothing; what is on the screen stays. */
export function fail({ store }: Session, of: Failed["of"], error: unknown): void {
  const failure = asFailure(error);
  store.setState({ activity: null });
  if (stopsEngine(failure)) store.setState({ engine: { status: "failed", failure } });
  else if (failure.kind !== "cancelled") store.setState({ failed: { of, failure } });
}

/** Tells the reader what went wrong beside what was asked for. */
export function notice({ store }: Session, error: unknown): void {
  const failure = asFailure(error);
  if (stopsEngine(failure)) store.setState({ activity: null, engine: { status: "failed", failure } });
  else if (failure.kind !== "cancelled") store.setState({ notice: failure });
}

/** A new attempt, or another question: what failed before is no longer said. Without a list of models nothing helps. */
export function forgetFailed({ store }: Session): void {
  store.setState(({ failed }) => (failed === null || failed.of === "list" ? {} : { failed: null }));
}

/** A lost device or a full memory is not cured by the next run; everything else may be. */
function stopsEngine({ kind }: Failure): boolean {
  return kind === "device" || kind === "memory" || kind === "browser";
}
