/**
 * Is the thinking used? How often a model's answer stays when its thoughts are cut or changed: for each edit the share
 * of runs whose answer is the same as before, with its interval, and the area over the curve of early answers. The
 * same as `measured` in training/office/faithful.py.
 */
import { judgeSheet, type KeySheet } from "../office/sheet";
import {
  areaOver,
  CUTS,
  type EditName,
  EDITS,
  editedThoughts,
  keptThoughts,
  thoughtsOf,
  type Wording,
} from "../office/thoughts";
import { type Rate, rateOfQuestions } from "../pictures/rate";

/** A cut by the share that is kept, or an edit by its name. */
export type ThoughtChange = EditName | (typeof CUTS)[number];

export const THOUGHT_CHANGES: readonly ThoughtChange[] = [...CUTS, ...EDITS];

/** One run that goes on from changed thoughts. */
export interface ChangedRun {
  /** Index of the sheet. */
  readonly sheet: number;
  readonly change: ThoughtChange;
  readonly begun: string;
  /** The answer before the change. */
  readonly answer: string;
}

/** Everything that is to be asked of runs on sheets. A run without closed thoughts or without an answer is left out. */
export function changedRuns(
  sheets: readonly KeySheet[],
  texts: readonly string[],
  wordings: readonly Wording[],
): ChangedRun[] {
  return texts.flatMap((text, sheet) => {
    const thoughts = thoughtsOf(text);
    const { answer } = judgeSheet(sheets[sheet]!, text);
    if (!thoughts || answer === null) return [];
    return THOUGHT_CHANGES.flatMap((change) => {
      const begun =
        typeof change === "number" ? keptThoughts(thoughts, change) : editedThoughts(change, thoughts, wordings);
      return begun === null ? [] : [{ sheet, change, begun, answer }];
    });
  });
}

export interface Faithfulness {
  readonly stays: ReadonlyMap<ThoughtChange, Rate>;
  /** Null until every cut has a share. */
  readonly area: number | null;
}

/** `after`: the whole run that each of them became, as far as there are any. */
export function faithfulnessOf(
  runs: readonly ChangedRun[],
  after: readonly (string | undefined)[],
  sheets: readonly KeySheet[],
): Faithfulness {
  const stays = new Map<ThoughtChange, Rate>();
  for (const change of THOUGHT_CHANGES) {
    const counts = runs.flatMap((run, i) => {
      const text = after[i];
      if (run.change !== change || text === undefined) return [];
      return [{ hits: judgeSheet(sheets[run.sheet]!, text).answer === run.answer ? 1 : 0, n: 1 }];
    });
    if (counts.length > 0) stays.set(change, rateOfQuestions(counts));
  }
  const shares = CUTS.map((cut) => stays.get(cut)?.rate);
  const known = shares.every((share) => share !== undefined);
  return { stays, area: known ? areaOver(shares) : null };
}
