import { describe, expect, it } from "vitest";
import type { SpokenToken } from "../../../src/core/answers/answer";
import { speak } from "../../../src/runtime/jobs/generate";
import { makeQueue, type Queue } from "../../../src/runtime/jobs/queue";

/** A speaker that says its name `length` times and writes down when. */
function saying(name: string, length: number, diary: string[]) {
  const speaker = {
    end: null as "length" | null,
    next: async (): Promise<SpokenToken> => {
      diary.push(name);
      if (--length === 0) speaker.end = "length";
      return { id: length, text: name };
    },
  };
  return speaker;
}

function start(queue: Queue, name: string, length: number, diary: string[], signal: AbortSignal) {
  const speaker = saying(name, length, diary);
  const heard: SpokenToken[] = [];
  return { heard, spoken: speak(queue, speaker, (tokens) => heard.push(...tokens), signal) };
}

describe("speaking through the queue", () => {
  it("gives every token once, in order, in the answer, and a beginning of them on the way", async () => {
    const { heard, spoken } = start(makeQueue(), "a", 40, [], new AbortController().signal);
    const { tokens, end } = await spoken;
    expect(end).toBe("length");
    expect(tokens.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, i) => 39 - i));
    expect(heard.length).toBeGreaterThan(0);
    expect(tokens.slice(0, heard.length)).toEqual(heard);
  });

  it("lets two answers take turns, and another job in between", async () => {
    const diary: string[] = [];
    const queue = makeQueue();
    const { signal } = new AbortController();
    const [a, b] = [start(queue, "a", 30, diary, signal), start(queue, "b", 30, diary, signal)];
    await queue.add(async () => void diary.push("picture"), signal);
    await Promise.all([a.spoken, b.spoken]);
    expect(diary.indexOf("picture")).toBeLessThan(4);
    expect(diary.slice(0, 20)).toContain("a");
    expect(diary.slice(0, 20)).toContain("b");
  });

  it("stops at the next token when it is told to by a message, and blocks nothing after it", async () => {
    const queue = makeQueue();
    const controller = new AbortController();
    const diary: string[] = [];
    const { port1, port2 } = new MessageChannel();
    const { spoken } = start(queue, "a", 1_000_000, diary, controller.signal);
    port1.addEventListener("message", () => controller.abort());
    port1.start();
    port2.postMessage("cancel");
    await expect(spoken).rejects.toMatchObject({ kind: "cancelled" });
    port1.close();
    expect(diary.length).toBeLessThan(1000);
    expect(await queue.add(async () => "next", new AbortController().signal)).toBe("next");
  });
});
