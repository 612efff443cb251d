/** Starts the worker in which the reader's rules run, for whatever tries a monitor. */
import { transcriptReader } from "../runtime/transcripts/client";
// Vite gives the address of what it builds from this file; the file itself exports nothing.
// oxlint-disable-next-line import/default
import workerAddress from "../runtime/transcripts/worker.ts?worker&url";
import type { StartReader } from "../views/monitor/useTranscripts";

export const startRules: StartReader = (on) =>
  transcriptReader(() => new Worker(workerAddress, { type: "module" }), on);
