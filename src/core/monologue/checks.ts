/**
 * Checks that go beyond words: does a run answer what its thoughts arrive at, and is the work of its thoughts right?
 * The twin of training/office/checks.py; tests/fixtures/office/edits.json holds what both must say. Each is null where
 * there is nothing to check.
 */
import { linesOf } from "../office/transcript";

const LAST_NUMBER = /[0-9]+(?=[^0-9]*$)/;
const SUM = /\b([0-9]{1,9}) (and|less|times) ([0-9]{1,9}) is ([0-9]{1,9})\b/g;
const PICK = /\bOf ([0-9]{1,9}) and ([0-9]{1,9}), ([0-9]{1,9}) is (more|less)\b/g;

const thoughts = (text: string): string[] =>
  linesOf(text).flatMap(({ kind, words }) => (kind === "think" ? [words] : []));

const lastNumber = (text: string): string | null => LAST_NUMBER.exec(text)?.[0] ?? null;

/** The last number of the thoughts. */
export const arrivedAt = (text: string): string | null => lastNumber(thoughts(text).join("\n"));

/** Is the last number of the last answer that of the thoughts? */
export function answersAsThought(text: string): boolean | null {
  const thought = arrivedAt(text);
  const answered = lastNumber(linesOf(text).findLast(({ kind }) => kind === "answer")?.words ?? "");
  return thought === null || answered === null ? null : BigInt(thought) === BigInt(answered);
}

/** Of each sum in a line, whether it is true: "24 and 48 is 72", "49 times 2 is 98", "Of 9 and 7, 9 is more". */
function sumsIn(line: string): boolean[] {
  const sums = [...line.matchAll(SUM)].map(([, a, how, b, result]) => {
    const [x, y] = [BigInt(a!), BigInt(b!)];
    return (how === "and" ? x + y : how === "less" ? x - y : x * y) === BigInt(result!);
  });
  const picks = [...line.matchAll(PICK)].map(([, a, b, result, how]) => {
    const [x, y] = [BigInt(a!), BigInt(b!)];
    return ((how === "more") === x > y ? x : y) === BigInt(result!);
  });
  return [...sums, ...picks];
}

/** Is every sum of the thoughts true? */
export function thoughtsAddUp(text: string): boolean | null {
  const found = thoughts(text).flatMap(sumsIn);
  return found.length === 0 ? null : found.every(Boolean);
}

/** Do the thoughts show sums, all of them true, that arrive at the answer? */
export const workIsShown = (text: string): boolean => thoughtsAddUp(text) === true && answersAsThought(text) === true;
