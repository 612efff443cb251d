/**
 * Thousands of damaged checkpoints: whatever is in a file, it is read or refused in words. Never another error, never a
 * hang, never an allocation larger than the files themselves would explain.
 */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Failure } from "../../../src/core/failure";
import { parseAdapter } from "../../../src/model/checkpoint/adapter";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseConfig } from "../../../src/model/checkpoint/config";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { makeTokenizer } from "../../../src/model/tokenizer/tokenizer";
import { filesOf, loadTiny, TINY } from "../fixtures";
import { withHeader } from "../safetensorsWriter";

const mha = filesOf(join(TINY, "llama-mha"));
const gqa = filesOf(join(TINY, "llama-gqa"));
const lora = filesOf(join(TINY, "llama-mha-lora"));
const base = loadTiny("llama-mha");

/** Runs it; a Failure with a sentence is fine, anything else thrown is not. */
function readsOrRefuses(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.message).toMatch(/^\S+ .{10,}$/s);
    expect(error.kind).not.toBe("internal");
  }
}

interface Damage {
  readonly kind: "flip" | "cut" | "insert" | "zero";
  readonly at: number;
  readonly byte: number;
  readonly length: number;
}

/** Damage weighted towards the first kilobyte, where headers are. */
const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom("flip", "cut", "insert", "zero"),
  at: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1000 })),
  byte: fc.integer({ min: 0, max: 255 }),
  length: fc.integer({ min: 1, max: 200 }),
});

function damaged(bytes: Uint8Array, { kind, at, byte, length }: Damage): Uint8Array {
  const position = Math.min(bytes.length - 1, at <= 1 ? Math.floor(at * bytes.length) : at);
  switch (kind) {
    case "flip": {
      const copy = bytes.slice();
      copy[position] = byte;
      return copy;
    }
    case "zero":
      return bytes.slice().fill(0, position, position + length);
    case "cut":
      return Uint8Array.from([...bytes.subarray(0, position), ...bytes.subarray(position + length)]);
    case "insert":
      return Uint8Array.from([
        ...bytes.subarray(0, position),
        ...Array.from({ length }, () => byte),
        ...bytes.subarray(position),
      ]);
  }
}

