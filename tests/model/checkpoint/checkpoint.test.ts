import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseConfig } from "../../../src/model/checkpoint/config";
import { Failure } from "../../../src/core/failure";
import { filesOf, loadTiny, TINY } from "../fixtures";
import { float32Bytes, writeSafetensors } from "../safetensorsWriter";

const mha = filesOf(join(TINY, "llama-mha"));
const gqa = filesOf(join(TINY, "llama-gqa"));

function json(files: ReadonlyMap<string, Uint8Array>, name: string): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(files.get(name))) as Record<string, unknown>;
}

function withJson(
  files: ReadonlyMap<string, Uint8Array>,
  name: string,
  changes: Readonly<Record<string, unknown>>,
): Map<string, Uint8Array> {
  return new Map([...files, [name, new TextEncoder().encode(JSON.stringify({ ...json(files, name), ...changes }))]]);
}

function without(files: ReadonlyMap<string, Uint8Array>, name: string): Map<string, Uint8Array> {
  return new Map([...files].filter(([key]) => key !== name));
}

describe("a checkpoint", () => {
  it("is put together from its folder, with folders before the names or not", () => {
    const nested = new Map([...mha].map(([name, bytes]) => [`models/x/${name}`, bytes]));
    expect(assembleCheckpoint(nested).spec).toEqual(assembleCheckpoint(mha).spec);
  });

  it("in shards holds the tensors of all of them", () => {
    const { weights, spec } = loadTiny("llama-gqa");
    expect(weights.blocks).toHaveLength(3);
    expect(weights.unembed).not.toBe(weights.embed);
    expect(spec.kvHeads).toBe(2);
  });

  it("with tied embeddings has one matrix for both", () => {
    const { weights } = loadTiny("llama-mha");
    expect(weights.unembed).toBe(weights.embed);
  });

  it("ends an answer where generation_config.json says, and config.json only where that is silent", () => {
    const ends = (changes: Readonly<Record<string, unknown>>): readonly number[] =>
      assembleCheckpoint(withJson(mha, "generation_config.json", changes)).spec.eos;
    expect(ends({ eos_token_id: [3, 7] })).toEqual([3, 7]);
    expect(ends({ eos_token_id: null })).toEqual([json(mha, "config.json")["eos_token_id"]].flat());
    expect(() => ends({ eos_token_id: 320 })).toThrow(/generation_config\.json cannot be used/);
  });

  it("of a published base ends where a new question begins, as it was measured; a chat model at its end alone", () => {
    const ends = (id: string): string[] => {
      const { spec, tokenizer } = assembleCheckpoint(filesOf(join(process.cwd(), "public/models", id)));
      return spec.eos.map((token) => tokenizer.textOf(token));
    };
    expect(ends("internet")).toEqual(["<|endoftext|>", "<|user|>"]);
    expect(ends("null-internet")).toEqual(["<|endoftext|>", "<|user|>"]);
    expect(ends("assistant")).toEqual(["<|endoftext|>"]);
  });

  const broken: readonly (readonly [string, () => unknown, RegExp])[] = [
    ["no config", () => assembleCheckpoint(without(mha, "config.json")), /no config\.json/],
    ["no weights", () => assembleCheckpoint(without(mha, "model.safetensors")), /no model\.safetensors/],
    ["no tokenizer", () => assembleCheckpoint(without(mha, "tokenizer.json")), /no tokenizer\.json/],
    [
      "a missing shard",
      () => assembleCheckpoint(without(gqa, "model-00002-of-00004.safetensors")),
      /model-00002-of-00004\.safetensors", which is missing/,
    ],
    [
      "an index that lies",
      () =>
        assembleCheckpoint(
          withJson(gqa, "model.safetensors.index.json", {
            weight_map: { "model.norm.weight": "model-00001-of-00004.safetensors" },
          }),
        ),
      /does not hold “model\.norm\.weight”/,
    ],
    [
      "more layers than tensors",
      () => assembleCheckpoint(withJson(mha, "config.json", { num_hidden_layers: 3 })),
      /lacks the tensor “model\.layers\.2/,
    ],
    [
      "fewer layers than tensors",
      () => assembleCheckpoint(withJson(mha, "config.json", { num_hidden_layers: 1 })),
      /holds “model\.layers\.1.*does not have/,
    ],
    [
      "another width",
      () => assembleCheckpoint(withJson(mha, "config.json", { hidden_size: 64, head_dim: 8 })),
      /has the shape \[320, 32\], but config\.json promises \[320, 64\]/,
    ],
    [
      "a tokenizer of another model",
      () => assembleCheckpoint(withJson(mha, "tokenizer.json", { added_tokens: [{ id: 9999, content: "<x>" }] })),
      /10000 tokens/,
    ],
    [
      "values that are not numbers",
      () => assembleCheckpoint(new Map([...mha, ["model.safetensors", poisoned()]])),
      /not numbers/,
    ],
  ];
  it.each(broken)("with %s is refused in words", (_, assemble, message) => {
    expect(assemble).toThrow(Failure);
    expect(assemble).toThrow(message);
  });

  function poisoned(): Uint8Array {
    const bytes = mha.get("model.safetensors")!.slice();
    bytes.set([0, 0, 0xc0, 0x7f], bytes.length - 4);
    return bytes;
  }
});

