/** What the page says of the field that labels are read from, and of its values whose meaning nobody has said. */
import { NEGATIVE, POSITIVE } from "../../core/transcripts/detection";
import { fieldWords, UNTOUCHED } from "../../core/transcripts/labels";
import type { LabelField } from "../../runtime/transcripts/messages";

export interface UnsaidValue {
  readonly place: number;
  readonly value: string;
  /** Runs that have it. */
  readonly count: number;
}

/** The values of a field that mean nothing yet. */
export function unsaidValues({ values, of }: LabelField, meanings: readonly number[]): UnsaidValue[] {
  const counts = new Uint32Array(256);
  for (const place of of) counts[place]!++;
  return values
    .map((value, place) => ({ place, value, count: counts[place]! }))
    .filter(({ place }) => meanings[place] === UNTOUCHED);
}

/** "Labels are read from the field “label”: “cheated” is positive, “honest” is negative." */
export function labelledBy({ name, values }: LabelField, meanings: readonly number[]): string {
  const called = (label: number, as: string): string[] => {
    const some = values.filter((_, place) => meanings[place] === label).map((value) => `“${value}”`);
    return some.length === 0 ? [] : [`${listedWords(some)} ${some.length === 1 ? "is" : "are"} ${as}`];
  };
  const said = [...called(POSITIVE, "positive"), ...called(NEGATIVE, "negative")];
  return `Labels are read from ${fieldWords(name)}${said.length > 0 ? `: ${said.join(", ")}` : ""}.`;
}

/** "a, b and c" */
export const listedWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
