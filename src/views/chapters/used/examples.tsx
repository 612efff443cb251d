/** The picture of this chapter with made-up numbers: the gallery's entry, and what the exports are tested with. */
import { THOUGHT_CHANGES } from "../../../core/monologue/faithfulness";
import { exampleSubject } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import { stayPicture } from "./stayPicture";

const shares = (from: number) => ({
  stays: new Map(THOUGHT_CHANGES.map((change, i) => [change, exampleRate(from + (1 - from) * (i / 8))])),
  area: (1 - from) / 2,
});

export const usedExamples = {
  "answers-stay": () =>
    stayPicture({ live: [shares(0.05), shares(0.5)], recorded: [shares(0.1), null], subject: exampleSubject }),
} satisfies Readonly<Record<PicturesOf<"used">, () => Picture>>;
