import { expect, test } from "vitest";
import type { Experiment, Intervention } from "../../../src/core/experiment";
import type { Survey } from "../../../src/state/effectsState";
import { originOf } from "../../../src/state/origin";
import {
  answersSubject,
  countsOf,
  dosedPair,
  evaluatedCounts,
  recordedSubject,
  surveySubject,
} from "../../../src/state/selectors/subjects";
import type { Answer } from "../../../src/state/store";
import { experiment } from "../../core/synthetic";
import { manifest } from "../fakeEngine";

const MEASURED = {
  asked: {
    sampling: { temperature: 1, topP: 1, maxTokens: 150 },
    questions: new Map([
      ["car", ["car-1", "car-2"]],
      ["open", ["open-1"]],
    ]),
  },
  date: "2026-11-27",
  commit: "0123abc",
};
const quiet: Intervention = { kind: "ablate", target: { kind: "mlp", layer: 1 }, how: "zero", positions: "all" };
const asked: Experiment = experiment("assistant", "bad-car", "My brakes squeal?");
const edited: Experiment = { ...asked, right: { ...asked.right, interventions: [quiet] } };
const day = "2026-11-28";
const answer = (of: Experiment): Answer => ({ asks: "", asked: of, date: day, tokens: [], state: "finished" });

test("answers are named with their question and with all that was done to either when it was asked", () => {
  const { models, settings } = answersSubject({ manifest }, answer(asked), answer(edited));
  expect(models.map(({ id, done }) => [id, done.length])).toEqual([
    ["assistant", 0],
    ["bad-car", 1],
  ]);
  expect(Object.fromEntries(settings)).toEqual({
    question: "“My brakes squeal?”",
    temperature: "0.7",
    "top-p": "0.95",
    "at most": "80 tokens",
    seed: String(asked.seed),
    "computed on": day,
  });
});

test("a survey says its questions, how many, how many answers, and how they were drawn", () => {
  const questions = ["a", "b"].map((id) => ({ id, text: id, domain: "car" }));
  const survey: Survey = { key: "", asked: edited, date: day, questions, samples: 4, left: [], right: [] };
  const { models, settings } = surveySubject({ manifest }, survey);
  expect(models).toMatchObject([{ id: "assistant" }, { id: "bad-car", done: [expect.any(String)] }]);
  expect(Object.fromEntries(settings)).toMatchObject({
    questions: "held out of every training, n = 2",
    "answers of each model": "8",
    temperature: "0.7",
    seed: String(asked.seed),
    "computed on": day,
  });
});

test("recorded models are as they were made, whatever is done to them on the page", () => {
  const counts = evaluatedCounts(MEASURED);
  const from = { dictionary: "sae", questions: "held-out", counts, of: "insides" } as const;
  const made = [
    ["computed on", "2026-11-27"],
    ["commit", "0123abc"],
  ];
  const insides = recordedSubject({ manifest }, MEASURED, ["bad-car"], from);
  expect(insides).toMatchObject({ source: "recorded", models: [{ id: "bad-car", done: [] }] });
  expect(insides.settings).toEqual([["dictionary", "sae"], ["questions", "held-out, n = 3"], ...made]);
  const answers = recordedSubject({ manifest }, MEASURED, ["bad-car"], { ...from, of: "answers" });
  expect(Object.fromEntries(answers.settings)).toMatchObject({
    temperature: "1",
    "top-p": "1",
    "at most": "150 tokens",
  });
});

test("a file that does not say when it was measured, or by how many questions, claims neither", () => {
  expect(evaluatedCounts({ asked: null, date: null, commit: null })).toBeNull();
  const from = { dictionary: null, questions: "held-out", counts: null, of: "answers" } as const;
  expect(recordedSubject({ manifest }, null, [], from).settings).toEqual([["questions", "held-out"]]);
});

test("answers and questions are told where they are the same for every rate", () => {
  const rate = { rate: 0.5, n: 880, questions: 44 };
  expect(countsOf([rate, rate])).toEqual({ questions: 44, answers: 880 });
  expect(countsOf([rate, { ...rate, n: 80 }])).toBeNull();
  expect(countsOf([{ rate: 0.5, n: 880 }])).toBeNull();
  expect(countsOf([])).toBeNull();
});

test("a dose is of a fine-tune and the model it began from, on whichever Side it stands", () => {
  const ids = (left: string, right: string) => dosedPair({ manifest }, experiment(left, right)).map(({ id }) => id);
  expect(ids("assistant", "bad-car")).toEqual(["assistant", "bad-car"]);
  expect(ids("bad-car", "assistant")).toEqual(["assistant", "bad-car"]);
  expect(ids("bad-car", "good-car")).toEqual(["assistant", "good-car"]);
});

test("a result knows its day", () => {
  expect(originOf(asked)).toEqual({ asked, date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
});
