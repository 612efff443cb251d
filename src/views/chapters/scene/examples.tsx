/** The picture of this chapter with a made-up session: the gallery's entry, and what the exports are tested with. */
import { exampleSubject } from "../../charts/frame/exampleModel";
import type { Picture } from "../../charts/frame/picture";
import { exampleSession, HEEDS, RESISTS } from "../../charts/words/exampleSession";
import type { PicturesOf } from "../../pictures";
import { sessionPicture } from "./sessionPicture";

export const sceneExamples = {
  session: () => sessionPicture({ session: exampleSession, left: HEEDS, right: RESISTS, subject: exampleSubject }),
} satisfies Readonly<Record<PicturesOf<"scene">, () => Picture>>;
