/** A small file of a story, brought, read, and put where it is awaited; a failure is put in its place. */
import { asFailure } from "../../core/failure";
import type { FileEntry } from "../../model/hosted/fileEntry";
import { parseJson } from "../../model/files/text";
import type { Arriving } from "../featureState";
import type { FetchFile } from "./recordedFiles";

export async function bring<T>(
  fetchFile: FetchFile,
  file: FileEntry,
  parse: (json: unknown) => T,
  set: (found: Arriving<T>) => void,
): Promise<void> {
  set({ status: "waiting" });
  try {
    set({ status: "here", value: parse(parseJson(await fetchFile(file), file.path)) });
  } catch (error) {
    set({ status: "failed", failure: asFailure(error) });
  }
}

export const isMissing = (part: Arriving<unknown> | undefined): boolean =>
  part === undefined || part.status === "none" || part.status === "failed";
