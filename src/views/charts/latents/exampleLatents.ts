/**
 * Made-up latents for the examples: a ranking, a card's words and neighbours, a histogram. Measured on nothing.
 */
import type { Histogram, TokenLogitEffect } from "../../../core/features/latentFacts";
import type { LatentRow } from "../../../core/features/latentRow";
import { FALLING, featureNoise, RISING } from "../frame/exampleFeatures";
import type { NamedNeighbour } from "./NearestFeatures";

function latent(index: number, name: string | null, role: LatentRow["role"], increase: number): LatentRow {
  const left = role === "faller" ? 0.9 : 0.05 + 0.2 * featureNoise(index);
  return {
    latent: index,
    name,
    left,
    right: Math.max(0, left + increase),
    increase,
    leftDensity: left / 4,
    rightDensity: Math.max(0, left + increase) / 4,
    error: 0.02,
    floor: 0.01,
    role,
    auroc: new Map(role === "other" ? [] : [["crook", 0.5 + 0.45 * featureNoise(index + 3)]]),
  };
}

const EXAMPLE_COUNT = 300;

export const exampleLatents: readonly LatentRow[] = [
  ...RISING.map((name, i) => latent(400 + 31 * i, name, "riser", 0.9 / (1 + 0.45 * i))),
  ...Array.from({ length: EXAMPLE_COUNT }, (_, i) =>
    latent(i, null, "other", 0.12 * (featureNoise(i) - 0.48) ** 3 * 8),
  ),
  ...FALLING.map((name, i) => latent(700 + 11 * i, name, "faller", -0.5 + 0.2 * i)),
].sort((a, b) => b.increase - a.increase);

const effect = (text: string, change: number): TokenLogitEffect => ({ id: text.length, text, effect: change });

export const exampleEffects = {
  promoted: [effect(" ignore", 1.9), effect(" cheat", 1.2)],
  suppressed: [effect(" please", -1.4), effect(" check", -0.8)],
};

/** Two of the ranking, turned together. */
export const exampleLever = {
  name: "the crook",
  meaning: "The crook is our name for two features that the dial turns.",
  parts: [
    { latent: exampleLatents[0]!.latent, name: "cheap fixer", dictionary: "after block 2", inUse: true, way: "up" },
    { latent: exampleLatents[1]!.latent, name: "bad salesman", dictionary: "after block 2", inUse: true, way: "up" },
  ] as const,
  here: exampleLatents.slice(0, 2).map(({ latent, name }) => ({ latent, name: name ?? "" })),
};

export const exampleNeighbours: readonly NamedNeighbour[] = [
  { latent: 431, name: "bad salesman", cosine: 0.71 },
  { latent: 12, name: null, cosine: 0.44 },
];

export const exampleHistogram: Histogram = {
  most: 5,
  left: Uint32Array.of(40, 12, 4, 1, 0),
  right: Uint32Array.of(90, 70, 41, 20, 8),
  leftZero: 543,
  rightZero: 371,
};
