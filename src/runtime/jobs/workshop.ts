/**
 * What every job works with: the queue it waits in, the models, the shelf of directions and dictionaries, and
 * downloads.
 */
import type { FileEntry } from "../../model/hosted/fileEntry";
import type { Sources } from "../models/materials";
import type { Queue } from "./queue";

/** The shelf is replaced when the engine starts, so a job reads it when it runs, not before. */
export interface Workshop extends Sources {
  readonly queue: Queue;
  /** Brings a listed file to memory. */
  fetched(file: FileEntry): Promise<Uint8Array>;
}
