/**
 * A small file that stops arriving fails after ten seconds of silence, in a sentence; a slow one does not.
 */
import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fetchSmallFile } from "../../../src/runtime/files/smallFile";

const bytes = Uint8Array.from({ length: 40 }, (_, i) => i);
const file = { path: "evidence.json", bytes: 40, sha256: createHash("sha256").update(bytes).digest("hex") };
const root = new URL("https://unmask.test/models/");

/** How long each quarter of the file takes; Infinity: it never comes. */
let pauses: readonly number[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("caches", undefined);
  vi.stubGlobal("fetch", async (_: URL, { signal }: { readonly signal: AbortSignal }) => {
    const aborted = new Promise<never>((_done, fail) =>
      signal.addEventListener("abort", () => fail(new DOMException("aborted", "AbortError"))),
    );
    aborted.catch(() => undefined);
    let quarter = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(sink) {
        if (quarter === 4) return sink.close();
        const ms = pauses[quarter]!;
        const due = new Promise((resolve) => ms < Infinity && setTimeout(resolve, ms));
        await Promise.race([due, aborted]);
        sink.enqueue(bytes.slice(10 * quarter, 10 * ++quarter));
      },
    });
    return new Response(body);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What becomes of it after so many milliseconds. */
async function after(ms: number, signal?: AbortSignal): Promise<unknown> {
  const found = fetchSmallFile(root, file, signal).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(ms);
  return Promise.race([found, "waiting"]);
}

it("that is slow arrives", async () => {
  pauses = [9_000, 9_000, 9_000, 9_000];
  expect(await after(36_000)).toEqual(bytes);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([0, 2])("that stops after %d quarters is waited for ten seconds", async (quarters) => {
  pauses = [0, 0, 0, 0].map((_, i) => (i < quarters ? 100 : Infinity));
  expect(await after(100 * quarters + 9_900)).toBe("waiting");
  expect(await after(100 * quarters + 10_100)).toMatchObject({
    kind: "network",
    message: "Nothing has arrived of evidence.json for 10 seconds, so the page no longer waits for it.",
    advice: "Check the connection and try again.",
  });
});

it("that is cancelled says so, and nothing of a silence", async () => {
  pauses = [Infinity, 0, 0, 0];
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1_000);
  expect(await after(1_100, controller.signal)).toMatchObject({ kind: "cancelled" });
  expect(await after(0, controller.signal)).toMatchObject({ kind: "cancelled" });
});
