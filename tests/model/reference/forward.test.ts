import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allHooks } from "../../../src/core/hooks";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { forward } from "../../../src/model/reference/forward";
import { filesOf, loadTiny, readGolden, relativeError, TINY, TINY_NAMES } from "../fixtures";

/** Both sides are float32; what is left is the order of summation. */
const TOLERANCE = 1e-4;

function expectAgreement({ spec, weights }: Checkpoint, folder: string): void {
  const hooks = allHooks(spec.layers);
  for (const run of readGolden(folder)) {
    const values = forward(spec, weights, run.tokens, hooks, run.edits);
    for (const hook of hooks) {
      const golden = run.values.get(hook)!;
      const found = values.get(hook)!;
      expect(found.shape, hook).toEqual(golden.shape);
      expect(relativeError(found.data, golden.data), hook).toBeLessThan(TOLERANCE);
    }
  }
}

describe("the reference forward pass", () => {
  it.each(TINY_NAMES)("agrees with PyTorch at every hook of %s, edits included", (name) => {
    expectAgreement(loadTiny(name), join(TINY, name));
  });

  it("agrees with peft's merged adapter at every hook", () => {
    const folder = join(TINY, "llama-mha-lora");
    expectAgreement(assembleCheckpoint(filesOf(folder), loadTiny("llama-mha")), folder);
  });

  it("refuses tokens it does not have, none at all, and too many, in words", () => {
    const { spec, weights } = loadTiny("llama-mha");
    const run = (tokens: readonly number[]) => () => forward(spec, weights, tokens, []);
    expect(run([320])).toThrow(/token 320/);
    expect(run([])).toThrow(/no token/);
    expect(run(Array.from({ length: 129 }, () => 1))).toThrow(/at most 128/);
  });
});
