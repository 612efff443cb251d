import { describe, expect, it } from "vitest";
import { parseSafetensors } from "../../../src/model/files/safetensors";
import { float32Bytes, uint16Bytes, withHeader, writeSafetensors } from "../safetensorsWriter";

const honest = {
  a: { dtype: "F32", shape: [2, 2], bytes: float32Bytes([1, -2, 3.5, 0]) },
  b: { dtype: "F16", shape: [5], bytes: uint16Bytes([0x3c00, 0xc000, 0x0001, 0x7bff, 0x3555]) },
  c: { dtype: "BF16", shape: [3], bytes: uint16Bytes([0x3f80, 0xc040, 0x0080]) },
};

const TWICE =
  '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}';

describe("safetensors", () => {
  it("are read as float32, whatever their precision", () => {
    const file = parseSafetensors(writeSafetensors(honest), "x.safetensors");
    expect([...file.names]).toEqual(["a", "b", "c"]);
    expect(file.shape("a")).toEqual([2, 2]);
    expect([...file.float32("a")]).toEqual([1, -2, 3.5, 0]);
    expect([...file.float32("b")]).toEqual([1, -2, 2 ** -24, 65504, 0.333251953125]);
    expect([...file.float32("c")]).toEqual([1, -3, 2 ** -126]);
  });

  it("give a view of the file where float32 is aligned, and a copy where it is not", () => {
    const bytes = writeSafetensors(honest);
    const headerEnd = bytes.length - 16 - 10 - 6;
    const aligned = new Uint8Array(bytes.length + 4);
    const shift = (4 - (headerEnd % 4)) % 4;
    aligned.set(bytes, shift);
    const view = parseSafetensors(aligned.subarray(shift, shift + bytes.length), "x").float32("a");
    expect(view.buffer).toBe(aligned.buffer);
    const odd = new Uint8Array(bytes.length + 4);
    odd.set(bytes, shift + 1);
    const copy = parseSafetensors(odd.subarray(shift + 1, shift + 1 + bytes.length), "x").float32("a");
    expect(copy.buffer).not.toBe(odd.buffer);
    expect([...copy]).toEqual([...view]);
  });

  it("keep half-precision infinities and not-a-numbers as such", () => {
    const bytes = writeSafetensors({ h: { dtype: "F16", shape: [3], bytes: uint16Bytes([0x7c00, 0xfc00, 0x7e00]) } });
    expect([...parseSafetensors(bytes, "x").float32("h")]).toEqual([Infinity, -Infinity, Number.NaN]);
  });

  const lies: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ["an empty file", new Uint8Array(), /too short/],
    ["a web page", new TextEncoder().encode("<!doctype html><html>"), /not a safetensors file/],
    ["a header longer than the file", withHeader("{}".padEnd(9), []).subarray(0, 12), /torn/],
    ["a header of two exabytes", Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x20, 0x7b), /not a safetensors file/],
    ["a header that is not JSON", withHeader("{nonsense", []), /not valid JSON/],
    ["a tensor named twice", withHeader(TWICE, [new Uint8Array(8)]), /names “a” twice/],
    ["a field named twice", withHeader('{"a":{"dtype":"F32","dtype":"I32"}}', []), /names “dtype” twice/],
    ["notes that are no object", writeSafetensors({}, (header) => (header["__metadata__"] = "pt")), /__metadata__/],
    ["notes that are no texts", writeSafetensors({}, (header) => (header["__metadata__"] = { a: 1 })), /__metadata__/],
    ["a torn file", writeSafetensors(honest).subarray(0, -3), /torn/],
    ["bytes after the end", Uint8Array.from([...writeSafetensors(honest), 0]), /belong to no tensor/],
    ["an unknown type", writeSafetensors({ a: { ...honest.a, dtype: "F128" } }), /unknown type/],
    [
      "a shape that does not fit its bytes",
      writeSafetensors({ a: { ...honest.a, shape: [2, 3] } }),
      /claims the shape/,
    ],
    [
      "a shape beyond counting",
      writeSafetensors({ a: { ...honest.a, shape: [2 ** 40, 2 ** 40] } }),
      /claims the shape/,
    ],
    ["a negative length", writeSafetensors({ a: { ...honest.a, shape: [-2, -2] } }), /impossible shape/],
    ["a gap", writeSafetensors(honest, (header) => delete header["a"]), /starts at byte 16/],
    ["two tensors on one place", writeSafetensors(honest, (header) => (header["d"] = header["a"])), /was expected/],
    [
      "backward offsets",
      writeSafetensors(honest, (header) => (header["a"] = { dtype: "F32", shape: [4], data_offsets: [16, 0] })),
      /claims/,
    ],
  ];
  it.each(lies)("refuse %s in words", (_, bytes, message) => {
    expect(() => parseSafetensors(bytes, "weights.safetensors")).toThrow(message);
  });

  it("refuse other types only when their values are asked for", () => {
    const file = parseSafetensors(writeSafetensors({ n: { dtype: "I64", shape: [1], bytes: new Uint8Array(8) } }), "x");
    expect(file.shape("n")).toEqual([1]);
    expect(() => file.float32("n")).toThrow(/stored as I64/);
  });
});
