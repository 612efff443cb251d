/**
 * Random numbers that are the same on every machine for the same seed, by integer arithmetic alone. Not for secrets.
 */

/** A small seeded generator in the public domain (Tommy Ettinger's mulberry32), uniform in [0, 1). */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The seed of the answer number `row` where many are asked for with one seed. */
export function rowSeed(seed: number, row: number): number {
  return (seed + 7919 * row) >>> 0;
}
