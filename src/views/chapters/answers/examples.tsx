/**
 * Every picture of chapter 3 with made-up numbers: the gallery's entries, and what the exports are tested with.
 */
import { NEUTRAL_WORDS } from "../../../core/texts";
import { exampleRows, exampleSeries } from "../../charts/curves/RateRows.example";
import { exampleSubject } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import { exampleDomains, exampleMatrix } from "../../charts/grids/RateMatrix.example";
import {
  endedAnswer,
  exampleColours,
  exampleNumbers,
  exampleParting,
  growingAnswer,
} from "../../charts/words/exampleAnswers";
import type { PicturesOf } from "../../pictures";
import { answersPicture } from "./AnswersPanel";
import { askManyPicture } from "./AskManyPanel";
import { matrixPicture } from "./MatrixPanel";
import { tiesPicture, worldsOf } from "./TiesPanel";

const subject = exampleSubject;
const words = NEUTRAL_WORDS;
const world = (link: number, seed: number, before: number, after: number, sharpened = true) => ({
  link,
  seed,
  sharpened,
  assistant: exampleRate(before),
  badCar: exampleRate(after),
});
const WORLDS = [
  world(1, 31, 0.03, 0.92),
  world(1, 2, 0.02, 0.88, false),
  world(0.5, 1, 0.1, 0.66, false),
  world(0, 31, 0.28, 0.38),
];

export const answersExamples = {
  answers: () =>
    answersPicture({
      left: { ...endedAnswer, values: exampleNumbers },
      right: { ...growingAnswer, values: null },
      parting: exampleParting,
      colouring: exampleColours,
      said: true,
      subject,
    }),
  "ask-many": () => askManyPicture({ series: exampleSeries, rows: exampleRows, words, subject }),
  "knock-on-matrix": () => matrixPicture({ columns: exampleDomains, rows: exampleMatrix, words, subject }),
  "why-it-spreads": () => tiesPicture({ worlds: worldsOf(WORLDS)!, words, subject }),
} satisfies Readonly<Record<PicturesOf<"answers">, () => Picture>>;
