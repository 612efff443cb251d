/**
 * The worker's door: the only `onmessage`. Hands over buffers by transfer; what a message calls for is in answering.ts.
 */
import { buffersIn } from "../../core/buffers";
import { makeAnswering } from "./answering";
import { makeLocalEngine } from "./localEngine";
import { ALIVE, type Reply } from "../engine/protocol";
import { trustOwnScripts } from "../engine/trustedScripts";

trustOwnScripts();

function post(reply: Reply): void {
  self.postMessage(reply, { transfer: reply.kind === "done" ? buffersIn(reply.value) : [] });
}

const answer = makeAnswering(makeLocalEngine(), post);

// A worker that is killed says nothing. It holds a lock for as long as it lives, and the page waits for that lock.
void navigator.locks?.request(self.name, () => {
  post({ id: ALIVE, kind: "done", value: null });
  return new Promise<never>(() => undefined);
});

self.onmessage = (event: MessageEvent): Promise<void> => answer(event.data);
