/**
 * Values out of a link, checked one by one: whatever stands in a link that anybody may have written, the page gets a
 * value of the right kind and size, or a Failure of kind "link". What the values mean is codec.ts
 * and interventions.ts.
 */
import { Failure } from "../../core/failure";

const LONGEST_TEXT = 20_000;
/** An owner, a repository and a revision, as model ids are written on the hub. */
const LONGEST_NAME = 300;

export function damaged(why: string): Failure {
  return new Failure(
    "link",
    `This link cannot be read: ${why}.`,
    "The comparison we start with is shown instead; ask for the link again.",
  );
}

export function refuse(why: string): never {
  throw damaged(why);
}

export function list(value: unknown, length: number | null, most = 16): readonly unknown[] {
  if (!Array.isArray(value) || (length !== null && value.length !== length) || value.length > most)
    throw damaged("its parts do not add up");
  return value;
}

export function wholeNumber(value: unknown, low: number, high: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < low || value > high)
    throw damaged("it holds an impossible number");
  return value + 0; // −0 becomes 0
}

export function between(value: unknown, low: number, high: number): number {
  if (typeof value !== "number" || !(value >= low && value <= high)) throw damaged("it holds an impossible number");
  return value + 0;
}

/** The one of these whose number in links it is. */
export function pick<T extends string>(numbers: Readonly<Record<T, number>>, wire: unknown): T {
  const found = (Object.keys(numbers) as T[]).find((name) => numbers[name] === wire);
  return found ?? refuse("it holds an impossible number");
}

/** The numbers in links, out of a table that says more than that. */
export function wireNumbers<T extends string>(
  table: Readonly<Record<T, { readonly wire: number }>>,
): Readonly<Record<T, number>> {
  const numbers = Object.entries<{ readonly wire: number }>(table).map(([name, { wire }]) => [name, wire]);
  return Object.fromEntries(numbers) as Record<T, number>;
}

export function nameText(value: unknown, longest = LONGEST_NAME): string {
  if (typeof value !== "string" || value.length === 0 || value.length > longest)
    throw damaged("it holds an impossible name");
  return wellFormed(value);
}

export function longText(value: unknown): string {
  if (typeof value !== "string" || value.length > LONGEST_TEXT) throw damaged("it holds an impossible text");
  return wellFormed(value);
}

/** Half a surrogate pair is no character: it becomes U+FFFD, as it would on its way into a tokenizer. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