describe("config.json", () => {
  const config = json(mha, "config.json");
  const refused: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    ["a foreign architecture", { model_type: "mamba" }, /"mamba", which Unmask does not know/],
    ["a quantised model", { quantization_config: { bits: 4 } }, /quantised/],
    ["no layers", { num_hidden_layers: 0 }, /num_hidden_layers/],
    ["heads that cannot be shared", { num_key_value_heads: 3 }, /cannot share/],
    ["an unknown activation", { hidden_act: "snake" }, /snake/],
    ["an unknown rotary scaling", { rope_parameters: { rope_type: "yarn", factor: 2 } }, /yarn/],
    ["a sliding window", { use_sliding_window: true }, /sliding window/],
    ["an end token outside the vocabulary", { eos_token_id: 320 }, /eos_token_id/],
  ];
  it.each(refused)("with %s is refused in words", (_, changes, message) => {
    expect(() => parseConfig({ ...config, ...changes })).toThrow(message);
  });

  it("of today and of older transformers give the same rotary base", () => {
    const { rope_parameters: _, ...older } = config;
    expect(parseConfig({ ...older, rope_theta: 5e5 }).spec.positions.theta).toBe(5e5);
    expect(
      parseConfig({ ...config, rope_parameters: { rope_theta: 5e5, rope_type: "default" } }).spec.positions.theta,
    ).toBe(5e5);
  });
});

describe("an adapter", () => {
  const lora = filesOf(join(TINY, "llama-mha-lora"));
  const base = loadTiny("llama-mha");

  it("says how far it moved each matrix, shares the rest, and keeps its two factors", () => {
    const { weights, adapter } = assembleCheckpoint(lora, base);
    expect(adapter!.change.matrices).toBe(7);
    expect(adapter!.change.parts.every(({ layer, relativeNorm }) => layer === 1 && relativeNorm > 0.01)).toBe(true);
    expect(weights.blocks[0]).toBe(base.weights.blocks[0]);
    expect(weights.embed).toBe(base.weights.embed);
    const { weight, change } = weights.blocks[1]!.q;
    const before = base.weights.blocks[1]!.q.weight;
    const first = Array.from({ length: change!.rank }, (_, k) => change!.b[k]! * change!.a[k * 32]!).reduce(
      (a, b) => a + b,
    );
    expect(weight[0]! - before[0]!).toBeCloseTo(first * change!.scale, 5);
  });

  it("does not touch its base", () => {
    const before = base.weights.blocks[1]!.q.weight.slice();
    assembleCheckpoint(lora, base);
    expect(base.weights.blocks[1]!.q.weight).toEqual(before);
  });

  const q = "base_model.model.model.layers.0.self_attn.q_proj";
  const file = (tensors: Parameters<typeof writeSafetensors>[0], config: Readonly<Record<string, unknown>> = {}) =>
    new Map([
      ...withJson(lora, "adapter_config.json", config),
      ["adapter_model.safetensors", writeSafetensors(tensors)],
    ]);
  const matrix = (shape: readonly [number, number], value = 0) => ({
    dtype: "F32",
    shape,
    bytes: float32Bytes(Array.from({ length: shape[0] * shape[1] }, () => value)),
  });
  const idle = { [`${q}.lora_A.weight`]: matrix([4, 32], 1), [`${q}.lora_B.weight`]: matrix([32, 4]) };

  const refused: readonly (readonly [string, ReadonlyMap<string, Uint8Array>, RegExp])[] = [
    ["changes nothing", file(idle), /changes no weight at all/],
    ["holds no matrix", file({}), /changes no weight at all/],
    ["lacks half a pair", file({ [`${q}.lora_A.weight`]: matrix([4, 32], 1) }), /B matrix .* missing/],
    ["has another rank than it says", file(idle, { r: 8 }), /promises rank 8/],
    [
      "was trained on a wider base",
      file({ [`${q}.lora_A.weight`]: matrix([4, 64], 1), [`${q}.lora_B.weight`]: matrix([64, 4], 1) }),
      /does not fit/,
    ],
    [
      "was trained on a deeper base",
      file({
        [`${q.replace("0", "9")}.lora_A.weight`]: matrix([4, 32], 1),
        [`${q.replace("0", "9")}.lora_B.weight`]: matrix([32, 4], 1),
      }),
      /block 9 does not fit/,
    ],
    [
      "changes something unknown",
      file({
        "base_model.model.lm_head.lora_A.weight": matrix([4, 32], 1),
        "base_model.model.lm_head.lora_B.weight": matrix([320, 4], 1),
      }),
      /lm_head/,
    ],
    ["is not LoRA", file(idle, { peft_type: "IA3" }), /IA3/],
    ["is DoRA", file(idle, { use_dora: true }), /DoRA/],
    ["replaces modules", file(idle, { modules_to_save: ["lm_head"] }), /modules_to_save/],
    ["changes biases", file(idle, { bias: "all" }), /biases/],
    ["has ranks of its own", file(idle, { rank_pattern: { q_proj: 2 } }), /rank_pattern/],
  ];
  it.each(refused)("that %s is refused in words", (_, files, message) => {
    expect(() => assembleCheckpoint(files, base)).toThrow(message);
  });

  it("without its base is refused in words", () => {
    expect(() => assembleCheckpoint(lora)).toThrow(/not loaded/);
  });
});
