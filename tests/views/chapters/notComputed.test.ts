import { describe, expect, it } from "vitest";
import { DEFAULT_SAMPLING } from "../../../src/core/answers/sampling";
import { NEUTRAL_WORDS } from "../../../src/core/texts";
import { exampleSubject, exampleTitles } from "../../../src/views/charts/frame/exampleModel";
import { csvOf } from "../../../src/views/charts/frame/exports";
import { answersPicture } from "../../../src/views/chapters/answers/AnswersPanel";
import { askManyPicture } from "../../../src/views/chapters/answers/AskManyPanel";
import { amplifiedPicture } from "../../../src/views/chapters/prove/AmplifyPanel";
import { dosePicture } from "../../../src/views/chapters/prove/dosePicture";
import { partEffectsPicture } from "../../../src/views/chapters/prove/partEffectsPicture";
import { steeringPicture } from "../../../src/views/chapters/prove/steeringPicture";

const subject = exampleSubject;
const words = NEUTRAL_WORDS;
const training = "fine-tuning";
const silent = { tokens: [], status: "has not been asked", values: null };
const askedRow = { label: "car", rates: [null], open: false, questions: 1, part: false };
const series = [{ title: exampleTitles.left, hue: "left", recorded: false }] as const;

describe("a picture that is not computed", () => {
  it.each([
    answersPicture({ left: silent, right: silent, parting: null, colouring: null, said: false, subject }),
    askManyPicture({ series, rows: [askedRow], sampling: DEFAULT_SAMPLING, words, subject }),
    steeringPicture({ voice: "the villain", panels: [], words, subject }),
    partEffectsPicture({ kind: "dose", found: null, training, words, subject }),
    partEffectsPicture({ kind: "transplant", found: null, training, words, subject }),
    dosePicture({ axis: "dose", curves: [], training, words, subject }),
    amplifiedPicture({ amount: null, tokens: [], said: false, words, subject }),
  ])("has nothing to save: $id", (picture) => {
    expect(picture.table).toBeNull();
    expect(() => csvOf(picture)).toThrow();
    expect(picture.summary).not.toMatch(/undefined|NaN/);
  });
});
