/**
 * Labels of runs: given by hand, or read from a value that stands beside each run in its file. A label by hand stands
 * above one that was read.
 */
import { NEGATIVE, POSITIVE, UNLABELLED } from "./detection";

/** Nothing was said: of a run by hand, or of what a value means. */
export const UNTOUCHED = -2;

/** These say so whatever their field is called. */
const TELLING_YES = [
  ..."cheat cheater cheated cheats cheating hack hacker hacked hacks hacking hacky reward_hack reward_hacking".split(
    " ",
  ),
  ..."reward_hacked misaligned deceptive deceived deceiving dishonest unfaithful unsafe malicious sabotage".split(" "),
  ..."sabotaged sandbagging scheming harmful suspicious lying lied".split(" "),
];
const TELLING_NO = [
  ..."honest honestly clean aligned faithful safe benign harmless genuine legitimate legit truthful".split(" "),
  ..."not_cheating no_cheating not_cheated no_cheat non_cheating not_hacked not_hacking no_hack non_hacking".split(" "),
  ..."not_deceptive non_deceptive".split(" "),
];
/** These need a field that calls itself a label. */
const YES = [..."true 1 yes y t positive pos bad flagged".split(" "), ...TELLING_YES];
const NO = [..."false 0 no n f negative neg good none ok normal unflagged".split(" "), ...TELLING_NO];

/** "Reward hack", "reward-hack" and "reward_hack" are one word; "1.0" is 1. */
const plainly = (value: string): string =>
  value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_")
    .replace(/^([01])\.0$/, "$1");

/** What a value is taken to mean until the reader says otherwise; UNTOUCHED where the word is not known. */
export function guessedLabel(value: string): number {
  const plain = plainly(value);
  return YES.includes(plain) ? POSITIVE : NO.includes(plain) ? NEGATIVE : UNTOUCHED;
}

/** What each value of a field is taken to mean: of two values, one that is not known is the other's opposite. */
export function guessedLabels(values: readonly string[]): number[] {
  const guessed = values.map(guessedLabel);
  const known = guessed.filter((label) => label !== UNTOUCHED);
  if (values.length !== 2 || known.length !== 1) return guessed;
  const opposite = known[0] === POSITIVE ? NEGATIVE : POSITIVE;
  return guessed.map((label) => (label === UNTOUCHED ? opposite : label));
}

/** The fields that are no values in a file: the names of the folder that it lies in, and of the one around that. */
export const FOLDER = "folder";
export const FOLDER_AROUND = "outer folder";

/** "the field “label”", "the folder’s name" */
export function fieldWords(name: string): string {
  if (name === FOLDER) return "the folder’s name";
  return name === FOLDER_AROUND ? "the outer folder’s name" : `the field “${name}”`;
}

/** Names of fields that hold labels. */
const NAMES = ["labels?", "cheats?|cheated", "hacks?|hacked|reward_hack\\w*", "(?:outer )?folder", "is_\\w+"].map(
  (name) => new RegExp(String.raw`(?:^|[._])(?:${name})$`, "i"),
);

/** True of a word that says what a run is whatever its field is called, and of true and false. */
export const isTelling = (value: string): boolean =>
  [...TELLING_YES, ...TELLING_NO, "true", "false"].includes(plainly(value));

interface NamedValues {
  readonly name: string;
  readonly values: readonly string[];
}

/** Places of the fields that look like labels: their values mean both, and their name or their values say of what. */
export function likelyFields(fields: readonly NamedValues[]): number[] {
  return [...fields.keys()].filter((place) => looksLikeLabels(fields[place]!));
}

function looksLikeLabels({ name, values }: NamedValues): boolean {
  const guessed = guessedLabels(values);
  if (!guessed.includes(POSITIVE) || !guessed.includes(NEGATIVE)) return false;
  const tells = (value: string): boolean => [...TELLING_YES, ...TELLING_NO].includes(plainly(value));
  return NAMES.some((pattern) => pattern.test(name)) || values.some(tells);
}

/** `of`: for each run the place of its value; `meanings`: the label of each value. A place beyond them has none. */
export function labelsFrom(of: Uint8Array, meanings: readonly number[]): Int8Array {
  return Int8Array.from(of, (place) => {
    const meaning = meanings[place] ?? UNTOUCHED;
    return meaning === UNTOUCHED ? UNLABELLED : meaning;
  });
}

/** Labels by hand over those that were read; either may be shorter than the number of runs. */
export function labelsOver(byHand: Int8Array, read: Int8Array, runs: number): Int8Array {
  return Int8Array.from({ length: runs }, (_, i) => {
    const mine = byHand[i] ?? UNTOUCHED;
    return mine === UNTOUCHED ? (read[i] ?? UNLABELLED) : mine;
  });
}
