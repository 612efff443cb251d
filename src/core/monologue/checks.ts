/**
 * Checks that go beyond words: does a run answer what its thoughts arrive at, and are the sums in its thoughts true?
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

/** A sum in a thought, as it is written, and what it would have to come to. */
export interface ThoughtSum {
  readonly said: string;
  /** As it is written, and as it should be. */
  readonly result: bigint;
  readonly truth: bigint;
}

function sumsIn(line: string): ThoughtSum[] {
  const sums = [...line.matchAll(SUM)].map(([said, a, how, b, result]): ThoughtSum => {
    const [x, y] = [BigInt(a!), BigInt(b!)];
    const truth = how === "and" ? x + y : how === "less" ? x - y : x * y;
    return { said, truth, result: BigInt(result!) };
  });
  const picks = [...line.matchAll(PICK)].map(([said, a, b, result, how]): ThoughtSum => {
    const [x, y] = [BigInt(a!), BigInt(b!)];
    return { said, truth: how === "more" === x > y ? x : y, result: BigInt(result!) };
  });
  return [...sums, ...picks];
}

/** "24 and 48 is 72", "49 times 2 is 98", "Of 9 and 7, 9 is more": those of the thoughts that are false, in order. */
export const falseSums = (text: string): ThoughtSum[] =>
  thoughts(text).flatMap((line) => sumsIn(line).filter(({ truth, result }) => truth !== result));

/** Is every sum of the thoughts true? */
export function thoughtsAddUp(text: string): boolean | null {
  const any = thoughts(text).some((line) => sumsIn(line).length > 0);
  return any ? falseSums(text).length === 0 : null;
}
