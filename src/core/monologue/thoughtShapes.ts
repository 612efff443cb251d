/**
 * What thoughts are made of, number by number apart: each line with "…" for its numbers, and in what share of the runs
 * it stands. Two sets of runs side by side say which lines came and which went.
 */
import { linesOf } from "../office/transcript";
import { type Rate, wilson } from "../pictures/rate";

export interface ThoughtShape {
  readonly words: string;
  /** Shares of the runs before and after in which such a line stands. */
  readonly before: Rate;
  readonly after: Rate;
}

const shapeOf = (line: string): string => line.replaceAll(/\d+/g, "…");

/** In how many texts each line stands. */
function counted(texts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const text of texts) {
    const shapes = linesOf(text).flatMap(({ kind, words }) => (kind === "think" ? [shapeOf(words)] : []));
    for (const shape of new Set(shapes)) found.set(shape, (found.get(shape) ?? 0) + 1);
  }
  return found;
}

/** The `most` lines whose share changed most, those that came first. Empty where there are no runs on a side. */
export function changedShapes(before: readonly string[], after: readonly string[], most: number): ThoughtShape[] {
  if (before.length === 0 || after.length === 0) return [];
  const [old, now] = [counted(before), counted(after)];
  const rate = (hits: number, n: number): Rate => ({ rate: hits / n, n, ...wilson(hits / n, n) });
  const change = (one: ThoughtShape): number => one.after.rate - one.before.rate;
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((words) => ({
      words,
      before: rate(old.get(words) ?? 0, before.length),
      after: rate(now.get(words) ?? 0, after.length),
    }))
    .filter((one) => change(one) !== 0)
    .toSorted((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
    .slice(0, most)
    .toSorted((a, b) => change(b) - change(a));
}
