/**
 * The worker's LRU cache: within its budget whatever is asked of it, true to what the running job uses, and empty of what
 * could not be made.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LruCache, type Made } from "../../../src/runtime/files/lruCache";

const MOST = 100;

/** Makes things of a size and keeps a diary of what is made and released. */
function workshop() {
  const memory = new LruCache(MOST);
  const alive = new Map<string, number>();
  const diary: string[] = [];
  const get = (key: string, bytes: number, owner = "owner"): Promise<string> =>
    memory.get(owner, key, async (room): Promise<Made<string>> => {
      await room(bytes);
      alive.set(key, bytes);
      diary.push(`+${key}`);
      const release = async (): Promise<void> => {
        alive.delete(key);
        diary.push(`-${key}`);
      };
      return { value: key, bytes, release };
    });
  const living = (): number => [...alive.values()].reduce((sum, bytes) => sum + bytes, 0);
  return { memory, alive, diary, get, living };
}

/** Jobs, each a list of what it uses; every thing has one size for good. */
const sizes = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 8, maxLength: 8 });
const jobs = fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 20 });

describe("the cache of what is loaded", () => {
  it("is within its budget after each load but for what the running job uses, and gives up nothing of that", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, jobs, async (bytesOf, all) => {
        const { memory, alive, diary, get, living } = workshop();
        for (const job of all) {
          memory.beginJob();
          const used = new Set<number>();
          for (const one of job) {
            used.add(one);
            const made = diary.length;
            await get(String(one), bytesOf[one]!);
            const pinned = [...used].reduce((sum, key) => sum + bytesOf[key]!, 0);
            if (diary.length > made) expect(living()).toBeLessThanOrEqual(Math.max(MOST, pinned));
            for (const key of used) expect(alive.has(String(key))).toBe(true);
            expect(memory.bytes).toBe(living());
          }
        }
      }),
    );
  });

  it("gives up what was used longest ago, once a job that used it is over", async () => {
    const { memory, diary, get } = workshop();
    memory.beginJob();
    await get("a", 40);
    await get("b", 40);
    memory.beginJob();
    await get("a", 40);
    await get("c", 40);
    expect(diary).toEqual(["+a", "+b", "-b", "+c"]);
    memory.beginJob();
    await get("b", 40);
    expect(diary.slice(4)).toEqual(["-a", "+b"]);
  });

  it("makes room before it takes memory", async () => {
    const { memory, alive, get } = workshop();
    memory.beginJob();
    await get("old", 90);
    memory.beginJob();
    let before: string[] = [];
    await memory.get("owner", "new", async (room) => {
      await room(50);
      before = [...alive.keys()];
      return { value: null, bytes: 50 };
    });
    expect(before).toEqual([]);
  });

  it("goes above its budget for a job that needs more, and comes back with the next", async () => {
    const { memory, get } = workshop();
    memory.beginJob();
    await get("a", 80);
    await get("b", 80);
    expect(memory.bytes).toBe(160);
    memory.beginJob();
    await get("c", 10);
    expect(memory.bytes).toBe(90);
  });

  it("makes a thing once, also where it is asked for twice at the same time", async () => {
    const { diary, get } = workshop();
    expect(await Promise.all([get("a", 10), get("a", 10)])).toEqual(["a", "a"]);
    expect(diary).toEqual(["+a"]);
  });

  it("counts what is held elsewhere, and makes room for it, until its owner is dropped", async () => {
    const { memory, alive, get } = workshop();
    memory.beginJob();
    await get("session", 60, "model");
    await get("other", 30, "another");
    memory.beginJob();
    await memory.count("model", 50);
    expect([...alive.keys()]).toEqual(["other"]);
    memory.beginJob();
    await get("large", 100, "another");
    expect(memory.bytes).toBe(150);
    await memory.drop("model");
    expect(memory.bytes).toBe(100);
  });

  it("does not keep what could not be made, and asks again", async () => {
    const { memory, get } = workshop();
    const broken = memory.get("owner", "a", async (room) => {
      await room(30);
      throw new Error("torn");
    });
    await expect(broken).rejects.toThrow("torn");
    expect(memory.bytes).toBe(0);
    expect(await get("a", 30)).toBe("a");
  });

  it("neither waits for what does not arrive nor keeps it once nobody does", async () => {
    const { memory, get } = workshop();
    memory.beginJob();
    void memory.get("shelf", "stalled", () => new Promise<never>(() => undefined));
    memory.beginJob();
    await get("a", 80);
    memory.beginJob();
    await get("b", 80);
    expect(memory.bytes).toBe(80);
    memory.abandon("shelf", "stalled");
    expect(await get("stalled", 10, "shelf")).toBe("stalled");
    memory.abandon("shelf", "stalled");
    expect(memory.bytes).toBe(90);
  });
});
