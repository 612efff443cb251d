/**
 * A file beside the models: recorded numbers, prompt sets, a dictionary. No bar shows how it arrives, so where nothing
 * has arrived of it for a while it fails with a sentence that says so; asking again begins a new download.
 */
import { cancelled, Failure } from "../../core/failure";
import type { FileEntry } from "../../model/hosted/fileEntry";
import type { Progress } from "../engine/progress";
import { download } from "./download";

const SILENCE_S = 10;

/** The verified bytes of `file`. Rejects with a Failure, also after ten seconds without a byte. */
export async function fetchSmallFile(root: URL, file: FileEntry, signal?: AbortSignal): Promise<Uint8Array> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  let silent = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silent = true;
      stop();
    }, SILENCE_S * 1000);
  };
  const on = ({ done, total }: Progress): void => {
    // What is whole is checked and kept: no silence of the network.
    if (done < total) listen();
    else clearTimeout(timer);
  };
  if (signal?.aborted) throw cancelled();
  signal?.addEventListener("abort", stop);
  listen();
  try {
    return await download(root, file, on, stopped.signal);
  } catch (error) {
    if (!silent || signal?.aborted) throw error;
    const what = `Nothing has arrived of ${file.path} for ${SILENCE_S} seconds, so the page no longer waits for it.`;
    throw new Failure("network", what, "Check the connection and try again.");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
