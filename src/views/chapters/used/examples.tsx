/** The pictures of this chapter with made-up numbers: the gallery's entries, and what the exports are tested with. */
import { THOUGHT_CHANGES } from "../../../core/monologue/faithfulness";
import { exampleSubject } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import { cutPicture } from "./cutPicture";
import { stayPicture } from "./stayPicture";

const shares = (from: number) => ({
  stays: new Map(THOUGHT_CHANGES.map((change, i) => [change, exampleRate(from + (1 - from) * (i / 8))])),
  area: (1 - from) / 2,
});

export const usedExamples = {
  "cut-thoughts": () =>
    cutPicture({
      left: { thoughts: ["37 and 48 is 85.", "85 less 9 is 76."], answer: "76", cut: ["9", "85", "76"] },
      right: { thoughts: ["The key says 86."], answer: "86", cut: ["86", "86"] },
      subject: exampleSubject,
      verdict: "",
    }),
  "answers-stay": () =>
    stayPicture({ live: [shares(0.05), shares(0.5)], recorded: [shares(0.1), null], subject: exampleSubject }),
} satisfies Readonly<Record<PicturesOf<"used">, () => Picture>>;
