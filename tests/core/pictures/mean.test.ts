/** Means with an interval that knows its questions: the numbers of training/office/inside.py, mean_of. */
import { expect, it } from "vitest";
import { meanOfQuestions } from "../../../src/core/pictures/mean";

const values = Array.from({ length: 16 }, (_, i) => i % 2);

it("has the interval of its values where each is a question of its own", () => {
  const groups = values.map((_, i) => String(i));
  const { mean, n, questions, low, high } = meanOfQuestions(values, groups);
  expect({ mean, n, questions }).toEqual({ mean: 0.5, n: 16, questions: 16 });
  // 1.96 · √(16 · ¼ · 16/15) / 16, as test_office_causes.py has it
  expect(high! - mean).toBeCloseTo(0.25303, 4);
  expect(mean - low!).toBeCloseTo(0.25303, 4);
});

it("is narrower where what differs is within questions, and has none of fewer than eight", () => {
  const pairs = meanOfQuestions(
    values,
    values.map((_, i) => String(Math.floor(i / 2))),
  );
  expect([pairs.questions, pairs.low, pairs.high]).toEqual([8, 0.5, 0.5]);
  expect(
    meanOfQuestions(
      values,
      values.map((_, i) => String(i % 7)),
    ).low,
  ).toBeUndefined();
  expect(meanOfQuestions([], []).mean).toBeNaN();
});
