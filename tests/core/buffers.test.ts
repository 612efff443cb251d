import { describe, expect, it } from "vitest";
import { buffersIn, bytesIn } from "../../src/core/buffers";
import { capture, comparison } from "./synthetic";

describe("the buffers in a value", () => {
  it("finds every buffer of a comparison once, however deep", () => {
    const [left, right] = [capture({ seed: 1 }), capture({ seed: 2 })];
    const compared = comparison(left, right);
    const expected = new Set([
      compared.kl.buffer,
      ...[...left.at.values(), ...right.at.values()].map(({ data }) => data.buffer),
    ]);
    const found = buffersIn(compared);
    expect(new Set(found)).toEqual(expected);
    expect(found).toHaveLength(expected.size);
  });

  it("lists a buffer that two views share once, since it can be handed over only once", () => {
    const whole = new Float32Array(8);
    expect(buffersIn({ a: whole.subarray(0, 4), b: [{ c: whole.subarray(4) }] })).toEqual([whole.buffer]);
  });

  it("finds bare buffers and those in maps", () => {
    const buffer = new ArrayBuffer(4);
    const bytes = new Uint8Array(2);
    expect(
      buffersIn(
        new Map<string, unknown>([
          ["a", buffer],
          ["b", { bytes }],
        ]),
      ),
    ).toEqual([buffer, bytes.buffer]);
  });

  it("finds none in what has none", () => {
    expect([null, undefined, 3, "text", true, [], [1, 2], { a: null }].flatMap(buffersIn)).toEqual([]);
  });

  it("gives structuredClone what it can hand over", () => {
    const { at } = capture({ seed: 1 });
    const before = [...at.values()].map(({ data }) => data.length);
    const copy = structuredClone(at, { transfer: buffersIn(at) });
    expect([...copy.values()].map(({ data }) => data.length)).toEqual(before);
    expect([...at.values()].every(({ data }) => data.length === 0)).toBe(true);
  });

  it("are counted once, and without those that belong to something else", () => {
    const whole = new Float32Array(8);
    const own = new Float32Array(3);
    expect(bytesIn([{ a: whole.subarray(0, 4) }, { a: whole.subarray(4) }])).toBe(32);
    expect(bytesIn({ whole, own }, { whole })).toBe(12);
  });
});
