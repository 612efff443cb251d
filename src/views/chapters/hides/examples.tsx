/** The pictures of this chapter with made-up numbers: the gallery's entry, and what the exports are tested with. */
import type { DetectionAt } from "../../../core/transcripts/detection";
import { exampleMany } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import type { CheckCount } from "./checkCounts";
import { hidesPicture } from "./hidesPicture";
import { nextPicture } from "./nextPicture";
import type { StepCount } from "./stepCounts";

const found = (tpr: number, fpr: number): DetectionAt => ({
  counts: { tp: 0, fp: 0, fn: 0, tn: 0 },
  tpr: exampleRate(tpr),
  fpr: exampleRate(fpr),
  gMean2: null,
});

const step = (at: number, copies: number, thinking: number): StepCount => ({
  step: at,
  copies: exampleRate(copies),
  found: new Map([
    ["thinking", found(thinking, 0.1)],
    ["action", found(0.5, 0.1)],
    ["both", found(Math.max(thinking, 0.5), 0.1)],
    ["inside", found(0.9, 0.05)],
  ]),
});

const flagged = (copying: number) => {
  return { copying: exampleRate(copying), others: exampleRate(0.1), right: exampleRate(0) };
};

const next = (at: number, copies: number, strict: number, work: number): CheckCount => ({
  step: at,
  copies: exampleRate(copies),
  found: {
    thoughts: flagged(Math.min(strict, 0.2)),
    strict: flagged(strict),
    action: flagged(strict),
    inside: flagged(0.3),
    work: flagged(work),
  },
});

export const hidesExamples = {
  "hider-steps": () =>
    hidesPicture({
      subject: exampleMany,
      steps: [step(0, 0.8, 0.95), step(5, 0.75, 0.5), step(40, 0.7, 0.1)],
      honest: null,
    }),
  "next-hider": () =>
    nextPicture({ subject: exampleMany, steps: [next(0, 0.3, 0.9, 0), next(5, 0.3, 0.6, 0.4), next(40, 0.7, 0, 1)] }),
} satisfies Readonly<Record<PicturesOf<"hides">, () => Picture>>;
