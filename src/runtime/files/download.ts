/**
 * Brings one listed file to memory: from this browser's storage, else over the network with progress.
 * Nothing is cached or handed on before its length and SHA-256 are those the manifest promises.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { asFailure, cancelled, Failure, isOutOfMemory } from "../../core/failure";
import { addressIn, type FileEntry } from "../../model/hosted/fileEntry";
import type { Progress } from "../engine/progress";
import { browserStorage, type FileStorage } from "./storage";

/** The hash is part of the key, so a changed file is never answered from an old download. */
const keyOf = (url: URL, file: FileEntry): string => `${url.href}?sha256=${file.sha256}`;

/** The verified bytes of `file` below the folder `root`. Throws a Failure that names the file and why. */
export async function download(
  root: URL,
  file: FileEntry,
  on: (progress: Progress) => void,
  signal: AbortSignal,
  storage: FileStorage = browserStorage,
): Promise<Uint8Array> {
  const url = urlOf(file, root);
  const key = keyOf(url, file);
  const kept = await storage.read(key);
  if (kept) {
    if (kept.length === file.bytes && bytesToHex(sha256(kept)) === file.sha256) {
      on({ stage: "download", what: file.path, done: kept.length, total: file.bytes, cached: true });
      return kept;
    }
    await storage.forget(key);
  }
  const bytes = await fetchWhole(url, file, on, signal);
  on({ stage: "verify", what: file.path, done: bytes.length, total: file.bytes, cached: false });
  if (bytesToHex(sha256(bytes)) !== file.sha256) {
    throw new Failure(
      "file",
      `${file.path} arrived with other contents than the list of models promises (its SHA-256 differs), ` +
        "so it was thrown away.",
      "Reload the page; if it stays, the host serves a damaged or outdated file.",
    );
  }
  await storage.keep(key, bytes);
  return bytes;
}

/** The list's path was checked for any folder when it was read; here stands the folder itself. */
function urlOf({ path }: FileEntry, root: URL): URL {
  const address = addressIn(root.href, path);
  if (address !== null) return new URL(address);
  throw new Failure(
    "file",
    `${path} leads out of the models folder, so it was not fetched.`,
    "Ask whoever hosts the page to rebuild the list of models.",
  );
}

async function fetchWhole(
  url: URL,
  file: FileEntry,
  on: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw new Failure(
      "network",
      `${file.path} could not be fetched from ${url.host}: the network gave no answer.`,
      "Check the connection and try again.",
      { cause: error },
    );
  }
  if (!response.ok || !response.body) {
    throw new Failure(
      "network",
      `${file.path} could not be fetched: the server answered ${response.status} ${response.statusText}.`.replace(
        " .",
        ".",
      ),
      "Check the address, or ask whoever hosts the page.",
    );
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("text/html") && !file.path.endsWith(".html")) {
    throw new Failure(
      "file",
      `${file.path}: the server sent a web page instead of the file.`,
      "The host answers unknown addresses with its front page; the file is missing there.",
    );
  }
  const bytes = allocate(file);
  let done = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const chunk = await reader.read();
      if (chunk.done) break;
      if (done + chunk.value.length > bytes.length) {
        await reader.cancel();
        throw new Failure(
          "file",
          `${file.path} is longer than the ${file.bytes} bytes that the list of models promises.`,
          "Reload the page; if it stays, the host serves another file.",
        );
      }
      bytes.set(chunk.value, done);
      done += chunk.value.length;
      on({ stage: "download", what: file.path, done, total: file.bytes, cached: false });
    }
  } catch (error) {
    if (signal.aborted) throw cancelled();
    if (error instanceof Failure || isOutOfMemory(String(error))) throw asFailure(error);
    throw new Failure(
      "network",
      `The download of ${file.path} broke off after ${done} of ${file.bytes} bytes.`,
      "Check the connection and try again.",
      { cause: error },
    );
  }
  if (done !== bytes.length) {
    throw new Failure(
      "network",
      `The download of ${file.path} ended after ${done} of ${file.bytes} bytes.`,
      "Try again; what arrived was thrown away.",
    );
  }
  return bytes;
}

function allocate(file: FileEntry): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(file.bytes);
  } catch (error) {
    throw new Failure(
      "memory",
      `There is no room for ${file.path}: it is listed as ${(file.bytes / 1e6).toFixed(0)} MB.`,
      "Close other tabs, or choose a smaller model.",
      { cause: error },
    );
  }
}
