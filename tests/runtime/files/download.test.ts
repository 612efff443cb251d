import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FileEntry } from "../../../src/model/hosted/fileEntry";
import { download } from "../../../src/runtime/files/download";
import { browserStorage } from "../../../src/runtime/files/storage";
import type { Progress } from "../../../src/runtime/engine/progress";
import { fetchRuntime } from "../../../src/runtime/device/fetchRuntime";

const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 251);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const file: FileEntry = { path: "assistant/model.safetensors", bytes: bytes.length, sha256 };
const root = new URL("https://unmask.test/models/");

/** A Cache with the members that download uses; what it holds is bytes by key. */
class FakeCache {
  readonly held = new Map<string, Uint8Array>();
  full = false;

  async match(key: string): Promise<Response | undefined> {
    const kept = this.held.get(key);
    return kept && new Response(kept.slice());
  }
  async put(key: string, response: Response): Promise<void> {
    if (this.full) throw new DOMException("no room", "QuotaExceededError");
    this.held.set(key, new Uint8Array(await response.arrayBuffer()));
  }
  async delete(key: string): Promise<boolean> {
    return this.held.delete(key);
  }
  async matchAll(): Promise<Response[]> {
    return [...this.held.values()].map(
      (kept) => new Response(kept.slice(), { headers: { "content-length": String(kept.length) } }),
    );
  }
}

type Answer = (signal: AbortSignal) => Response | Promise<Response>;

let cache: FakeCache;
let fetched: string[];
let heard: Progress[];
let controller: AbortController;

function serve(answer: Answer): void {
  vi.stubGlobal("fetch", async (url: URL, { signal }: { readonly signal: AbortSignal }) => {
    fetched.push(url.href);
    signal.throwIfAborted();
    return answer(signal);
  });
}

/** A body in pieces, which then ends, breaks, or waits until it is aborted. */
function body(
  pieces: readonly Uint8Array[],
  then: "end" | "break" | "wait" = "end",
  signal?: AbortSignal,
): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    async pull(sink) {
      const piece = left.shift();
      if (piece) return sink.enqueue(piece);
      if (then === "end") return sink.close();
      if (then === "break") return sink.error(new TypeError("terminated"));
      await new Promise((resolve) => signal?.addEventListener("abort", resolve));
      sink.error(new DOMException("aborted", "AbortError"));
    },
  });
}

const get = (): Promise<Uint8Array> => download(root, file, (progress) => heard.push(progress), controller.signal);
const whole: Answer = () => new Response(body([bytes.slice(0, 300), bytes.slice(300, 301), bytes.slice(301)]));

