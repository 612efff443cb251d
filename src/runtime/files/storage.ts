/**
 * What this browser keeps for the next visit. Storage is a convenience: it may be absent, full or damaged, or never
 * answer (a private window, a broken profile, a disk that is gone), and then the page goes on without it.
 */
import { Failure } from "../../core/failure";

export interface FileStorage {
  /** The bytes kept under a key; null where there are none, or none that can be read in time. */
  read(key: string): Promise<Uint8Array | null>;
  /** Keeps a copy, if that can be done in time. */
  keep(key: string, bytes: Uint8Array): Promise<void>;
  forget(key: string): Promise<void>;
  size(): Promise<Kept>;
  /** Deletes everything. Throws a Failure if that cannot be done, since somebody asked for it. */
  clear(): Promise<void>;
}

export interface Kept {
  readonly files: number;
  readonly bytes: number;
}

const CACHE = "unmask-models-v1";
/** Long enough for the largest model from a slow disk. */
const LIMIT_MS = 5000;

/** The Cache API behind a time limit. What was too slow once is not asked again by `read` and `keep`. */
export function makeCacheStorage(limitMs = LIMIT_MS): FileStorage {
  let silent = false;
  /** What `work` gives in time, else `otherwise`. */
  const attempt = async <T>(work: (cache: Cache) => Promise<T>, otherwise: T): Promise<T> => {
    if (silent) return otherwise;
    try {
      return await within(limitMs, async () => work(await caches.open(CACHE)));
    } catch (error) {
      silent ||= error instanceof TooSlow;
      return otherwise;
    }
  };
  return {
    read: (key) =>
      attempt(async (cache) => {
        const kept = await cache.match(key);
        return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
      }, null),
    keep: (key, bytes) =>
      attempt(async (cache) => {
        const headers = { "content-length": String(bytes.length) };
        await cache.put(key, new Response(bytes.slice().buffer, { headers }));
      }, undefined),
    forget: (key) => attempt(async (cache) => void (await cache.delete(key)), undefined),
    size: () =>
      attempt(
        async (cache) => {
          const kept = await cache.matchAll();
          const lengths = kept.map(({ headers }) => Number(headers.get("content-length") ?? 0));
          return { files: kept.length, bytes: lengths.reduce((sum, length) => sum + length, 0) };
        },
        { files: 0, bytes: 0 },
      ),
    async clear() {
      try {
        await within(limitMs, async () => caches.delete(CACHE));
      } catch (error) {
        throw new Failure(
          "device",
          "This browser did not delete the kept models.",
          "Delete this site's data in the browser's settings.",
          { cause: error },
        );
      }
    },
  };
}

/** The storage of this thread. */
export const browserStorage = makeCacheStorage();

class TooSlow extends Error {}

/** `work` may also throw at once: where storage is forbidden, reading `caches` does. */
async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
