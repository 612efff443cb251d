/**
 * A model family is registered once, as data. A family that exists only here (Llama's arithmetic under another model_type
 * and other names, as Mistral's first files had them) loads, takes adapters and gives Llama's own graph.
 */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allHooks, hook } from "../../../src/core/hooks";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseConfig } from "../../../src/model/checkpoint/config";
import { FAMILIES } from "../../../src/model/checkpoint/families";
import { type Family, inBlock, linearAt } from "../../../src/model/checkpoint/family";
import { llama } from "../../../src/model/checkpoint/families/llama";
import { LINEAR_ROLES } from "../../../src/model/checkpoint/weights";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { buildGeneration, buildGraph } from "../../../src/model/graph/build";
import { filesOf, TINY } from "../fixtures";
import { float32Bytes, writeSafetensors, type Written } from "../safetensorsWriter";

const windy: Family = {
  modelTypes: ["windy"],
  arithmetic: { normalisation: "rms", positions: "rotary", mlp: "gated" },
  biases: { qkv: false, attnOut: false, mlp: false },
  tensors: {
    embed: "tok_embeddings",
    finalNorm: "norm",
    unembed: "output",
    block: "layers.{layer}/",
    attnNorm: "attention_norm",
    mlpNorm: "ffn_norm",
    maps: {
      q: "attention.wq",
      k: "attention.wk",
      v: "attention.wv",
      o: "attention.wo",
      gate: "feed_forward.w1",
      up: "feed_forward.w3",
      down: "feed_forward.w2",
    },
    ignored: [],
  },
};
const families = [...FAMILIES, windy];

const { tensors: names, ...untitled } = windy;
// @ts-expect-error A family that does not say what its tensors are called does not compile.
const nameless: Family = untitled;
const { down: _, ...maps } = names.maps;
// @ts-expect-error Nor does one that forgets a linear map,
const mapless: Family = { ...windy, tensors: { ...names, maps } };
// @ts-expect-error nor one whose normalisation has no arithmetic.
const foreign: Family = { ...windy, arithmetic: { ...windy.arithmetic, normalisation: "group" } };
void [nameless, mapless, foreign]; // the compiler tests these

const LAYERS = 2;
const original = filesOf(join(TINY, "llama-mha"));
const lora = filesOf(join(TINY, "llama-mha-lora"));

/** Llama's tensor names to the fixture's. */
const renamed = new Map<string, string>(
  (["embed", "finalNorm", "unembed"] as const).map((role) => [llama.tensors[role], windy.tensors[role]]),
);
for (let layer = 0; layer < LAYERS; layer++) {
  const both = (pick: (family: Family) => string): void =>
    void renamed.set(inBlock(llama.tensors, layer, pick(llama)), inBlock(windy.tensors, layer, pick(windy)));
  for (const role of ["attnNorm", "mlpNorm"] as const) both(({ tensors }) => tensors[role]);
  for (const role of LINEAR_ROLES) both(({ tensors }) => tensors.maps[role]);
}

/** A safetensors file with every Llama name replaced, in any part of a tensor's name. */
function translated(bytes: Uint8Array, file: string): Uint8Array {
  const source = parseSafetensors(bytes, file);
  const entries = [...source.names].map((name): [string, Written] => {
    const [from, to] = [...renamed].find(([known]) => name.includes(`${known}.`))!;
    const data = float32Bytes([...source.float32(name)]);
    return [name.replace(from, to), { dtype: "F32", shape: source.shape(name), bytes: data }];
  });
  return writeSafetensors(Object.fromEntries(entries));
}

function configured(modelType: string): Uint8Array {
  const config = JSON.parse(new TextDecoder().decode(original.get("config.json"))) as object;
  return new TextEncoder().encode(JSON.stringify({ ...config, model_type: modelType }));
}

const windyFiles = new Map([
  ...original,
  ["config.json", configured("windy")],
  ["model.safetensors", translated(original.get("model.safetensors")!, "model.safetensors")],
]);
const WEIGHTS = "adapter_model.safetensors";
const windyLora = new Map([...lora, [WEIGHTS, translated(lora.get(WEIGHTS)!, WEIGHTS)]]);

describe("a family that is registered in one place", () => {
  const ours = assembleCheckpoint(windyFiles, undefined, families);
  const llamas = assembleCheckpoint(original);

  test("loads, with Llama's numbers under its own names", () => {
    expect(ours.spec).toEqual({ ...llamas.spec, architecture: "windy" });
    expect(ours.weights).toEqual(llamas.weights);
  });

  test("takes an adapter that speaks of its own names", () => {
    const tuned = assembleCheckpoint(windyLora, ours, families);
    const expected = assembleCheckpoint(lora, llamas);
    expect(tuned.adapter!.change).toEqual(expected.adapter!.change);
    expect(tuned.weights).toEqual(expected.weights);
    expect(() => assembleCheckpoint(lora, ours, families)).toThrow(/not a linear map/);
  });

  test("gives the graphs that Llama gives, byte for byte", () => {
    const request = {
      outputs: allHooks(LAYERS),
      edits: [{ hook: hook.residPost(0), form: "affine" as const }],
      dose: ours.weights,
    };
    for (const build of [buildGraph, buildGeneration]) {
      const { model } = build(ours.spec, ours.weights, { ...request, outputs: [hook.z(0)] });
      expect(model).toEqual(build(llamas.spec, llamas.weights, { ...request, outputs: [hook.z(0)] }).model);
    }
    const all = buildGraph(ours.spec, ours.weights, request).model;
    expect(all).toEqual(buildGraph(llamas.spec, llamas.weights, request).model);
  });

  test("is unknown where it is not registered", () => {
    expect(() => assembleCheckpoint(windyFiles)).toThrow(/"windy", which Unmask does not know/);
    expect(() => assembleCheckpoint(original, undefined, [windy])).toThrow(/does not know/);
  });
});

describe("every registered family", () => {
  test.each(FAMILIES)("$modelTypes resolves the paths of its own linear maps, and no others", (family) => {
    for (const role of LINEAR_ROLES)
      expect(linearAt(family, inBlock(family.tensors, 12, family.tensors.maps[role]))).toEqual({ layer: 12, role });
    const { unembed, attnNorm, maps: own } = family.tensors;
    const foreigners = [unembed, inBlock(family.tensors, 0, attnNorm), `x.${inBlock(family.tensors, 0, own.q)}`];
    for (const path of [...foreigners, inBlock(family.tensors, 0, `${own.q}.x`)])
      expect(linearAt(family, path)).toBeNull();
  });

  test("has a model_type of its own", () => {
    const types = FAMILIES.flatMap(({ modelTypes }) => modelTypes);
    expect(new Set(types).size).toBe(types.length);
  });
});

describe("biases", () => {
  const config = JSON.parse(new TextDecoder().decode(original.get("config.json"))) as Record<string, unknown>;

  test.each([
    ["llama", {}, { qkv: false, attnOut: false, mlp: false }],
    ["llama", { attention_bias: true }, { qkv: true, attnOut: true, mlp: false }],
    ["llama", { mlp_bias: true }, { qkv: false, attnOut: false, mlp: true }],
    ["qwen2", { attention_bias: false, mlp_bias: true }, { qkv: true, attnOut: false, mlp: false }],
  ])("of %s with %o are what its family says", (model_type, changes, biases) => {
    expect(parseConfig({ ...config, attention_bias: undefined, model_type, ...changes }).spec.biases).toEqual(biases);
  });
});
