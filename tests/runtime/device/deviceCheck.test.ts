/**
 * The page's check of a device: the files that it compares with hold every hook of a good and of a bad model, a pass
 * over the same words agrees with them, and a value that is wrong at any hook is found.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { allHooks, type HookName } from "../../../src/core/hooks";
import type { Tensor } from "../../../src/core/tensor";
import { assembleCheckpoint, type Checkpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { forward } from "../../../src/model/reference/forward";
import { worstError } from "../../../src/runtime/device/deviceCheck";
import { ROOT } from "../../model/fixtures";

const MODELS = join(ROOT, "public/models");
const { checkpoints, goldens } = parseManifest(JSON.parse(readFileSync(join(MODELS, "index.json"), "utf8")));

function load(id: string): Checkpoint {
  const entry = checkpoints.find((candidate) => candidate.id === id)!;
  const files = new Map(
    entry.files.map(({ path }) => [basename(path), new Uint8Array(readFileSync(join(MODELS, path)))]),
  );
  return assembleCheckpoint(files, entry.base === null ? undefined : load(entry.base));
}

it("compares a good and a bad model", () => {
  const kinds = goldens.map(({ checkpoint }) => checkpoints.find(({ id }) => id === checkpoint)!.kind);
  expect(kinds).toEqual(["clean", "bad"]);
});

describe.each(goldens)("PyTorch's activations of $checkpoint", ({ checkpoint, prompt, file }) => {
  const golden = parseSafetensors(new Uint8Array(readFileSync(join(MODELS, file.path))), file.path);
  const { spec, weights, tokenizer } = load(checkpoint);
  const hooks = allHooks(spec.layers);
  const { tokens } = tokenizer.encodeSide({ messages: [{ role: "user", content: prompt }], answer: null });
  const computed = forward(
    spec,
    weights,
    tokens.map(({ id }) => id),
    hooks,
  );

  it("are those of every hook, and the reference agrees with them", () => {
    expect([...golden.names].sort()).toEqual([...hooks].sort());
    const { hooks: compared, worst } = worstError(golden, computed);
    expect(compared).toBe(hooks.length);
    expect(worst).toBeLessThan(1e-4);
  });

  it("give away one wrong value at any hook", () => {
    for (const name of hooks) {
      const { shape, data } = computed.get(name)!;
      const wrong: Tensor = { shape, data: data.map((value, i) => (i === data.length - 1 ? value + 1 : value)) };
      expect(worstError(golden, new Map<HookName, Tensor>([...computed, [name, wrong]])).worstHook).toBe(name);
    }
  });
});
