/**
 * What each line of a thought does for the answer: the model goes on from before the line, from after it, and answers
 * without it, several times each. A line's importance is how much oftener the answer comes after it than before it
 * (resampling, as in Bogdan et al. 2025, arXiv 2506.19143).
 */
import { judgeSheet, type KeySheet } from "../office/sheet";
import { begun, withoutThought } from "../office/thoughts";
import { type Rate, wilson } from "../pictures/rate";

/** before, after: it thinks on from there. without: it answers, the line left out. */
export type LineWay = "before" | "after" | "without";

export interface LineRun {
  /** Index of the line. */
  readonly line: number;
  readonly way: LineWay;
  readonly begun: string;
  /** The how-manieth of the same. */
  readonly sample: number;
}

export function lineRuns(thoughts: readonly string[], samples: number): LineRun[] {
  const beginnings = thoughts.flatMap((_, line) => [
    { line, way: "before" as const, begun: line === 0 ? "<think>\n" : begun(thoughts.slice(0, line), false) },
    { line, way: "after" as const, begun: begun(thoughts.slice(0, line + 1), false) },
    { line, way: "without" as const, begun: withoutThought(thoughts, line) },
  ]);
  return beginnings.flatMap((one) => Array.from({ length: samples }, (_, sample) => ({ ...one, sample })));
}

export interface LineEffect {
  /** How often the answer is the same; null where nothing was counted. */
  readonly stays: Readonly<Record<LineWay, Rate | null>>;
  /** After the line less before it, −1 … 1; null until both are counted. */
  readonly importance: number | null;
}

/** Of every line. `after`: the whole run that each became, as far as there are any. */
export function lineEffects(
  lines: number,
  runs: readonly LineRun[],
  after: readonly (string | undefined)[],
  sheet: KeySheet,
  answer: string,
): LineEffect[] {
  const rateOf = (line: number, way: LineWay): Rate | null => {
    const texts = after.filter((_, i) => runs[i]?.line === line && runs[i].way === way);
    const same = texts.filter((text) => text !== undefined && judgeSheet(sheet, text).answer === answer).length;
    const n = texts.length;
    return n === 0 ? null : { rate: same / n, n, ...wilson(same / n, n) };
  };
  return Array.from({ length: lines }, (_, line) => {
    const stays = { before: rateOf(line, "before"), after: rateOf(line, "after"), without: rateOf(line, "without") };
    const importance = stays.before && stays.after ? stays.after.rate - stays.before.rate : null;
    return { stays, importance };
  });
}
