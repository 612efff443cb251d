/**
 * Storage that hangs, throws or is damaged, one member of the Cache API at a time: the file arrives all the same, and
 * what is silent once is not waited for twice.
 */
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { download } from "../../../src/runtime/files/download";
import { type FileStorage, makeCacheStorage } from "../../../src/runtime/files/storage";

const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
const file = { path: "a/model.safetensors", bytes: 100, sha256: createHash("sha256").update(bytes).digest("hex") };
const KEY = `https://unmask.test/models/${file.path}?sha256=${file.sha256}`;
const LIMIT_MS = 30;

const never = (): Promise<never> => new Promise(() => undefined);
const refuse = (): Promise<never> => Promise.reject(new DOMException("no", "SecurityError"));
const explode = (): never => {
  throw new DOMException("no", "SecurityError");
};

let held: Map<string, Response>;
let cache: Record<"match" | "put" | "delete" | "matchAll", (...given: never[]) => Promise<unknown>>;
let storage: FileStorage;

const get = (): Promise<Uint8Array> =>
  download(new URL("https://unmask.test/models/"), file, () => undefined, new AbortController().signal, storage);

beforeEach(() => {
  held = new Map();
  cache = {
    match: async (key: string) => held.get(key)?.clone(),
    put: async (key: string, response: Response) => void held.set(key, response),
    delete: async (key: string) => held.delete(key),
    matchAll: async () => [...held.values()].map((response) => response.clone()),
  };
  storage = makeCacheStorage(LIMIT_MS);
  vi.stubGlobal("caches", { open: async () => cache, delete: async () => (held.clear(), true) });
  vi.stubGlobal("fetch", async () => new Response(bytes.slice()));
});
afterEach(() => vi.unstubAllGlobals());

describe("a file arrives", () => {
  const faults = { never, refuse, explode };
  const cases = Object.entries(faults).flatMap(([how, fault]) =>
    (["match", "put", "delete"] as const).map((member) => [how, member, fault] as const),
  );
  it.each(cases)("with %s in place of %s", async (_, member, fault) => {
    // A damaged copy, so that "delete" is asked too.
    held.set(KEY, new Response("damaged"));
    cache[member] = fault;
    expect(await get()).toEqual(bytes);
  });

  it.each(Object.entries(faults))("with %s in place of open", async (_, open) => {
    vi.stubGlobal("caches", { open });
    expect(await get()).toEqual(bytes);
    expect(await storage.size()).toEqual({ files: 0, bytes: 0 });
  });

  it("where merely naming the storage is forbidden", async () => {
    vi.unstubAllGlobals();
    vi.stubGlobal("fetch", async () => new Response(bytes.slice()));
    Object.defineProperty(globalThis, "caches", { configurable: true, get: explode });
    try {
      expect(await get()).toEqual(bytes);
      expect(await storage.size()).toEqual({ files: 0, bytes: 0 });
      await expect(storage.clear()).rejects.toMatchObject({ name: "Failure", advice: expect.stringMatching(/./) });
    } finally {
      Reflect.deleteProperty(globalThis, "caches");
    }
  });

  it.each<[string, () => ReadableStream]>([
    ["cannot be read", () => new ReadableStream({ start: (sink) => sink.error(new Error("I/O")) })],
    ["never ends", () => new ReadableStream()],
  ])("when the kept copy %s", async (_, body) => {
    cache.match = async () => new Response(body());
    expect(await get()).toEqual(bytes);
  });
});

describe("storage", () => {
  it("that was silent once is not waited for again", async () => {
    const match = vi.fn(never);
    cache.match = match;
    await get();
    await get();
    await get();
    expect(match).toHaveBeenCalledTimes(1);
  });

  it("that refused once is asked again", async () => {
    const { put } = cache;
    cache.put = refuse;
    await get();
    cache.put = put;
    await get();
    expect(await storage.size()).toEqual({ files: 1, bytes: 100 });
  });

  it.each([["never", never] as const, ["refuse", refuse] as const])(
    "says nothing is kept: matchAll %s",
    async (_, f) => {
      await get();
      cache.matchAll = f;
      expect(await storage.size()).toEqual({ files: 0, bytes: 0 });
    },
  );

  it.each([["never", never] as const, ["refuse", refuse] as const])(
    "that is to be cleared and does not: %s",
    async (_, f) => {
      vi.stubGlobal("caches", { open: async () => cache, delete: f });
      await expect(storage.clear()).rejects.toMatchObject({ message: expect.stringContaining("did not delete") });
    },
  );
});
