import { expect, it } from "vitest";
import { bandPath } from "../../../src/views/charts/curves/bandPath";

const at = (x: number, low?: number, high?: number) => ({
  x,
  rate: { rate: 0.5, n: 9, questions: 9, ...(low !== undefined && high !== undefined && { low, high }) },
});
const y = (share: number): number => 100 * share;

it("a band runs along neighbours that have an interval, and leaves out what has none", () => {
  expect(bandPath([at(0, 0.25, 0.75), at(1, 0.5, 1)], y)).toBe("M0,75L1,100L1,50L0,25Z");
  expect(bandPath([at(0, 0.25, 0.75), at(1), at(2, 0.25, 0.75), at(3, 0.25, 0.75)], y)).toBe("M2,75L3,75L3,25L2,25Z");
  expect(bandPath([at(0, 0.25, 0.75), at(1), at(2, 0.25, 0.75)], y)).toBe("");
  expect(bandPath([{ x: 0, rate: null }], y)).toBe("");
});
