/**
 * The worker's door: the only `onmessage`. Parses a request, calls the engine, answers, and hands over buffers by
 * transfer.
 */
import { buffersIn } from "../../core/buffers";
import { asFailure } from "../../core/failure";
import type { Engine } from "../engine/engine";
import { makeLocalEngine } from "./localEngine";
import { ALIVE, dispatch, parseRequest, type Reply } from "../engine/protocol";
import { trustOwnScripts } from "../engine/trustedScripts";

trustOwnScripts();
const engine: Engine = makeLocalEngine();
const running = new Map<number, AbortController>();

function post(reply: Reply): void {
  self.postMessage(reply, { transfer: reply.kind === "done" ? buffersIn(reply.value) : [] });
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
    const value = await dispatch(engine, request, post, controller.signal);
    if (!controller.signal.aborted) post({ id, kind: "done", value });
  } catch (error) {
    const { kind, message, advice } = asFailure(error);
    post({ id, kind: "failed", failure: { kind, message, advice } });
  } finally {
    running.delete(id);
  }
};
