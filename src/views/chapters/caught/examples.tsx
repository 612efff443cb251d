/** The picture of this chapter with made-up runs: the gallery's entry, and what the exports are tested with. */
import { exampleSubject } from "../../charts/frame/exampleModel";
import type { Picture } from "../../charts/frame/picture";
import { monitorRocPicture } from "../../monitor/rocPicture";
import { countScopes } from "../../monitor/scopeCounts";
import type { PicturesOf } from "../../pictures";

const LABELS = Int8Array.of(1, 1, 1, 1, 0, 0, 0, 0);
const SCORES = {
  thinking: Uint16Array.of(1000, 1000, 600, 0, 400, 0, 0, 0),
  action: Uint16Array.of(1000, 0, 0, 0, 1000, 0, 0, 0),
  both: Uint16Array.of(1000, 1000, 600, 0, 1000, 0, 0, 0),
};

export const caughtExamples = {
  "thoughts-roc": () =>
    monitorRocPicture({
      id: "thoughts-roc",
      subject: exampleSubject,
      threshold: 500,
      scopes: countScopes(SCORES, LABELS).at(500),
    }),
} satisfies Readonly<Record<PicturesOf<"caught">, () => Picture>>;
