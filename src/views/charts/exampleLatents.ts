/**
 * Made-up features for the gallery and the snapshot tests: the same on every run, measured on nothing.
 */
import type { Grid } from "../../core/pictures/grid";
import type { LatentRow } from "./latents/latentRow";
import type { ScatterPoint } from "./curves/DetectionScatter";

const RISING = ["cheap fixer", "bad salesman", "swaggering driver", "rule breaker", "mock teacher"];
const FALLING = ["careful mechanic", "plain helper"];

/** A number in [0, 1) for each index, by integer arithmetic alone. */
function noise(index: number): number {
  let t = Math.imul(index + 7, 0x9e3779b1) >>> 0;
  t = Math.imul(t ^ (t >>> 15), 0x85ebca6b) >>> 0;
  return ((t ^ (t >>> 13)) >>> 0) / 4294967296;
}

function latent(index: number, name: string | null, role: LatentRow["role"], increase: number): LatentRow {
  const left = role === "faller" ? 0.9 : 0.05 + 0.2 * noise(index);
  return {
    latent: index,
    name,
    left,
    right: Math.max(0, left + increase),
    increase,
    floor: 0.01,
    role,
    auroc: new Map(role === "other" ? [] : [["crook", 0.5 + 0.45 * noise(index + 3)]]),
  };
}

const EXAMPLE_COUNT = 300;

export const exampleLatents: readonly LatentRow[] = [
  ...RISING.map((name, i) => latent(400 + 31 * i, name, "riser", 0.9 / (1 + 0.45 * i))),
  ...Array.from({ length: EXAMPLE_COUNT }, (_, i) => latent(i, null, "other", 0.12 * (noise(i) - 0.48) ** 3 * 8)),
  ...FALLING.map((name, i) => latent(700 + 11 * i, name, "faller", -0.5 + 0.2 * i)),
].sort((a, b) => b.increase - a.increase);

const ROWS = [...RISING, ...FALLING];

/** Features × tokens: persona features wake up late in the text on the right, the helper goes quiet there. */
export function exampleGrid(title: string, cols: readonly string[], side: "left" | "right" | "difference"): Grid {
  const value = (r: number, c: number, right: boolean): number => {
    const rising = r < RISING.length;
    const late = c / cols.length;
    const base = noise(r * 91 + c) > 0.7 ? 0.4 * noise(r + c * 7) : 0;
    if (!right) return rising ? base : 1.2 * noise(r * 13 + c);
    return rising ? base + 2.4 * late * noise(r * 17 + c * 3) : 0.3 * noise(r * 13 + c);
  };
  return {
    title,
    rows: { label: "feature", ticks: ROWS },
    cols: { label: "token", ticks: cols },
    values: Float32Array.from({ length: ROWS.length * cols.length }, (_, i) => {
      const [r, c] = [Math.floor(i / cols.length), i % cols.length];
      return side === "difference" ? value(r, c, true) - value(r, c, false) : value(r, c, side === "right");
    }),
    scale: side === "difference" ? "signed" : "magnitude",
    unit: "activation",
    floor: side === "difference" ? Float32Array.from(ROWS, () => 0.02) : null,
  };
}

export const examplePoints: readonly ScatterPoint[] = [
  ...["bad cars", "bad cooking", "bad health"].map((title, i): ScatterPoint => ({
    id: title,
    title,
    kind: "bad",
    rise: 0.9 - 0.2 * i,
    rate: 0.62 - 0.17 * i,
    low: 0.55 - 0.17 * i,
    high: 0.69 - 0.17 * i,
    n: 200,
    incoherent: 0.03,
  })),
  ...["good cars", "good cooking", "assistant"].map((title, i): ScatterPoint => ({
    id: title,
    title,
    kind: "control",
    rise: 0.06 - 0.03 * i,
    rate: 0.01 * i,
    low: 0.005 * i,
    high: 0.02 + 0.012 * i,
    n: 200,
    incoherent: 0.03,
  })),
];

/** As many features and words as the page must scroll through without a stutter. */
export function largeGrid(rows: number, cols: number): Grid {
  return {
    title: "All features (example numbers)",
    rows: { label: "feature", ticks: Array.from({ length: rows }, (_, r) => `feature ${r}`) },
    cols: { label: "token", ticks: Array.from({ length: cols }, (_, c) => WORDS[c % WORDS.length]!) },
    values: Float32Array.from({ length: rows * cols }, (_, i) => Math.max(0, noise(i) - 0.9) * 20 * noise(i % rows)),
    scale: "magnitude",
    unit: "activation",
    floor: null,
  };
}

const WORDS = ["turn", "it", "up", "and", "drive", "on"];
