/**
 * A file that the host offers, as index.json lists it: where it is, how long, and its hash. The path stays in the
 * models folder.
 */
import { JsonReader } from "../files/jsonReader";

export interface FileEntry {
  /** Relative to the manifest's folder: "assistant/model.safetensors". */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

const read = new JsonReader("The list of models (index.json)");
const LARGEST_FILE = 8e9;

/** Reads one entry. Throws a Failure that names the field at fault. */
export function fileEntry(json: unknown, at: string): FileEntry {
  const entry = read.object(json, at);
  const path = read.name(entry["path"], `${at}.path`);
  if (path.startsWith("/") || path.includes("..") || /^[a-z]+:/i.test(path))
    throw read.wrong(`${at}.path`, "leaves the models folder");
  const bytes = read.integer(entry["bytes"], `${at}.bytes`, 0, LARGEST_FILE);
  const sha256 = read.text(entry["sha256"], `${at}.sha256`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw read.wrong(`${at}.sha256`, "is not a SHA-256 in hexadecimal");
  return { path, bytes, sha256 };
}
