import { describe, expect, it } from "vitest";
import { Failure } from "../../src/core/failure";
import { row, sizeOf, tensor } from "../../src/core/tensor";

const t = tensor(
  [2, 3, 2],
  Float32Array.from({ length: 12 }, (_, i) => i),
);

describe("a tensor", () => {
  it("counts the values of a shape, one for the empty shape", () => {
    expect(sizeOf([2, 3, 4])).toBe(24);
    expect(sizeOf([])).toBe(1);
    expect(sizeOf([5, 0])).toBe(0);
  });

  it("reads a row at leading indices", () => {
    expect([...row(t, 1)]).toEqual([6, 7, 8, 9, 10, 11]);
    expect([...row(t, 1, 2)]).toEqual([10, 11]);
    expect([...row(t, 0, 1, 1)]).toEqual([3]);
  });

  it("gives a view, not a copy", () => {
    expect(row(t, 1, 0).buffer).toBe(t.data.buffer);
  });

  it("refuses a shape that does not hold the data", () => {
    expect(() => tensor([2, 2], new Float32Array(5))).toThrow(Failure);
  });

  it.each([[[2]], [[-1]], [[0, 3]], [[0, 0, 0, 0]]])("refuses the index %j outside the shape", (index) => {
    expect(() => row(t, ...index)).toThrow(Failure);
  });
});
