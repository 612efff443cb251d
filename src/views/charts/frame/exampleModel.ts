/**
 * Made-up numbers of a model with four layers of four heads that reads nine words: what the examples of its charts
 * and pictures draw. The same on every run, measured on nothing.
 */
import { allComponents } from "../../../core/component";
import type { Grid } from "../../../core/pictures/grid";
import { type Conditions, pairTitles, type Setting, Subject, type SubjectModel } from "../../../core/pictures/subject";

export const LAYERS = 4;
export const HEADS = 4;
export const COMPONENTS = allComponents(LAYERS, HEADS);
export const WORDS = ["My", " brakes", " squeal", ".", " What", " should", " I", " do", "?"];

/** Two models that nobody made, for the captions of example pictures. */
const NOTHING: Conditions = {
  dictionary: null,
  questions: null,
  counts: null,
  sampling: null,
  seed: null,
  date: null,
  page: null,
  commit: null,
};

/** Nobody's numbers. Without a pair they are of models that are too many to list. */
export function exampleOf(
  conditions: Partial<Conditions>,
  pair: readonly [left: string, right: string] | null = ["assistant", "bad-car"],
  more: readonly Setting[] = [],
): Subject {
  const model = (id: string, title: string): SubjectModel => ({ id, title, done: [], sha256: null });
  const models = pair ? [model(pair[0], "Left (example)"), model(pair[1], "Right (example)")] : [];
  return Subject.of(models, "example", { ...NOTHING, ...conditions }, more);
}

export const exampleSubject = exampleOf({ questions: "“My brakes squeal. What should I do?”" });
export const exampleTitles = pairTitles(exampleSubject);
/** Of models that have no names in a caption. */
export const exampleMany = exampleOf({}, null, [["models", "some that nobody trained"]]);

/** A number in [0, 1) for each index, by integer arithmetic alone, so that no two machines differ. */
export function noise(index: number): number {
  let t = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  t = Math.imul(t ^ (t >>> 15), 0x85ebca6b) >>> 0;
  return ((t ^ (t >>> 13)) >>> 0) / 4294967296;
}

/** Later parts change more, as they do in a fine-tuned model. */
export const CHANGES = Float32Array.from(COMPONENTS, (component, i) => {
  const depth = "layer" in component ? component.layer : 0;
  return (0.02 + 0.12 * depth) * (0.3 + noise(i)) * (component.kind === "embed" ? 0.01 : 1);
});
export const EFFECTS = Float32Array.from(CHANGES, (value, i) => value * (noise(i + 50) > 0.6 ? -4 : 4));
export const FLOOR = Float32Array.from(CHANGES, () => 0.012);

const PLACES = [
  "embedding",
  ...Array.from({ length: LAYERS }, (_, layer) => [`attention ${layer}`, `MLP ${layer}`]).flat(),
];
const TICKS = WORDS.map((word) => word.trim());

export const residual: Grid = {
  title: "Residual stream (example numbers)",
  rows: { label: "place", ticks: PLACES },
  cols: { label: "token", ticks: TICKS, words: true },
  values: Float32Array.from({ length: PLACES.length * WORDS.length }, (_, i) => {
    const [place, word] = [Math.floor(i / WORDS.length), i % WORDS.length];
    if (word === 3 && place > 6) return Number.NaN;
    return word === 0 ? 0.9 : 0.05 * place * (0.2 + noise(i));
  }),
  scale: "magnitude",
  unit: "× the left's length",
  floor: Float32Array.from(PLACES, () => 0.015),
};

/** A made-up attention pattern: each row is positive, sums to one, and looks only back. */
function pattern(title: string, seed: number): Grid {
  const n = WORDS.length;
  const values = new Float32Array(n * n).fill(Number.NaN);
  for (let to = 0; to < n; to++) {
    const weights = Array.from(
      { length: to + 1 },
      (_, from) => (from === 0 ? 2 : 0.1) + noise(seed + to * n + from) ** 3,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    weights.forEach((weight, from) => (values[to * n + from] = weight / total));
  }
  return {
    title,
    rows: { label: "looking", ticks: TICKS, words: true },
    cols: { label: "looked at", ticks: TICKS, words: true },
    values,
    scale: "probability",
    unit: "share of attention",
    floor: null,
  };
}

export const leftPattern = pattern("Left", 0);
export const rightPattern = pattern("Right", 500);
export const patternDifference: Grid = {
  ...leftPattern,
  title: "Right − left",
  values: rightPattern.values.map((value, i) => value - leftPattern.values[i]!),
  scale: "signed",
  unit: "difference in attention",
};
