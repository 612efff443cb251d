import { expect, test } from "vitest";
import type { Experiment, Intervention } from "../../../src/core/experiment";
import { askedSubject, pairSubject, recordedSubject, samplingSettings } from "../../../src/state/selectors/subjects";
import { experiment } from "../../core/synthetic";
import { manifest } from "../fakeEngine";

const quiet: Intervention = { kind: "ablate", target: { kind: "mlp", layer: 1 }, how: "zero", positions: "all" };
const asked: Experiment = experiment("assistant", "bad-car", "My brakes squeal?");
const edited: Experiment = { ...asked, right: { ...asked.right, interventions: [quiet] } };

test("a pair is named with its question and with all that was done to either", () => {
  const { models, settings } = pairSubject({ manifest }, edited, "live", [["seed", "7"]]);
  expect(models.map(({ id, done }) => [id, done.length])).toEqual([
    ["assistant", 0],
    ["bad-car", 1],
  ]);
  expect(settings).toEqual([
    ["question", "“My brakes squeal?”"],
    ["seed", "7"],
  ]);
});

test("Sides that were asked questions of their own are not said to have been asked the page's", () => {
  const { models, settings } = askedSubject({ manifest }, [edited.right], samplingSettings(edited));
  expect(models).toMatchObject([{ id: "bad-car", done: [expect.any(String)] }]);
  expect(Object.fromEntries(settings)).toEqual({
    temperature: "0.7",
    "top-p": "0.95",
    "at most": "80 tokens",
    seed: String(edited.seed),
  });
});

test("recorded models are as they were made, whatever is done to them on the page", () => {
  expect(recordedSubject({ manifest }, ["bad-car"])).toMatchObject({
    source: "recorded",
    models: [{ id: "bad-car", done: [] }],
    settings: [],
  });
});
