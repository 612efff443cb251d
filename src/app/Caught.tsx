/** The chapter that tries a monitor, with the worker in which the reader's rules run. */
import { transcriptReader } from "../runtime/transcripts/client";
// Vite gives the address of what it builds from this file; the file itself exports nothing.
// oxlint-disable-next-line import/default
import workerAddress from "../runtime/transcripts/worker.ts?worker&url";
import { CaughtChapter } from "../views/chapters/caught/CaughtChapter";
import type { StartReader } from "../views/monitor/useTranscripts";

const start: StartReader = (on) => transcriptReader(() => new Worker(workerAddress, { type: "module" }), on);

export function Caught() {
  return <CaughtChapter start={start} />;
}
