/**
 * The letters of a link: a JSON value as the end of an address, and back. Reading forgives what chats, mails and
 * trackers do to an address: escaped letters, line breaks within, and whatever they hang on its end.
 */
import { wellFormed } from "./values";

/** What stands in the place of a link that would be too long. */
export const NO_LINK = "#";

/** In letters. Firefox opens no address longer than 2^20, Chromium none longer than 2^21. */
export const LONGEST_LINK = 1_000_000;

/** The value in base64url after the version's digit; NO_LINK where that is too long to be opened. */
export function fragmentOf(version: number, value: unknown): string {
  const json = JSON.stringify(value, (_, part: unknown) => (typeof part === "string" ? wellFormed(part) : part));
  if (json.length * (4 / 3) > LONGEST_LINK) return NO_LINK;
  const fragment = `#${version}${toBase64Url(json)}`;
  return fragment.length > LONGEST_LINK ? NO_LINK : fragment;
}

/** A fragment without its "#", letters as they were written; "" where it is no link of anybody's to an experiment. */
export function lettersOf(fragment: string): string {
  // "%255F" was escaped twice.
  const escaped = fragment.replace(/%(?:25)+/g, "%");
  const text = escaped.replace(/(?:%[0-9a-f]{2})+/gi, unescaped).replace(/^[\s#!?&/]+/, "");
  // Trackers and browsers have fragments of their own: "#utm_source=x", "#:~:text=x".
  return /^(:~:|[a-z_]+=)/i.test(text) ? "" : text;
}

/**
 * The value after the version's digit. The letters up to the first that is none of base64url, else those without a
 * dash or underscore at their end (a link in _italics_), else those on both sides of a line break. Undefined where none
 * can be read.
 */
export function valueIn(text: string): unknown {
  const [letters = ""] = /^[\w-]*/.exec(text) ?? [];
  const [joined = ""] = /^[\w-]*/.exec(text.replace(/[\s=\u00ad\u200b-\u200d\u2060\ufeff]+/g, "")) ?? [];
  for (const candidate of [letters, letters.replace(/[-_]+$/, ""), joined]) {
    try {
      return JSON.parse(fromBase64Url(candidate));
    } catch {
      // The next may be what was meant.
    }
  }
  return undefined;
}

function unescaped(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
}
