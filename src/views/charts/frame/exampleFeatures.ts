/**
 * Made-up features for the examples of charts and pictures: the same on every run, measured on nothing.
 */
import type { Grid } from "../../../core/pictures/grid";

export const RISING = ["cheap fixer", "bad salesman", "swaggering driver", "rule breaker", "mock teacher"];
export const FALLING = ["careful mechanic", "plain helper"];
const ROWS = [...RISING, ...FALLING];
const WORDS = ["turn", "it", "up", "and", "drive", "on"];

/** A number in [0, 1) for each index, by integer arithmetic alone. */
export function featureNoise(index: number): number {
  let t = Math.imul(index + 7, 0x9e3779b1) >>> 0;
  t = Math.imul(t ^ (t >>> 15), 0x85ebca6b) >>> 0;
  return ((t ^ (t >>> 13)) >>> 0) / 4294967296;
}

/** Features × tokens: persona features become active late in the text on the right, the helper falls silent there. */
export function exampleGrid(title: string, cols: readonly string[], side: "left" | "right" | "difference"): Grid {
  const value = (r: number, c: number, right: boolean): number => {
    const rising = r < RISING.length;
    const late = c / cols.length;
    const base = featureNoise(r * 91 + c) > 0.7 ? 0.4 * featureNoise(r + c * 7) : 0;
    if (!right) return rising ? base : 1.2 * featureNoise(r * 13 + c);
    return rising ? base + 2.4 * late * featureNoise(r * 17 + c * 3) : 0.3 * featureNoise(r * 13 + c);
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

/** As many features and words as the page must scroll through without a stutter. */
export function largeGrid(rows: number, cols: number): Grid {
  return {
    title: "All features (example numbers)",
    rows: { label: "feature", ticks: Array.from({ length: rows }, (_, r) => `feature ${r}`) },
    cols: { label: "token", ticks: Array.from({ length: cols }, (_, c) => WORDS[c % WORDS.length]!) },
    values: Float32Array.from(
      { length: rows * cols },
      (_, i) => Math.max(0, featureNoise(i) - 0.9) * 20 * featureNoise(i % rows),
    ),
    scale: "magnitude",
    unit: "activation",
    floor: null,
  };
}
