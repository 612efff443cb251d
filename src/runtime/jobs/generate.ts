/**
 * Generates an answer through the queue, one token a job: two answers take turns, and a comparison asked for meanwhile
 * waits for one token, not for an answer. Between tokens the worker reads its messages, so that "stop" arrives.
 */
import type { Spoken, SpokenToken } from "../../core/answers/answer";
import type { Queue } from "./queue";
import type { Speaker } from "./speaker";

/** The page is told at most this often, in milliseconds: about once a frame or two. */
const TELL_MS = 33;

/** Calls `on` with new tokens as they come. Rejects with a Failure of kind "cancelled" when the signal is aborted. */
export async function speak(
  queue: Queue,
  speaker: Speaker,
  on: (tokens: readonly SpokenToken[]) => void,
  signal: AbortSignal,
): Promise<Spoken> {
  const tokens: SpokenToken[] = [];
  let told = 0;
  let toldAt = -Infinity;
  while (speaker.end === null) {
    const token = await queue.add(() => speaker.next(), signal);
    if (token) tokens.push(token);
    const now = performance.now();
    if (tokens.length > told && now - toldAt >= TELL_MS) {
      on(tokens.slice(told));
      told = tokens.length;
      toldAt = now;
    }
    await messagesRead();
  }
  return { tokens, end: speaker.end };
}

/** Lets waiting messages in. A timer would wait four milliseconds, which is longer than a token takes. */
export function messagesRead(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
