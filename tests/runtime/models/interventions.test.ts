/**
 * Every kind of intervention against PyTorch (training/golden/interventions.py): in the reference arithmetic and in
 * ONNX Runtime's WebAssembly build; and what must hold of them whatever the model.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Token } from "../../../src/core/capture";
import type { Intervention } from "../../../src/core/experiment";
import { allHooks, hook, type HookName } from "../../../src/core/hooks";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { referencePass, runHooks } from "../../../src/runtime/models/pass";
import { sideJob } from "../../../src/runtime/models/sideJob";
import { filesOf, loadTiny, relativeError, TINY } from "../../model/fixtures";
import { fixtureShelf, INTERVENTIONS, modelsOf } from "../localModels";

interface Cases {
  readonly tokens: readonly number[];
  readonly promptEnd: number;
  readonly cases: readonly {
    readonly name: string;
    readonly checkpoint: "base" | "tuned";
    readonly interventions: readonly Intervention[];
  }[];
}

/** Of the golden's root mean square; float32 against float32, in another order of sums. */
const ROUNDING = 5e-5;

const { tokens: ids, promptEnd, cases } = JSON.parse(readFileSync(join(INTERVENTIONS, "cases.json"), "utf8")) as Cases;
const golden = parseSafetensors(new Uint8Array(readFileSync(join(INTERVENTIONS, "golden.safetensors"))), "golden");
const base = loadTiny("llama-mha");
const tuned = assembleCheckpoint(filesOf(join(TINY, "llama-mha-lora")), base);
const loaded = modelsOf({ base, tuned });
const shelf = fixtureShelf();
const tokens = ids.map((id, i): Token => ({
  id,
  text: base.tokenizer.textOf(id),
  part: i > promptEnd ? "answer" : "prompt",
}));
const hooks = allHooks(base.spec.layers);

async function run(
  checkpoint: "base" | "tuned",
  interventions: readonly Intervention[],
  where: "device" | "reference",
): Promise<ReadonlyMap<HookName, { readonly data: Float32Array }>> {
  const job = await sideJob({ loaded, shelf }, { checkpoint, interventions }, { tokens, promptEnd }, where);
  return where === "reference"
    ? referencePass(job).at
    : runHooks(loaded.runtime(), loaded.get(checkpoint).cache, job, hooks);
}

const wheres = ["reference", "device"] as const;

describe.each(wheres)("in %s arithmetic", (where) => {
  it.each(cases.map((one, i) => ({ ...one, i })))(
    "$name, as PyTorch does it",
    async ({ checkpoint, interventions, i }) => {
      const found = await run(checkpoint, interventions, where);
      expect(relativeError(found.get(hook.logits)!.data, golden.float32(`${i}.logits`))).toBeLessThan(ROUNDING);
      expect(relativeError(found.get(hook.residPost(1))!.data, golden.float32(`${i}.residual`))).toBeLessThan(ROUNDING);
      // A golden that says what the untouched model says would prove nothing.
      const plain = golden.float32(`${checkpoint}.logits`);
      expect(relativeError(golden.float32(`${i}.logits`), plain)).toBeGreaterThan(1e-3);
    },
  );

  it("transplanting everything gives the other model, to the last bit", async () => {
    const all: Intervention = { kind: "transplant", target: "all", from: "tuned", positions: "all" };
    const found = await run("base", [all], where);
    const other = await run("tuned", [], where);
    for (const at of [hook.residPost(0), hook.residPost(1), hook.logits])
      expect(found.get(at)!.data, at).toEqual(other.get(at)!.data);
  });

  it("a dose of nothing is the base and a dose of all is the fine-tune", async () => {
    const dosed = async (amount: number) => run("tuned", [{ kind: "dose", target: "all", amount }], where);
    const none = await dosed(0);
    const plain = await run("base", [], where);
    for (const at of hooks) expect(none.get(at)!.data, at).toEqual(plain.get(at)!.data);
    const all = await dosed(1);
    const other = await run("tuned", [], where);
    for (const at of hooks) expect(relativeError(all.get(at)!.data, other.get(at)!.data), at).toBeLessThan(ROUNDING);
  });

  it("what changes nothing changes no bit", async () => {
    const voice = { kind: "voice", set: "voices", name: "villain" } as const;
    const nothing: Intervention[] = [
      { kind: "steer", direction: voice, layer: 0, strength: 0, positions: "all" },
      { kind: "cap", direction: voice, layer: 1, most: 1e6, positions: "all" },
      { kind: "clamp", dictionary: "tiny", latents: [], positions: "all", random: null },
      { kind: "transplant", target: { kind: "mlp", layer: 0 }, from: "base", positions: "all" },
    ];
    const found = await run("base", nothing, where);
    const plain = await run("base", [], where);
    for (const at of hooks) expect(found.get(at)!.data, at).toEqual(plain.get(at)!.data);
  });
});

describe("an intervention that cannot be carried out", () => {
  it.each<[string, "base" | "tuned", Intervention, RegExp]>([
    ["a dose without an adapter", "base", { kind: "dose", target: "all", amount: 0.5 }, /saved whole/],
    [
      "a layer that is not there",
      "base",
      {
        kind: "project",
        direction: { kind: "latent", dictionary: "tiny", latent: 0 },
        layer: 9,
        positions: "all",
      },
      /no layer 9/,
    ],
    [
      "a feature that is not there",
      "base",
      {
        kind: "clamp",
        dictionary: "tiny",
        latents: [{ latent: 24, value: 1 }],
        positions: "all",
        random: null,
      },
      /no feature 24/,
    ],
    [
      "a direction that is not offered",
      "base",
      {
        kind: "steer",
        direction: { kind: "voice", set: "voices", name: "nobody" },
        layer: 0,
        strength: 1,
        positions: "all",
      },
      /“nobody”/,
    ],
  ])("%s is refused in words", async (_, checkpoint, intervention, message) => {
    await expect(run(checkpoint, [intervention], "device")).rejects.toThrow(message);
  });
});

describe("a control", () => {
  const voice = { kind: "voice", set: "voices", name: "villain" } as const;
  const steer = (seed: number): Intervention => ({
    kind: "steer",
    direction: { kind: "random", seed, like: voice },
    layer: 0,
    strength: 2,
    positions: "all",
  });

  it("of the same seed is the same, of another seed another", async () => {
    const of = async (seed: number) => (await run("base", [steer(seed)], "device")).get(hook.logits)!.data;
    expect(await of(1)).toEqual(await of(1));
    expect(relativeError(await of(1), await of(2))).toBeGreaterThan(1e-3);
  });

  it("moves the residual stream exactly as far", async () => {
    const moved = async (one: Intervention): Promise<number> => {
      const after = (await run("base", [one], "device")).get(hook.residPost(0))!.data;
      const before = (await run("base", [], "device")).get(hook.residPost(0))!.data;
      return Math.hypot(...after.map((value, i) => value - before[i]!));
    };
    const real: Intervention = { kind: "steer", direction: voice, layer: 0, strength: 2, positions: "all" };
    expect(await moved(steer(3))).toBeCloseTo(await moved(real), 3);
  });
});
