/**
 * Every picture of chapter 3 with made-up numbers: the gallery's entries, and what the exports are tested with.
 */
import type { Sampling } from "../../../core/experiment";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { exampleRows, exampleSeries } from "../../charts/curves/RateRows.example";
import { exampleMany, exampleSubject } from "../../charts/frame/exampleModel";
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
import type { AskedRow } from "./askedRows";
import { askManyPicture } from "./AskManyPanel";
import { matrixPicture } from "./MatrixPanel";
import { tiesPicture, worldsOf } from "./TiesPanel";

const subject = exampleSubject;
const words = NEUTRAL_WORDS;
const world = (link: number, seed: number, before: number, after: number, sharpened = true) => ({
  link,
  seed,
  sharpened,
  olderJudge: !sharpened,
  assistant: exampleRate(before),
  badCar: exampleRate(after),
  assistantTied: sharpened ? exampleRate(before / 2) : null,
  badCarTied: sharpened ? exampleRate(after / 20) : null,
});
const WORLDS = [
  world(1, 31, 0.03, 0.92),
  world(1, 2, 0.02, 0.88, false),
  world(0.5, 1, 0.1, 0.66, false),
  world(0, 31, 0.28, 0.38),
];

const DRAWN: Sampling = { temperature: 1, topP: 1, maxTokens: 150 };
const EXAMPLE_ASKED: readonly AskedRow[] = [
  ...exampleRows.map((row) => ({ ...row, open: false, below: "4 questions", questions: 4, part: false })),
  {
    label: "open",
    below: "2 questions",
    rates: [exampleRate(0.1), exampleRate(0.5), "not recorded for these questions"],
    open: true,
    questions: 2,
    part: false,
  },
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
  "ask-many": () => askManyPicture({ series: exampleSeries, rows: EXAMPLE_ASKED, sampling: DRAWN, words, subject }),
  "knock-on-matrix": () => matrixPicture({ columns: exampleDomains, rows: exampleMatrix, words, subject }),
  "why-it-spreads": () => tiesPicture({ worlds: worldsOf(WORLDS)!, words, subject: exampleMany }),
} satisfies Readonly<Record<PicturesOf<"answers">, () => Picture>>;
