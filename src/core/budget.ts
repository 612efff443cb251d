/**
 * How many bytes may be loaded at once, and what goes first where it is more. The page asks for its models, the worker
 * for everything else.
 */

/**
 * Weights, sessions, dictionaries and values that are kept. From bench/soak.mjs, where the renderer is to stay below
 * 900 MB: page, runtime and what JavaScript has not collected yet come to 400 to 550 MB on top of it. Both Sides in all
 * chapters need about 230 MB, each dial 60 MB more; with 360 MB no step was faster.
 */
export const BUDGET_BYTES = 300e6;

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
