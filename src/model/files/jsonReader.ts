/**
 * Reading one JSON file field by field: each value is checked for its kind and size, and what is wrong is said with the
 * file and the path of the field. Knows no format.
 */
import { Failure } from "../../core/failure";
import { clipped, type JsonObject, shown } from "./text";

const LONGEST_TEXT = 4000;
const MOST_ITEMS = 100_000;
const ROUNDING = 1e-4;

interface ReadRate {
  readonly rate: number;
  readonly n: number;
  readonly questions?: number;
  readonly low?: number;
  readonly high?: number;
}

export class JsonReader {
  constructor(
    private readonly file: string,
    private readonly advice = "Reload the page, or ask whoever hosts it to rebuild this file.",
  ) {}

  wrong(at: string, what: string): Failure {
    return new Failure("file", `${clipped(this.file)} cannot be used: ${at} ${what}.`, this.advice);
  }

  object(json: unknown, at: string): JsonObject {
    if (typeof json !== "object" || json === null || Array.isArray(json)) throw this.wrong(at, "is not an object");
    return json as JsonObject;
  }

  /** Every entry of an object, with the name it stands under. */
  entries<T>(json: unknown, at: string, read: (value: unknown, at: string, key: string) => T): Map<string, T> {
    const found = Object.entries(this.object(json, at));
    if (found.length > MOST_ITEMS) throw this.wrong(at, "has too many entries");
    return new Map(found.map(([key, value]) => [key, read(value, `${at}.${clipped(key)}`, key)]));
  }

  list<T>(json: unknown, at: string, read: (value: unknown, at: string) => T, most = MOST_ITEMS): T[] {
    if (!Array.isArray(json)) throw this.wrong(at, "is not a list");
    if (json.length > most) throw this.wrong(at, `has more than ${most} entries`);
    return json.map((value: unknown, i) => read(value, `${at}[${i}]`));
  }

  /** The same list, once it is known that no two of its entries have one id. */
  distinct<T extends { readonly id: string }>(list: T[], at: string): T[] {
    if (new Set(list.map(({ id }) => id)).size !== list.length) throw this.wrong(at, "names one id twice");
    return list;
  }

  text(json: unknown, at: string, longest = LONGEST_TEXT): string {
    if (typeof json !== "string" || json.length > longest) throw this.wrong(at, "is not a short text");
    return json;
  }

  /** A text that is not empty. */
  name(json: unknown, at: string): string {
    const text = this.text(json, at, 200);
    if (text.trim() === "") throw this.wrong(at, "is empty");
    return text;
  }

  id(json: unknown, at: string): string {
    const text = this.text(json, at, 80);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text))
      throw this.wrong(at, "is not an id of letters, digits, dots and dashes");
    return text;
  }

  number(json: unknown, at: string, low = -1e9, high = 1e9): number {
    if (typeof json !== "number" || !(json >= low && json <= high))
      throw this.wrong(at, `is ${shown(json)}, not a number from ${low} to ${high}`);
    return json;
  }

  integer(json: unknown, at: string, low = 0, high = 1e9): number {
    const value = this.number(json, at, low, high);
    if (!Number.isInteger(value)) throw this.wrong(at, "is not a whole number");
    return value;
  }

  /** A whole number that stands as the name of an entry, spelled in the one usual way. */
  index(key: string, at: string, low = 0, high = 1e9): number {
    if (!/^(?:0|[1-9]\d*)$/.test(key)) throw this.wrong(at, "does not stand under a whole number");
    return this.integer(Number(key), at, low, high);
  }

  /** Null where the value is null or not there. */
  optional<T>(json: unknown, read: (value: unknown) => T): T | null {
    return json === undefined || json === null ? null : read(json);
  }

  /**
   * A share with the number of its cases and, where the file says them, of the questions behind it and its interval;
   * digits lost in writing the file are forgiven.
   */
  rate(json: unknown, at: string): ReadRate {
    const entry = this.object(json, at);
    const share = (name: string): number => this.number(entry[name], `${at}.${name}`, 0, 1);
    const [rate, n] = [share("rate"), this.integer(entry["n"], `${at}.n`)];
    const questions = this.optional(entry["questions"], (value) => this.integer(value, `${at}.questions`, 0, n));
    const found = { rate, n, ...(questions !== null && { questions }) };
    if ((entry["low"] ?? entry["high"] ?? null) === null) return found;
    const [low, high] = [share("low"), share("high")];
    if (rate < low - ROUNDING || rate > high + ROUNDING)
      throw this.wrong(at, `is a rate of ${rate} outside its interval, ${low} to ${high}`);
    return { ...found, low, high };
  }

  /** How answers are drawn. */
  sampling(json: unknown, at: string): { temperature: number; topP: number; maxTokens: number } {
    const entry = this.object(json, at);
    return {
      temperature: this.number(entry["temperature"], `${at}.temperature`, 0, 2),
      topP: this.number(entry["topP"], `${at}.topP`, 0.01, 1),
      maxTokens: this.integer(entry["maxTokens"], `${at}.maxTokens`, 1, 400),
    };
  }

  oneOf<T extends string>(json: unknown, at: string, known: readonly T[]): T {
    const found = known.find((name) => name === json);
    if (found === undefined) throw this.wrong(at, `is ${shown(json)}, none of ${known.join(", ")}`);
    return found;
  }
}
