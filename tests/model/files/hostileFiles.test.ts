/**
 * Thousands of damaged checkpoints: whatever is in a file, it is read or refused in words. Never another error, never a
 * hang, never an allocation larger than the files themselves would explain.
 */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Failure } from "../../../src/core/failure";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { readsOrRefuses } from "../doors";
import { filesOf, loadTiny, TINY } from "../fixtures";
import { FUZZ } from "../fuzz";
import { withHeader } from "../safetensorsWriter";

const mha = filesOf(join(TINY, "llama-mha"));
const lora = filesOf(join(TINY, "llama-mha-lora"));
const base = loadTiny("llama-mha");

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
      FUZZ,
    );
  });

  it("any damaged byte of an adapter", () => {
    fc.assert(
      fc.property(fc.constantFrom("adapter_config.json", "adapter_model.safetensors"), damage, (name, change) => {
        readsOrRefuses(() => assembleCheckpoint(new Map([...lora, [name, damaged(lora.get(name)!, change)]]), base));
      }),
      FUZZ,
    );
  });

  it("a safetensors header that says anything", () => {
    const entry = fc.record({
      dtype: fc.oneof(fc.constantFrom("F32", "F16", "BF16", "I64"), fc.string()),
      shape: fc.oneof(fc.array(fc.nat(9)), fc.jsonValue()),
      data_offsets: fc.oneof(fc.tuple(fc.nat(64), fc.nat(64)), fc.jsonValue()),
    });
    const header = fc.oneof(fc.dictionary(fc.string(), entry), fc.jsonValue());
    fc.assert(
      fc.property(header, fc.nat(64), (json, length) => {
        readsOrRefuses(() => {
          const file = parseSafetensors(withHeader(JSON.stringify(json), [new Uint8Array(length)]), "x.safetensors");
          for (const name of file.names) file.float32(name);
        });
      }),
      FUZZ,
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
      FUZZ,
    );
  });
});
