/**
 * Labels of runs: given by hand, or read from a value that stands beside each run in its file. A label by hand stands
 * above one that was read.
 */
import { NEGATIVE, POSITIVE, UNLABELLED } from "./detection";

/** By hand nothing was said of a run. */
export const UNTOUCHED = -2;

const YES = [
  "true",
  "1",
  "yes",
  "y",
  "positive",
  "bad",
  "cheat",
  "cheater",
  "cheats",
  "cheating",
  "hack",
  "misaligned",
];
const NO = ["false", "0", "no", "n", "negative", "good", "honest", "clean", "none", "ok", "aligned"];

/** What a value is taken to mean until the reader says otherwise. */
export function guessedLabel(value: string): number {
  const plain = value.trim().toLowerCase();
  return YES.includes(plain) ? POSITIVE : NO.includes(plain) ? NEGATIVE : UNLABELLED;
}

/** Names of fields that hold labels, most likely ones first. */
const NAMES = ["labels?", "cheats?|cheated", "hacks?|hacked|reward_hack\\w*", "folder", "is_\\w+"].map(
  (name) => new RegExp(String.raw`(?:^|[._])(?:${name})$`, "i"),
);

/** A field whose name says that it holds labels, and whose values can be told apart; -1 where there is none. */
export function likelyField(fields: readonly { readonly name: string; readonly values: readonly string[] }[]): number {
  const candidates = fields.map(({ name, values }) => {
    const guessed = values.map(guessedLabel);
    return guessed.includes(POSITIVE) && guessed.includes(NEGATIVE) ? name : "";
  });
  const places = NAMES.map((name) => candidates.findIndex((candidate) => name.test(candidate)));
  return places.find((place) => place >= 0) ?? -1;
}

/** `of`: for each run the place of its value; `meanings`: the label of each value. A place beyond them has none. */
export function labelsFrom(of: Uint8Array, meanings: readonly number[]): Int8Array {
  return Int8Array.from(of, (place) => meanings[place] ?? UNLABELLED);
}

/** Labels by hand over those that were read; either may be shorter than the number of runs. */
export function labelsOver(byHand: Int8Array, read: Int8Array, runs: number): Int8Array {
  return Int8Array.from({ length: runs }, (_, i) => {
    const mine = byHand[i] ?? UNTOUCHED;
    return mine === UNTOUCHED ? (read[i] ?? UNLABELLED) : mine;
  });
}
