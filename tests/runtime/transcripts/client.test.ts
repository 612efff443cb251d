/** The worker of transcripts behind its client: newest calls win, and a pattern that does not come back is ended. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReaderCall, ReaderReply, ReadSummary } from "../../../src/runtime/transcripts/messages";
import { type ReaderWorker, transcriptReader } from "../../../src/runtime/transcripts/client";

class FakeWorker {
  readonly calls: ReaderCall[] = [];
  ended = false;
  private readonly listeners = new Map<string, (event: unknown) => void>();
  postMessage(call: ReaderCall): void {
    this.calls.push(call);
  }
  terminate(): void {
    this.ended = true;
  }
  addEventListener(kind: string, listener: (event: unknown) => void): void {
    this.listeners.set(kind, listener);
  }
  says(reply: ReaderReply): void {
    this.listeners.get("message")?.({ data: reply });
  }
  breaks(): void {
    this.listeners.get("error")?.({ message: "x", preventDefault: () => undefined });
  }
}

const SUMMARY: ReadSummary = { runs: 0, files: 0, bytes: 0, notes: [], fields: [] };
const FILES = [{ name: "a.txt", blob: new Blob(["a"]) }];

function opened() {
  const workers: FakeWorker[] = [];
  const heard: unknown[] = [];
  const says = (what: string) => (told: unknown) => void heard.push([what, told]);
  const reader = transcriptReader(
    () => {
      workers.push(new FakeWorker());
      return workers.at(-1) as unknown as ReaderWorker;
    },
    {
      progress: (stage, done, total) => heard.push(["progress", stage, done, total]),
      listed: says("listed"),
      read: says("read"),
      scored: says("scored"),
      opened: says("opened"),
      stopped: says("stopped"),
      failed: says("failed"),
    },
  );
  return { reader, workers, heard };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the client of transcripts", () => {
  it("ends a pattern that does not come back, says which, and has the files read anew", () => {
    const { reader, workers, heard } = opened();
    reader.read(FILES);
    workers[0]!.says({ kind: "trying", pattern: "a", letters: 10 });
    vi.advanceTimersByTime(1900);
    workers[0]!.says({ kind: "trying", pattern: "(x+x+)+y", letters: 10 });
    vi.advanceTimersByTime(2400);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(heard).toEqual([["stopped", "(x+x+)+y"]]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(workers[1]!.calls).toMatchObject([{ kind: "read", from: { files: FILES } }]);
    // What the ended worker had still sent is nobody's.
    workers[0]!.says({ kind: "read", id: 1, summary: SUMMARY });
    expect(heard).toHaveLength(1);
  });

  it("lets a pattern be that came back, and gives more time to a long run", () => {
    const { reader, workers, heard } = opened();
    reader.read(FILES);
    workers[0]!.says({ kind: "trying", pattern: "a", letters: 10 });
    workers[0]!.says({ kind: "trying", pattern: null, letters: 0 });
    vi.advanceTimersByTime(60_000);
    workers[0]!.says({ kind: "trying", pattern: "a", letters: 40_000_000 });
    vi.advanceTimersByTime(15_000);
    expect(heard).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it("hears only the newest call of each kind", () => {
    const { reader, workers, heard } = opened();
    reader.read(FILES);
    reader.read(FILES);
    reader.score([]);
    workers[0]!.says({ kind: "read", id: 1, summary: SUMMARY });
    workers[0]!.says({ kind: "read", id: 2, summary: SUMMARY });
    expect(heard).toEqual([["read", SUMMARY]]);
  });

  it("says that its worker broke, and starts another that reads the files before the next call", () => {
    const { reader, workers, heard } = opened();
    reader.read(FILES);
    workers[0]!.breaks();
    expect(heard).toMatchObject([["failed", { kind: "device" }]]);
    reader.score([]);
    expect(workers).toHaveLength(2);
    // The new worker has no runs of its own.
    expect(workers[1]!.calls).toMatchObject([{ kind: "read", from: { files: FILES } }, { kind: "score" }]);
    workers[1]!.says({ kind: "read", id: 2, summary: SUMMARY });
    expect(heard.at(-1)).toEqual(["read", SUMMARY]);
  });
});
