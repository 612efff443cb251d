/**
 * The worker's door: the only `onmessage`. Parses a request, calls the engine, answers, and hands over buffers by transfer.
 */
import { asFailure } from "../../core/failure";
import type { Engine } from "../engine/engine";
import type { Progress } from "../engine/progress";
import { makeLocalEngine } from "./localEngine";
import { ALIVE, parseRequest, type Reply, type Request } from "../engine/protocol";
import { trustOwnScripts } from "../engine/trustedScripts";
import { transferables } from "./transfer";

trustOwnScripts();
const engine: Engine = makeLocalEngine();
const running = new Map<number, AbortController>();

function post(reply: Reply): void {
  self.postMessage(reply, { transfer: reply.kind === "done" ? transferables(reply.value) : [] });
}

function answer(request: Exclude<Request, { method: "cancel" }>, signal: AbortSignal): Promise<unknown> {
  const on = (progress: Progress): void => post({ id: request.id, kind: "progress", progress });
  switch (request.method) {
    case "start":
      return engine.start(request.args[0], on, signal);
    case "load":
      return engine.load(request.args[0], on, signal);
    case "compare":
      return engine.compare(request.args[0], signal);
    case "capture":
      return engine.capture(request.args[0], signal);
    case "contrast":
      return engine.contrast(request.args[0], signal);
    case "generate":
      return engine.generate(request.args[0], (tokens) => post({ id: request.id, kind: "tokens", tokens }), signal);
    case "check":
      return engine.check(request.args[0], signal);
    case "loadDictionary":
      return engine.loadDictionary(request.args[0], signal);
    case "offerDirections":
      return engine.offerDirections(request.args[0], signal);
    case "encode":
      return engine.encode(request.args[0], signal);
    case "findWhatChanged":
      return engine.findWhatChanged(request.args[0], on, signal);
    case "latentFacts":
      return engine.latentFacts(request.args[0], signal);
    case "meanDifference":
      return engine.meanDifference(request.args[0], signal);
    case "project":
      return engine.project(request.args[0], signal);
    case "survey":
      return engine.survey(request.args[0], (answers) => post({ id: request.id, kind: "answers", answers }), signal);
    case "partEffects":
      return engine.partEffects(request.args[0], on, signal);
    case "measure":
      return engine.measure(request.args[0], signal);
    case "readAnswer":
      return engine.readAnswer(request.args[0], signal);
    case "release":
      return engine.release(request.args[0]);
  }
}

// A worker that is killed says nothing. It holds a lock for as long as it lives, and the page waits for that lock.
void navigator.locks?.request(self.name, () => {
  post({ id: ALIVE, kind: "done", value: null });
  return new Promise<never>(() => undefined);
});

self.onmessage = async (event: MessageEvent): Promise<void> => {
  let id = -1;
  try {
    const request = parseRequest(event.data);
    id = request.id;
    if (request.method === "cancel") {
      running.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const value = await answer(request, controller.signal);
    if (!controller.signal.aborted) post({ id, kind: "done", value });
  } catch (error) {
    const { kind, message, advice } = asFailure(error);
    post({ id, kind: "failed", failure: { kind, message, advice } });
  } finally {
    running.delete(id);
  }
};
