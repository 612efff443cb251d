/** The picture of the page of transcripts with made-up runs: the gallery's entry, and what exports are tested with. */
import { exampleMany } from "../charts/frame/exampleModel";
import type { Picture } from "../charts/frame/picture";
import type { PicturesOf } from "../pictures";
import { monitorRocPicture } from "../monitor/rocPicture";
import { countScopes } from "../monitor/scopeCounts";

const LABELS = Int8Array.of(1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
const SCORES = {
  thinking: Uint16Array.of(1000, 600, 600, 500, 0, 400, 0, 0, 0, 0),
  action: Uint16Array.of(600, 0, 0, 0, 0, 600, 0, 0, 0, 0),
  both: Uint16Array.of(1000, 600, 600, 500, 0, 600, 0, 0, 0, 0),
};
const THRESHOLD = 500;

export const transcriptsExamples = {
  "monitor-roc": () =>
    monitorRocPicture({
      subject: exampleMany,
      threshold: THRESHOLD,
      scopes: countScopes(SCORES, LABELS).at(THRESHOLD),
    }),
} satisfies Readonly<Record<PicturesOf<"transcripts">, () => Picture>>;
