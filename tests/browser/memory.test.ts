/**
 * The beginning of the bench's soak: a session over many models, chapters and interventions stays within its memory, and
 * what was evicted is there when it is asked for again.
 */
import { expect, test } from "vitest";
import { measureSoak } from "../../bench/soak.mjs";

/** Before there was a budget, these steps took the renderer to about 1,400 MB. */
const STEPS = 40;
const MOST_MB = 900;

test("forty steps stay below 900 MB, and none of them fails", { timeout: 600_000 }, async () => {
  const [found] = await measureSoak(STEPS);
  expect(found!.failures).toEqual([]);
  expect(found!.highest).toBeLessThan(MOST_MB);
});
