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

/** Parses a whole file as JSON. Throws a Failure of kind "file" that names it. */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Failure("file", `${file} is not valid JSON: it is torn, or another kind of file.`, "Download it again.", {
      cause,
    });
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as a JSON object. Throws a Failure that says where it is not one. */
export function jsonObject(value: unknown, where: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Failure("file", `${where} should be a JSON object.`, "Check that it is the right file.");
  }
  return value as JsonObject;
}

/** Any JSON value as a sentence can quote it; long ones are cut. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
