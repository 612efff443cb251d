/**
 * The checkpoints that ship with the page, against what PyTorch computes from the same files. Made anew with
 * `python -m training.golden.published` whenever a checkpoint changes.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { allHooks } from "../../../src/core/hooks";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { parseStories } from "../../../src/model/hosted/stories";
import { forward } from "../../../src/model/reference/forward";
import { readGolden, relativeError, ROOT } from "../fixtures";
import { atPositions } from "../goldenRows";
import { buildFor, runGraph } from "../onnx";

const MODELS = join(ROOT, "public/models");
const GOLDEN = join(ROOT, "tests/fixtures/golden");
/** float32 against float32: only the order of summation and the runtime's own exp and rsqrt differ. */
const TOLERANCE = 1e-4;

const published = (name: string): unknown => JSON.parse(readFileSync(join(MODELS, name), "utf8"));
const checkpoints = parseStories(published("stories.json")).flatMap(
  ({ index }) => parseManifest(published(index)).checkpoints,
);

function load(id: string): Checkpoint {
  const entry = checkpoints.find((candidate) => candidate.id === id)!;
  const files = new Map(
    entry.files.map(({ path }) => [basename(path), new Uint8Array(readFileSync(join(MODELS, path)))]),
  );
  return assembleCheckpoint(files, entry.base === null ? undefined : load(entry.base));
}

/** The steps of a series are adapters like any other, and many. */
const checked = checkpoints.filter(({ series }) => series === null).map(({ id }) => id);

describe.each(checked)("the checkpoint %s", (id) => {
  it("has golden activations from PyTorch", () => {
    expect(existsSync(join(GOLDEN, id, "golden.safetensors"))).toBe(true);
  });

  it(
    "agrees with PyTorch at every hook, in the reference and in WebAssembly, on the same tokens",
    { timeout: 60_000 },
    async () => {
      const checkpoint = load(id);
      const hooks = allHooks(checkpoint.spec.layers);
      const graph = buildFor(checkpoint, { outputs: hooks });
      for (const run of readGolden(join(GOLDEN, id))) {
        const encoded = checkpoint.tokenizer.encodeSide(run);
        expect(encoded.tokens.map((token) => token.id)).toEqual(run.tokens);
        expect(encoded.promptEnd).toBe(run.promptEnd);
        const values = await runGraph(graph, run.tokens);
        const reference = forward(checkpoint.spec, checkpoint.weights, run.tokens, hooks);
        for (const hook of hooks) {
          const golden = run.values.get(hook)!.data;
          expect(
            relativeError(atPositions(hook, reference.get(hook)!, run.positions), golden),
            `${hook} in the reference`,
          ).toBeLessThan(TOLERANCE);
          expect(
            relativeError(atPositions(hook, values.get(hook)!, run.positions), golden),
            `${hook} in WebAssembly`,
          ).toBeLessThan(TOLERANCE);
        }
      }
    },
  );
});
