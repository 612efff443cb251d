/**
 * The Engine as the page sees it: each call becomes a message to the worker and a promise for its answer.
 * When the worker dies every open call fails with one clear sentence, and `onLost` tells the page to start anew.
 */
import { asFailure, cancelled, Failure } from "../../core/failure";
import { ANSWER_SHAPES, type AnswerShapes, checkAnswer } from "./answerShapes";
import { type Calls, CALLS, type Tells } from "./calls";
import { explainCode } from "./codeFiles";
import type { Engine } from "./engine";
import { ALIVE, parseReply, type Reply, type Request, type WireFailure } from "./protocol";

interface OpenCall {
  readonly method: string;
  /** What it tells before its answer, and who hears it. */
  readonly tells: Tells;
  on(told: unknown): void;
  resolve(value: unknown): void;
  reject(failure: Failure): void;
}

const LOST = "The worker that runs the models has stopped, most likely because the browser ran short of memory.";

export interface WorkerCode {
  readonly start: () => Worker;
  /** Where its code lies, so that it can be looked at when it does not start. */
  readonly address: string;
}

/** A name for a worker and its lock. Tabs share their locks, so it must be no other tab's. */
export function newWorkerName(): string {
  // Absent without a secure context; there are no locks there either.
  return `unmask-${globalThis.crypto?.randomUUID?.() ?? Math.random()}`;
}

/**
 * Starts a worker (or a stand-in with the same three members) and wraps it as an Engine, with a method for every call
 * of the table. `lockName` is the worker's own name. Where none can be started, every call rejects with a Failure.
 */
export function engineOverWorker(
  code: WorkerCode,
  lockName: string,
  onLost: (failure: Failure) => void,
  calls: Calls = CALLS,
  shapes: AnswerShapes = ANSWER_SHAPES,
): Engine {
  let worker: Worker;
  try {
    worker = code.start();
  } catch (error) {
    return engineWithoutWorker(notMade(error), calls);
  }
  const connection: Connection = { worker, lockName, onLost, shapes, open: new Map(), next: 1, lost: null };
  let heard = false;
  worker.addEventListener("message", (event: MessageEvent) => {
    heard = true;
    try {
      receive(connection, parseReply(event.data));
    } catch (error) {
      lose(connection, asFailure(error));
    }
  });
  worker.addEventListener("messageerror", () => {
    const what = "The worker answered with a message that could not be read.";
    lose(connection, new Failure("internal", what, "Press “Start again”."));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    if (heard) lose(connection, stopped(event.message));
    else void notStarted(code.address, event.message).then((failure) => lose(connection, failure));
  });
  const methods = Object.entries(calls).map(([name, tells]) => [name, methodFor(connection, name, tells)]);
  return { ...Object.fromEntries(methods), dispose: () => lose(connection, cancelled()) } as Engine;
}

function engineWithoutWorker(failure: Failure, calls: Calls): Engine {
  const methods = Object.keys(calls).map((name) => [name, () => Promise.reject(failure)]);
  return { ...Object.fromEntries(methods), dispose: () => undefined } as Engine;
}

/** A worker that fails before its first word: the browser gives a message only if its code arrived and then threw. */
async function notStarted(address: string, message: string | undefined): Promise<Failure> {
  const what = "The code of the worker that runs the models";
  const found = message ? null : await explainCode(what, address, message);
  const why = message ? `stopped as it began: ${message}` : "did not start";
  return found ?? new Failure("device", `${what} ${why}.`, "Reload the page; if it stays, try a newer browser.");
}

function notMade(cause: unknown): Failure {
  const what = "This browser refused to start the worker that runs the models.";
  const advice = "Press “Start again”; if it refuses again, its settings or an extension may forbid workers here.";
  return new Failure("device", what, advice, { cause });
}

interface Connection {
  readonly worker: Worker;
  readonly lockName: string;
  readonly onLost: (failure: Failure) => void;
  readonly shapes: AnswerShapes;
  readonly open: Map<number, OpenCall>;
  next: number;
  lost: Failure | null;
}

/** A call as a function of (request, signal), or of (request, callback, signal) where it tells something. */
function methodFor(connection: Connection, method: string, tells: Tells) {
  return (request: unknown, ...rest: readonly unknown[]): Promise<unknown> => {
    const [on, signal] = tells === "nothing" ? [() => undefined, rest[0]] : rest;
    return send(connection, method, request, { tells, on: on as OpenCall["on"] }, signal as AbortSignal | undefined);
  };
}

function send(
  connection: Connection,
  method: string,
  request: unknown,
  hears: Pick<OpenCall, "tells" | "on">,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const { worker, open } = connection;
  if (connection.lost) return Promise.reject(connection.lost);
  if (signal?.aborted) return Promise.reject(cancelled());
  const id = connection.next++;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      worker.postMessage({ id, method: "cancel", args: [] } satisfies Request);
      open.delete(id);
      reject(cancelled());
    };
    const done = (): void => signal?.removeEventListener("abort", abort);
    signal?.addEventListener("abort", abort, { once: true });
    open.set(id, {
      ...hears,
      method,
      resolve: (value) => (done(), resolve(value)),
      reject: (failure) => (done(), reject(failure)),
    });
    worker.postMessage({ id, method, args: [request] } satisfies Request);
  });
}

function receive(connection: Connection, reply: Reply): void {
  const { open } = connection;
  if (reply.id === ALIVE) {
    // What failed is a message that belongs to no call, so whoever sent it would wait for ever.
    if (reply.kind === "failed") lose(connection, failureOf(reply.failure));
    else watch(connection);
    return;
  }
  const call = open.get(reply.id);
  if (!call) return;
  if (reply.kind === "done") {
    checkAnswer(call.method, reply.value, connection.shapes);
    open.delete(reply.id);
    call.resolve(reply.value);
  } else if (reply.kind === "failed") {
    open.delete(reply.id);
    call.reject(failureOf(reply.failure));
  } else if (reply.kind === call.tells) {
    call.on((reply as unknown as Readonly<Record<string, unknown>>)[reply.kind]);
  }
}

function failureOf({ kind, message, advice }: WireFailure): Failure {
  return new Failure(kind, message, advice);
}

/** The lock falls to us only when the worker is gone. */
function watch(connection: Connection): void {
  void navigator.locks.request(connection.lockName, () => lose(connection, stopped()));
}

function lose(connection: Connection, failure: Failure): void {
  if (connection.lost) return;
  connection.lost = failure;
  connection.worker.terminate();
  for (const call of connection.open.values()) call.reject(failure);
  connection.open.clear();
  connection.onLost(failure);
}

function stopped(cause?: string): Failure {
  const options = cause === undefined ? undefined : { cause };
  return new Failure("device", LOST, "Press “Start again”; closing other tabs helps.", options);
}
