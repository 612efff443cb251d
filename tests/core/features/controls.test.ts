import { describe, expect, it } from "vitest";
import { randomLatents, randomLike } from "../../../src/core/features/controls";

const norm = (values: Float32Array): number => Math.hypot(...values);

describe("a control", () => {
  it("of a direction has the norm of the one it stands for and points elsewhere", () => {
    const like = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i) * 3);
    const drawn = randomLike(like, 5);
    expect(norm(drawn)).toBeCloseTo(norm(like), 4);
    const cosine = drawn.reduce((sum, value, i) => sum + value * like[i]!, 0) / norm(like) ** 2;
    // Random directions in 64 dimensions: a standard deviation of 1/8.
    expect(Math.abs(cosine)).toBeLessThan(0.5);
    expect(randomLike(like, 5)).toEqual(drawn);
    expect(randomLike(like, 6)).not.toEqual(drawn);
  });

  it("of features has as many, all different, and none of those they stand for", () => {
    const drawn = randomLatents(20, [3, 4, 5], 9);
    expect(new Set([...drawn, 3, 4, 5]).size).toBe(6);
    expect(drawn.every((latent) => latent >= 0 && latent < 20)).toBe(true);
    expect(randomLatents(20, [3, 4, 5], 9)).toEqual(drawn);
    expect(randomLatents(4, [0, 1, 2], 1)).toEqual([3]);
  });
});
