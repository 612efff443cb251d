/**
 * A mean of measured values with an interval that knows its questions: values of one question are alike. The twin of
 * `mean_of` in training/office/inside.py.
 */
import { type Interval, LEAST_QUESTIONS, Z } from "./rate";

export interface Mean extends Partial<Interval> {
  readonly mean: number;
  /** How many values, and how many questions they are of. */
  readonly n: number;
  readonly questions: number;
}

/**
 * `groups`: the question of each value. The 95 % interval is that of a ratio of sums over questions, linearised
 * (Cochran 1977, 6.4); none below LEAST_QUESTIONS of them. Not a number without values.
 */
export function meanOfQuestions(values: readonly number[], groups: readonly string[]): Mean {
  const byQuestion = new Map<string, { sum: number; n: number }>();
  values.forEach((value, i) => {
    const { sum, n } = byQuestion.get(groups[i]!) ?? { sum: 0, n: 0 };
    byQuestion.set(groups[i]!, { sum: sum + value, n: n + 1 });
  });
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const questions = byQuestion.size;
  if (questions < LEAST_QUESTIONS) return { mean, n, questions };
  const squares = [...byQuestion.values()].reduce((sum, one) => sum + (one.sum - mean * one.n) ** 2, 0);
  const half = (Z * Math.sqrt((squares * questions) / (questions - 1))) / n;
  return { mean, n, questions, low: mean - half, high: mean + half };
}
