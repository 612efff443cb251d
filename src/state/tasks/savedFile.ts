/**
 * Opens a file that this page saved: a comparison is drawn again as it was, a picture's numbers are handed back to be
 * shown. What is on the screen stays unless the whole file has been read.
 */
import type { Experiment } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { parseJson } from "../../model/files/text";
import { COMPARISON_FORMAT } from "../../model/recordings/comparison";
import { readPicture, type SavedPicture } from "../../model/recordings/picture";
import { readComparison } from "../../model/recordings/readComparison";
import { decodeExperiment } from "../link/codec";
import type { AppStore } from "../store";

/** Larger files are no comparison of ours: a hundred tokens of the largest model a page can run stay below it. */
const LARGEST_FILE = 500e6;

/**
 * The picture that the file holds, or null where it held a comparison, which is on the screen then. Throws a Failure.
 */
export function openSaved(store: AppStore, name: string, bytes: Uint8Array): SavedPicture | null {
  if (bytes.length > LARGEST_FILE) {
    throw new Failure("file", `${name} is larger than any file this page saves.`, "Choose a file saved by Unmask.");
  }
  const json = parseJson(bytes, name);
  const format = typeof json === "object" && json !== null && "format" in json ? json.format : undefined;
  if (format !== COMPARISON_FORMAT) return readPicture(json);
  let experiment: Experiment | null = null;
  const { comparison, findings, page } = readComparison(json, (link) => {
    experiment = experimentOf(link);
    return experiment;
  });
  if (!experiment) return null;
  store.setState({ experiment, run: { experiment, findings, comparison, source: "recorded", date: null, page } });
  return null;
}

/** The experiment in a saved link, whatever host the page then stood on; only its fragment is read. */
export function experimentOf(link: string): Experiment {
  const at = link.indexOf("#");
  const experiment = at < 0 ? null : decodeExperiment(link.slice(at));
  if (!experiment) throw new Failure("file", "This file's link holds no comparison.", "Save it anew from Unmask.");
  return experiment;
}
