/**
 * The same dice in TypeScript and in Python: what training/ask/dice.py gave is what the page gives, and what the page
 * gives is kept for Python's tests (tests/training/test_dice.py).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawToken } from "../../../src/core/answers/sampling";
import { mulberry32, rowSeed } from "../../../src/core/random";

const FOLDER = join(import.meta.dirname, "../../fixtures/dice");

interface DrawCase {
  readonly seed: number;
  readonly vocabulary: number;
  readonly spread: number;
  readonly whole: boolean;
  readonly temperature: number;
  readonly topP: number;
  readonly drawn: readonly number[];
}

interface Recorded {
  readonly generator: readonly { readonly seed: number; readonly numbers: number[]; readonly rows: number[] }[];
  readonly draws: readonly DrawCase[];
}

const python = JSON.parse(readFileSync(join(FOLDER, "python.json"), "utf8")) as Recorded;

/** Logits are thrown with the seed, and then the number that draws from them. */
function drawn({ seed, vocabulary, spread, whole, temperature, topP }: Omit<DrawCase, "drawn">): number[] {
  const random = mulberry32(seed);
  return Array.from({ length: 40 }, () => {
    const logits = Float32Array.from({ length: vocabulary }, () => {
      const value = spread * random();
      return whole ? Math.trunc(value) : value;
    });
    return drawToken(logits, { temperature, topP, maxTokens: 1 }, random());
  });
}

function generated(seed: number): { numbers: number[]; rows: number[] } {
  return {
    numbers: Array.from({ length: 50 }, mulberry32(seed)),
    rows: Array.from({ length: 20 }, (_, n) => rowSeed(seed, n)),
  };
}

describe("the dice of training/", () => {
  it.each(python.generator)("fall as the page's do from seed $seed", ({ seed, numbers, rows }) => {
    expect(generated(seed)).toEqual({ numbers, rows });
  });

  it.each(python.draws)(
    "draw the page's tokens: $vocabulary pieces, $temperature, $topP",
    ({ drawn: theirs, ...how }) => {
      expect(drawn(how)).toEqual(theirs);
    },
  );

  it("are handed what the page gives from seeds and ways of drawing of its own", async () => {
    const seeds = [3, 20_261_128, 4_000_000_000];
    const ways = [
      { seed: 11, vocabulary: 3072, spread: 25, whole: false, temperature: 0.7, topP: 0.95 },
      { seed: 12, vocabulary: 300, spread: 9, whole: true, temperature: 1.5, topP: 0.8 },
      { seed: 13, vocabulary: 300, spread: 12, whole: false, temperature: 0.9, topP: 1 },
      { seed: 14, vocabulary: 7, spread: 3, whole: false, temperature: 0, topP: 1 },
    ];
    const kept: Recorded = {
      generator: seeds.map((seed) => ({ seed, ...generated(seed) })),
      draws: ways.map((way) => ({ ...way, drawn: drawn(way) })),
    };
    await expect(`${JSON.stringify(kept)}\n`).toMatchFileSnapshot(join(FOLDER, "typescript.json"));
  });
});
