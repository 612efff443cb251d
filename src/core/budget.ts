/**
 * How many bytes may be loaded at once, and what goes first where it is more. The page asks for its models, the worker
 * for everything else.
 */

/**
 * Weights, sessions, dictionaries and values that are kept. From bench/soak.mjs: both Sides in all chapters, each with
 * the dial, need about 350 MB of it. Page, runtime and what JavaScript has not collected yet are about 400 MB more, and
 * the renderer is to stay below 900 MB.
 */
export const BUDGET_BYTES = 360e6;

/** Of the budget, for weights as the page holds them: half a dozen of the shipped models. */
export const WEIGHTS_BYTES = BUDGET_BYTES / 5;

interface Loaded<K> {
  readonly key: K;
  readonly bytes: number;
  readonly inUse: boolean;
}

/** The keys of what must go so that no more than `most` bytes stay; least recently used first, never what is in use. */
export function evictions<K>(byUse: Iterable<Loaded<K>>, most: number): K[] {
  const all = [...byUse];
  let bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  const going: K[] = [];
  for (const one of all) {
    if (bytes <= most) break;
    if (one.inUse) continue;
    going.push(one.key);
    bytes -= one.bytes;
  }
  return going;
}
