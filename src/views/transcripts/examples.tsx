/** The picture of the page of transcripts with made-up runs: the gallery's entry, and what exports are tested with. */
import { areaOf, detectionAt, histogramsOf, rocOf } from "../../core/transcripts/detection";
import { type Scope, SCOPES } from "../../core/transcripts/transcript";
import { exampleMany } from "../charts/frame/exampleModel";
import type { Picture } from "../charts/frame/picture";
import type { PicturesOf } from "../pictures";
import { monitorRocPicture } from "./rocPicture";

const LABELS = Int8Array.of(1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
const SCORES: Readonly<Record<Scope, readonly number[]>> = {
  thinking: [1000, 600, 600, 500, 0, 400, 0, 0, 0, 0],
  action: [600, 0, 0, 0, 0, 600, 0, 0, 0, 0],
  both: [1000, 600, 600, 500, 0, 600, 0, 0, 0, 0],
};
const THRESHOLD = 500;

export const transcriptsExamples = {
  "monitor-roc": () =>
    monitorRocPicture({
      subject: exampleMany,
      threshold: THRESHOLD,
      scopes: SCOPES.map((scope) => {
        const histograms = histogramsOf(Uint16Array.from(SCORES[scope]), LABELS);
        const detection = detectionAt(histograms, THRESHOLD);
        return { scope, roc: rocOf(histograms), area: areaOf(histograms), detection };
      }),
    }),
} satisfies Readonly<Record<PicturesOf<"transcripts">, () => Picture>>;
