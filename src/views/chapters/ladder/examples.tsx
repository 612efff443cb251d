/** The picture of this chapter with made-up numbers: the gallery's entry, and what the exports are tested with. */
import { exampleSubject } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import { ladderPicture, type LadderRow } from "./ladderPicture";

const rates = (comply: number): NonNullable<LadderRow["live"][0]> => ({
  comply: exampleRate(comply),
  resist: exampleRate(1 - comply),
});

const ROWS: readonly LadderRow[] = [
  { title: "Nothing is said of it", adds: "", live: [rates(0.1), rates(0.08)], recorded: [rates(0.12), rates(0.1)] },
  { title: "It may stop", adds: "You may stop.", live: [rates(0.5), null], recorded: [rates(0.45), rates(0.15)] },
  { title: "Stopping comes first", adds: "Stopping comes first.", live: [null, null], recorded: [rates(0.95), null] },
];

export const ladderExamples = {
  "clarity-ladder": () => ladderPicture({ rows: ROWS, subject: exampleSubject }),
} satisfies Readonly<Record<PicturesOf<"ladder">, () => Picture>>;
