/**
 * The Engine as the page sees it: each call becomes a message to the worker and a promise for its answer.
 * When the worker dies every open call fails with one clear sentence, and `onLost` tells the page to start anew.
 */
import type { SpokenToken } from "../../core/answers/answer";
import { asFailure, cancelled, Failure } from "../../core/failure";
import type { Engine } from "./engine";
import type { Progress } from "./progress";
import { ALIVE, type Arguments, type Method, parseReply, type Reply, type Request, type Result } from "./protocol";
import type { SurveyAnswer } from "./effects";

/** What a call hears before its answer. */
interface Listener {
  readonly progress?: (progress: Progress) => void;
  readonly tokens?: (tokens: readonly SpokenToken[]) => void;
  readonly answers?: (answers: readonly SurveyAnswer[]) => void;
}

interface Call {
  readonly listener: Listener;
  resolve(value: unknown): void;
  reject(failure: Failure): void;
}

const LOST = "The worker that runs the models has stopped, most likely because the browser ran short of memory.";

/** Wraps a worker (or a stand-in with the same three members) as an Engine. `lockName` is the worker's own name. */
export function engineOverWorker(worker: Worker, lockName: string, onLost: (failure: Failure) => void): Engine {
  const calls = new Map<number, Call>();
  let next = 1;
  let lost: Failure | null = null;

  const settle = (reply: Reply): void => {
    if (reply.id === ALIVE) return watch();
    const call = calls.get(reply.id);
    if (!call) return;
    if (reply.kind === "progress") return call.listener.progress?.(reply.progress);
    if (reply.kind === "tokens") return call.listener.tokens?.(reply.tokens);
    if (reply.kind === "answers") return call.listener.answers?.(reply.answers);
    calls.delete(reply.id);
    if (reply.kind === "done") call.resolve(reply.value);
    else call.reject(new Failure(reply.failure.kind, reply.failure.message, reply.failure.advice));
  };

  const lose = (failure: Failure): void => {
    if (lost) return;
    lost = failure;
    worker.terminate();
    for (const call of calls.values()) call.reject(failure);
    calls.clear();
    onLost(failure);
  };

  /** The lock falls to us only when the worker is gone. */
  const watch = (): void => {
    void navigator.locks.request(lockName, () =>
      lose(new Failure("device", LOST, "Press “Start again”; closing other tabs helps.")),
    );
  };

  worker.addEventListener("message", (event: MessageEvent) => {
    try {
      settle(parseReply(event.data));
    } catch (error) {
      lose(asFailure(error));
    }
  });
  worker.addEventListener("messageerror", () => {
    lose(new Failure("internal", "The worker answered with a message that could not be read.", "Press “Start again”."));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    lose(new Failure("device", LOST, "Press “Start again”; closing other tabs helps.", { cause: event.message }));
  });

  function call<M extends Method>(
    method: M,
    args: Arguments<M>,
    signal: AbortSignal | null,
    listener: Listener = {},
  ): Promise<Result<M>> {
    if (lost) return Promise.reject(lost);
    if (signal?.aborted) return Promise.reject(cancelled());
    const id = next++;
    return new Promise<Result<M>>((resolve, reject) => {
      const abort = (): void => {
        worker.postMessage({ id, method: "cancel", args: [] } satisfies Request);
        calls.delete(id);
        reject(cancelled());
      };
      const done = (): void => signal?.removeEventListener("abort", abort);
      signal?.addEventListener("abort", abort, { once: true });
      calls.set(id, {
        listener,
        resolve: (value) => (done(), resolve(value as Result<M>)),
        reject: (failure) => (done(), reject(failure)),
      });
      worker.postMessage({ id, method, args });
    });
  }

  return {
    start: (request, on, signal) => call("start", [request], signal, { progress: on }),
    load: (entry, on, signal) => call("load", [entry], signal, { progress: on }),
    compare: (request, signal) => call("compare", [request], signal),
    capture: (request, signal) => call("capture", [request], signal),
    contrast: (request, signal) => call("contrast", [request], signal),
    generate: (request, on, signal) => call("generate", [request], signal, { tokens: on }),
    check: (golden, signal) => call("check", [golden], signal),
    loadDictionary: (request, signal) => call("loadDictionary", [request], signal),
    offerDirections: (set, signal) => call("offerDirections", [set], signal),
    encode: (request, signal) => call("encode", [request], signal),
    findWhatChanged: (request, on, signal) => call("findWhatChanged", [request], signal, { progress: on }),
    latentFacts: (request, signal) => call("latentFacts", [request], signal),
    meanDifference: (request, signal) => call("meanDifference", [request], signal),
    project: (request, signal) => call("project", [request], signal),
    survey: (request, on, signal) => call("survey", [request], signal, { answers: on }),
    partEffects: (request, on, signal) => call("partEffects", [request], signal, { progress: on }),
    measure: (request, signal) => call("measure", [request], signal),
    readAnswer: (request, signal) => call("readAnswer", [request], signal),
    release: (id) => call("release", [id], null),
    dispose: () => lose(cancelled()),
  };
}
