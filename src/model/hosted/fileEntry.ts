/**
 * A file that the host offers, as index.json lists it: where it is, how long, and its hash. The path stays in the
 * models folder. URL is declared here because this folder is checked without the DOM library.
 */
import { JsonReader } from "../files/jsonReader";

interface Address {
  readonly href: string;
  readonly pathname: string;
}

declare const URL: new (address: string, base?: string) => Address;

export interface FileEntry {
  /** Relative to the manifest's folder: "assistant/model.safetensors". */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

const read = new JsonReader("The list of models (index.json)");
const LARGEST_FILE = 8e9;
/** Stands for the folder that the page will find index.json in. */
const ANY_FOLDER = "https://host.invalid/models/";

/**
 * The address of a path below a folder, as a browser will ask for it; null where that is on another host or outside the
 * folder. Browsers strip spaces and line ends, and read "\" as "/", so only the resolved address can be trusted.
 */
export function addressIn(folder: string, path: string): string | null {
  let address: Address;
  try {
    address = new URL(path, folder);
  } catch {
    return null;
  }
  const { href } = new URL(".", folder);
  const inside = address.href.startsWith(href) && address.href.length > href.length;
  // Some servers read these as slashes once more.
  return inside && !/%(?:2f|5c)/i.test(address.pathname) ? address.href : null;
}

/** Reads one entry. Throws a Failure that names the field at fault. */
export function fileEntry(json: unknown, at: string): FileEntry {
  const entry = read.object(json, at);
  const path = read.name(entry["path"], `${at}.path`);
  if (path.startsWith("/") || path.includes("..") || addressIn(ANY_FOLDER, path) === null)
    throw read.wrong(`${at}.path`, "leaves the models folder");
  const bytes = read.integer(entry["bytes"], `${at}.bytes`, 0, LARGEST_FILE);
  const sha256 = read.text(entry["sha256"], `${at}.sha256`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw read.wrong(`${at}.sha256`, "is not a SHA-256 in hexadecimal");
  return { path, bytes, sha256 };
}
