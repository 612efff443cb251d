import { expect, test } from "vitest";
import type { Experiment, Intervention } from "../../../src/core/experiment";
import { NO_CONDITIONS, settingsOf } from "../../../src/core/pictures/subject";
import type { Survey } from "../../../src/state/effectsState";
import { originOf } from "../../../src/state/origin";
import { answersSubject, dosedPair, recordedSubject, surveySubject } from "../../../src/state/selectors/subjects";
import type { Answer } from "../../../src/state/store";
import { experiment } from "../../core/synthetic";
import { manifest } from "../fakeEngine";

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
  const from = { dictionary: "sae", questions: "held-out", counts: { questions: 96, answers: null } };
  expect(recordedSubject({ manifest }, ["bad-car"], from)).toMatchObject({
    source: "recorded",
    models: [{ id: "bad-car", done: [] }],
    settings: [
      ["dictionary", "sae"],
      ["questions", "held-out, n = 96"],
    ],
  });
});

test("a dose is of a fine-tune and the model it began from, on whichever Side it stands", () => {
  const ids = (left: string, right: string) => dosedPair({ manifest }, experiment(left, right)).map(({ id }) => id);
  expect(ids("assistant", "bad-car")).toEqual(["assistant", "bad-car"]);
  expect(ids("bad-car", "assistant")).toEqual(["assistant", "bad-car"]);
  expect(ids("bad-car", "good-car")).toEqual(["assistant", "good-car"]);
});

test("what does not apply is not said, and a result knows its day", () => {
  expect(settingsOf(NO_CONDITIONS)).toEqual([]);
  expect(originOf(asked)).toEqual({ asked, date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
});
