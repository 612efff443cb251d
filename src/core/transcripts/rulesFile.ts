/**
 * The reader's rules as a JSON file, and back. A file of exported runs holds its rules too, and is read as well.
 */
import { Failure } from "../failure";
import { LONGEST_TAG, MOST_RULES, type Rule } from "./rules";

/** `page`: the version of the page. */
export const rulesJson = (rules: readonly Rule[], page: string): string =>
  JSON.stringify({ format: "unmask-rules", version: 1, page, rules }, null, 1);

/** Throws a Failure of kind "file" that says what is wrong. A pattern that is no regular expression is said later. */
export function rulesIn(text: string): Rule[] {
  const json = parsed(text);
  const list = Array.isArray(json) ? (json as unknown[]) : isRecord(json) ? json["rules"] : undefined;
  if (!Array.isArray(list)) throw wrong("It holds no list of rules.");
  if (list.length === 0) throw wrong("Its list of rules is empty.");
  if (list.length > MOST_RULES) throw wrong(`It holds ${list.length} rules, and no more than ${MOST_RULES} are taken.`);
  return list.map((one: unknown, i) => ruleOf(one, i + 1));
}

function ruleOf(json: unknown, number: number): Rule {
  const at = `Its rule ${number}`;
  if (!isRecord(json)) throw wrong(`${at} is no rule.`);
  const { pattern, weight, tag = "your rule", cased = false } = json;
  if (typeof pattern !== "string") throw wrong(`${at} has no pattern.`);
  if (typeof weight !== "number" || !(weight >= -1 && weight <= 1)) throw wrong(`${at} has no weight from −1 to 1.`);
  if (typeof tag !== "string" || tag.length > LONGEST_TAG)
    throw wrong(`${at} has a tag that is no text of at most ${LONGEST_TAG} letters.`);
  if (typeof cased !== "boolean") throw wrong(`${at}: “cased” is neither true nor false.`);
  return { pattern, weight, tag, cased };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw wrong("It is torn, or no JSON.", cause);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = (what: string, cause?: unknown): Failure =>
  new Failure("file", `This file of rules cannot be used. ${what}`, "The rules stay as they were.", { cause });