beforeEach(() => {
  cache = new FakeCache();
  fetched = [];
  heard = [];
  controller = new AbortController();
  vi.stubGlobal("caches", {
    open: async () => cache,
    delete: async () => (cache.held.clear(), true),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("a download", () => {
  it("gives the verified bytes and reports them as they come", async () => {
    serve(whole);
    expect(await get()).toEqual(bytes);
    expect(fetched).toEqual(["https://unmask.test/models/assistant/model.safetensors"]);
    expect(heard.map(({ stage, done }) => [stage, done])).toEqual([
      ["download", 300],
      ["download", 301],
      ["download", 1000],
      ["verify", 1000],
    ]);
    expect(heard.every(({ total, cached }) => total === 1000 && !cached)).toBe(true);
  });

  it("comes from the cache the second time, without the network", async () => {
    serve(whole);
    await get();
    heard = [];
    serve(() => Response.error());
    expect(await get()).toEqual(bytes);
    expect(fetched).toHaveLength(1);
    expect(heard).toEqual([{ stage: "download", what: file.path, done: 1000, total: 1000, cached: true }]);
  });

  it("is made anew when the kept copy was damaged, and the good one kept", async () => {
    serve(whole);
    await get();
    const [key] = cache.held.keys();
    cache.held.set(
      key!,
      bytes.map((b, i) => (i === 500 ? b ^ 1 : b)),
    );
    expect(await get()).toEqual(bytes);
    expect(fetched).toHaveLength(2);
    expect(cache.held.get(key!)).toEqual(bytes);
  });

  it("is made anew when the list promises another file under the same name", async () => {
    serve(whole);
    await get();
    const other = bytes.map((b) => b ^ 1);
    serve(() => new Response(body([other])));
    const changed = { ...file, sha256: createHash("sha256").update(other).digest("hex") };
    expect(await download(root, changed, () => undefined, controller.signal)).toEqual(other);
    expect(fetched).toHaveLength(2);
  });

  it("works where nothing can be kept", async () => {
    serve(whole);
    cache.full = true;
    expect(await get()).toEqual(bytes);
    vi.stubGlobal("caches", undefined);
    expect(await get()).toEqual(bytes);
    vi.stubGlobal("caches", { open: () => Promise.reject(new DOMException("private window", "SecurityError")) });
    expect(await get()).toEqual(bytes);
  });

  it("of an empty file is possible", async () => {
    serve(() => new Response(body([])));
    const empty = { ...file, bytes: 0, sha256: createHash("sha256").digest("hex") };
    expect(await download(root, empty, () => undefined, controller.signal)).toHaveLength(0);
  });
});

describe("a path out of the models folder", () => {
  it.each(["//evil.example/x", " //evil.example/x", "h\ttps://evil.example/x", "\\\\evil.example\\x", "../x", "/x"])(
    "%j is refused, and nothing is asked for",
    async (path) => {
      serve(whole);
      const leaving = download(root, { ...file, path }, () => undefined, controller.signal);
      await expect(leaving).rejects.toThrow("out of the models folder");
      expect(fetched).toEqual([]);
    },
  );
});

describe("a bad download is refused, named, and not kept:", () => {
  it.each<[string, Answer, object]>([
    [
      "other contents",
      () => new Response(body([bytes.map((b) => b ^ 1)])),
      { kind: "file", message: expect.stringContaining("SHA-256") },
    ],
    [
      "a web page with status 200",
      () => new Response("<!doctype html>", { headers: { "content-type": "text/html; charset=utf-8" } }),
      { kind: "file", message: expect.stringContaining("web page") },
    ],
    [
      "too short",
      () => new Response(body([bytes.slice(0, 999)])),
      { kind: "network", message: expect.stringContaining("999 of 1000") },
    ],
    [
      "too long",
      () => new Response(body([bytes, bytes.slice(0, 1)])),
      { kind: "file", message: expect.stringContaining("longer than the 1000 bytes") },
    ],
    [
      "not there",
      () => new Response("gone", { status: 404, statusText: "Not Found" }),
      { kind: "network", message: expect.stringContaining("404 Not Found.") },
    ],
    [
      "not there, without a word",
      () => new Response(null, { status: 503 }),
      { kind: "network", message: expect.stringMatching(/answered 503\.$/) },
    ],
    [
      "broken off",
      () => new Response(body([bytes.slice(0, 400)], "break")),
      { kind: "network", message: expect.stringContaining("400 of 1000") },
    ],
    [
      "no answer at all",
      () => Promise.reject(new TypeError("fetch failed")),
      { kind: "network", message: expect.stringContaining("unmask.test") },
    ],
  ])("%s", async (_, answer, expected) => {
    serve(answer);
    await expect(get()).rejects.toMatchObject({ name: "Failure", ...expected });
    await expect(get()).rejects.toMatchObject({
      message: expect.stringContaining(file.path),
      advice: expect.stringMatching(/./),
    });
    expect(cache.held.size).toBe(0);
    serve(whole);
    expect(await get()).toEqual(bytes);
  });
});

describe("a lack of memory in the middle", () => {
  /** As Chromium says it when a piece finds no room. */
  const short = (): Response =>
    new Response(
      new ReadableStream({
        pull(sink) {
          sink.error(new RangeError("Array buffer allocation failed"));
        },
      }),
    );

  it.each([
    ["a model", get],
    ["the runtime", () => fetchRuntime(new URL("https://unmask.test/a.wasm"), 8, () => undefined, controller.signal)],
  ])("of %s is no broken connection", async (_, fetchIt) => {
    serve(short);
    await expect(fetchIt()).rejects.toMatchObject({ kind: "memory", message: expect.stringMatching(/enough memory/) });
  });
});

describe("an aborted download", () => {
  it("ends as cancelled in the middle, and nothing is kept", async () => {
    serve((signal) => new Response(body([bytes.slice(0, 10)], "wait", signal)));
    const outcome = expect(get()).rejects.toMatchObject({ kind: "cancelled" });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    controller.abort();
    await outcome;
    expect(cache.held.size).toBe(0);
  });

  it("ends as cancelled before it began", async () => {
    serve(whole);
    controller.abort();
    await expect(get()).rejects.toMatchObject({ kind: "cancelled" });
  });
});

describe("what is kept", () => {
  it("is counted and can be deleted", async () => {
    serve(whole);
    expect(await browserStorage.size()).toEqual({ files: 0, bytes: 0 });
    await get();
    expect(await browserStorage.size()).toEqual({ files: 1, bytes: 1000 });
    await browserStorage.clear();
    expect(await browserStorage.size()).toEqual({ files: 0, bytes: 0 });
  });
});

describe("the runtime's own file", () => {
  const wasm = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const fetchIt = (length = wasm.length): Promise<Uint8Array> =>
    fetchRuntime(
      new URL("https://unmask.test/ort.wasm"),
      length,
      (progress) => heard.push(progress),
      controller.signal,
    );

  it("is given whole, with progress", async () => {
    serve(() => new Response(body([wasm.slice(0, 3), wasm.slice(3)])));
    expect(await fetchIt()).toEqual(wasm);
    expect(heard.map(({ done, total }) => [done, total])).toEqual([
      [0, 0],
      [0, 8],
      [3, 8],
      [8, 8],
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ["as long as its head says", { "content-encoding": "br", "content-length": "4" }, 4],
    ["about a fifth, of a host that compresses and does not say", { "content-encoding": "br" }, 2],
    ["whole, of a host that sends it as it is", { "content-length": "8" }, 8],
    ["whole, of a host that says nothing", {}, 8],
    ["whole, where its head says what cannot be", { "content-length": "9999" }, 8],
  ])("is counted as it is sent: %s", async (_, headers, sent) => {
    serve(() => new Response(body([wasm.slice(0, 4), wasm.slice(4)]), { headers }));
    await fetchIt();
    expect(heard.slice(1).map(({ done, total }) => [done, total])).toEqual([
      [0, sent],
      [sent / 2, sent],
      [sent, sent],
    ]);
  });

  it.each<[string, Answer, string]>([
    ["a web page of the right length", () => new Response("<!doctyp"), "file"],
    ["a web page by its type", () => new Response("<", { headers: { "content-type": "text/html" } }), "file"],
    ["torn", () => new Response(body([wasm.slice(0, 6)])), "file"],
    ["too long", () => new Response(body([wasm, wasm])), "file"],
    ["missing", () => new Response("", { status: 404 }), "network"],
    ["broken off", () => new Response(body([wasm.slice(0, 6)], "break")), "network"],
  ])("is refused when it is %s", async (_, answer, kind) => {
    serve(answer);
    await expect(fetchIt()).rejects.toMatchObject({ name: "Failure", kind });
  });

  it("can be cancelled", async () => {
    serve((signal) => new Response(body([wasm.slice(0, 3)], "wait", signal)));
    const outcome = expect(fetchIt()).rejects.toMatchObject({ kind: "cancelled" });
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    controller.abort();
    await outcome;
  });
});