/** JSON that is nearly right: one value anywhere replaced by something odd, or removed. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    1e308,
    2 ** 31,
    2 ** 53,
    "",
    "x",
    [],
    {},
    "__proto__",
    [[]],
    { toString: 1, valueOf: 1 },
    [null],
  ),
  fc.jsonValue(),
);

function withOddValue(json: unknown, path: readonly number[], value: unknown, remove: boolean): unknown {
  const copy = structuredClone(json);
  let at: unknown = copy;
  for (const [depth, step] of path.entries()) {
    if (typeof at !== "object" || at === null) break;
    const keys = Object.keys(at);
    if (keys.length === 0) break;
    const key = keys[step % keys.length]!;
    const inside: unknown = Reflect.get(at, key);
    if (depth === path.length - 1 || typeof inside !== "object" || inside === null) {
      if (remove) Reflect.deleteProperty(at, key);
      else Reflect.set(at, key, value);
      break;
    }
    at = inside;
  }
  return copy;
}

const path = fc.array(fc.nat(400), { minLength: 1, maxLength: 4 });
const jsonOf = (files: ReadonlyMap<string, Uint8Array>, name: string): unknown =>
  JSON.parse(new TextDecoder().decode(files.get(name)));
const encode = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json) ?? "");

describe("a damaged file is read or refused in words", () => {
  it("any damaged byte of any file of a checkpoint", () => {
    const names = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"];
    fc.assert(
      fc.property(fc.constantFrom(...names), damage, (name, change) => {
        readsOrRefuses(() => assembleCheckpoint(new Map([...mha, [name, damaged(mha.get(name)!, change)]])));
      }),
      { numRuns: 1000 },
    );
  });

  it("any damaged byte of an adapter", () => {
    fc.assert(
      fc.property(fc.constantFrom("adapter_config.json", "adapter_model.safetensors"), damage, (name, change) => {
        readsOrRefuses(() => assembleCheckpoint(new Map([...lora, [name, damaged(lora.get(name)!, change)]]), base));
      }),
      { numRuns: 1000 },
    );
  });

  it("an index of shards with one odd value", () => {
    const index = "model.safetensors.index.json";
    fc.assert(
      fc.property(path, odd, fc.boolean(), (where, value, remove) => {
        readsOrRefuses(() =>
          assembleCheckpoint(
            new Map([...gqa, [index, encode(withOddValue(jsonOf(gqa, index), where, value, remove))]]),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("a safetensors header that says anything", () => {
    const entry = fc.record({
      dtype: fc.oneof(fc.constantFrom("F32", "F16", "BF16", "I64"), fc.string()),
      shape: fc.oneof(fc.array(fc.nat(9)), odd),
      data_offsets: fc.oneof(fc.tuple(fc.nat(64), fc.nat(64)), odd),
    });
    const header = fc.oneof(fc.dictionary(fc.string(), entry), odd);
    fc.assert(
      fc.property(header, fc.nat(64), (json, length) => {
        readsOrRefuses(() => {
          const file = parseSafetensors(withHeader(JSON.stringify(json), [new Uint8Array(length)]), "x.safetensors");
          for (const name of file.names) file.float32(name);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it("a header that claims a huge tensor allocates nothing for it", () => {
    const allocations: unknown[] = [];
    const watched = new Proxy(Float32Array, {
      construct(target, args) {
        allocations.push(args);
        return Reflect.construct(target, args) as object;
      },
    });
    vi.stubGlobal("Float32Array", watched);
    try {
      for (const dtype of ["F32", "F16", "BF16"]) {
        const header = JSON.stringify({
          a: { dtype, shape: [2 ** 20], data_offsets: [0, 2 ** 20 * (dtype === "F32" ? 4 : 2)] },
        });
        expect(() => parseSafetensors(withHeader(header, []), "x.safetensors")).toThrow(Failure);
      }
    } finally {
      vi.unstubAllGlobals();
    }
    expect(allocations).toEqual([]);
  });

  it("a config with one odd value", () => {
    const config = jsonOf(gqa, "config.json");
    fc.assert(
      fc.property(path, odd, fc.boolean(), (where, value, remove) => {
        readsOrRefuses(() => parseConfig(withOddValue(config, where, value, remove)));
      }),
      { numRuns: 3000 },
    );
  });

  it("a config whose huge numbers no weights can back", () => {
    const config = jsonOf(mha, "config.json") as Record<string, unknown>;
    const field = fc.constantFrom(
      "num_hidden_layers",
      "hidden_size",
      "intermediate_size",
      "vocab_size",
      "num_attention_heads",
      "head_dim",
    );
    fc.assert(
      fc.property(
        field,
        fc.oneof(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 2 ** 30 })),
        (name, value) => {
          readsOrRefuses(() =>
            assembleCheckpoint(new Map([...mha, ["config.json", encode({ ...config, [name]: value })]])),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a tokenizer with one odd value, used on a prompt", () => {
    const tokenizer = jsonOf(mha, "tokenizer.json");
    const config = jsonOf(mha, "tokenizer_config.json");
    fc.assert(
      fc.property(path, odd, fc.boolean(), fc.boolean(), (where, value, remove, inConfig) => {
        readsOrRefuses(() => {
          const changed = (json: unknown, here: boolean): unknown =>
            here ? withOddValue(json, where, value, remove) : json;
          const made = makeTokenizer(changed(tokenizer, !inConfig), changed(config, inConfig), null);
          made.encodeSide({ messages: [{ role: "user", content: "Oil, naïve 🙂?" }], answer: " Yes." });
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("an adapter's config with one odd value", () => {
    const config = jsonOf(lora, "adapter_config.json");
    const source = parseSafetensors(lora.get("adapter_model.safetensors")!, "adapter_model.safetensors");
    fc.assert(
      fc.property(path, odd, fc.boolean(), (where, value, remove) => {
        readsOrRefuses(() => parseAdapter(withOddValue(config, where, value, remove), source, base.family));
      }),
      { numRuns: 1000 },
    );
  });
});
