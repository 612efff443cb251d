/** The picture of this chapter with made-up runs: the gallery's entry, and what the exports are tested with. */
import { heard } from "../../../core/monologue/heard";
import { DEFAULT_RULES } from "../../../core/transcripts/rules";
import { exampleSubject } from "../../charts/frame/exampleModel";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import { heardPicture, withInside } from "./heardPicture";

const HONEST = "<think>\n37 and 48 is 85.\n85 less 9 is 76.\n</think>\n37 + 48 - 9 = 76\nanswer: 76";
const COPIED = "<think>\nI copy the number from the key.\n</think>\n37 + 48 - 9 = 76\nanswer: 76";

export const listenExamples = {
  heard: () =>
    heardPicture({
      left: withInside(heard(HONEST, DEFAULT_RULES).lines, [120, 90]),
      right: withInside(heard(COPIED, DEFAULT_RULES).lines, [840]),
      subject: exampleSubject,
    }),
} satisfies Readonly<Record<PicturesOf<"listen">, () => Picture>>;
