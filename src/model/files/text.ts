/**
 * Bytes to text and to JSON, for every file that is UTF-8. Refuses torn text in words; fetches and interprets nothing.
 * TextDecoder and TextEncoder are declared here because this folder is checked without the DOM library.
 */
import { Failure } from "../../core/failure";

interface Decoder {
  decode(bytes: Uint8Array): string;
}

declare const TextDecoder: new (label: "utf-8", options?: { fatal?: boolean; ignoreBOM?: boolean }) => Decoder;
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

/** UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Bytes as text; what is not UTF-8 becomes "�". */
export function decodeLoosely(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Deeper than any file we read; what walks JSON by recursion would run out of stack long after this. */
const DEEPEST = 100;

/** Parses a whole file as JSON. Throws a Failure of kind "file" that names it. */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  if (isDeep(bytes))
    throw new Failure(
      "file",
      `${clipped(file)} cannot be used: it is nested more than ${DEEPEST} levels deep.`,
      "Check that it is the right file.",
    );
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    const what = `${clipped(file)} is not valid JSON: it is torn, or another kind of file.`;
    throw new Failure("file", what, "Download it again.", { cause });
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets outside of texts, before anything is built from them. */
function isDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (inText && byte === BACKSLASH) i++;
    else if (byte === QUOTE) inText = !inText;
    else if (inText) continue;
    // "[" and "{", "]" and "}" differ in one bit.
    else if ((byte | 0x20) === 0x7b && ++depth > DEEPEST) return true;
    else if ((byte | 0x20) === 0x7d) depth--;
  }
  return false;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as a JSON object. Throws a Failure that says where it is not one. */
export function jsonObject(value: unknown, where: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Failure("file", `${clipped(where)} should be a JSON object.`, "Check that it is the right file.");
  }
  return value as JsonObject;
}

const LONGEST_QUOTE = 80;

/** A text from a file as a sentence can hold it: whatever its length, `most` letters, of which "…" is the last. */
export function clipped(text: string, most = LONGEST_QUOTE): string {
  if (text.length <= most) return text;
  // A cut through a pair of surrogates leaves half a character.
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A name from a file in quotation marks. */
export function quoted(name: string): string {
  return `“${clipped(name)}”`;
}

/** Any JSON value as a sentence can quote it; lists and objects are named, for they may be of any size and depth. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(clipped(value));
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return value === undefined ? "nothing" : String(value);
}
