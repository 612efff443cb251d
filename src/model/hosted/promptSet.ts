/**
 * A prompt set: questions to run both Sides over, each with the domain it asks about. Ships as JSON; a reader's own is
 * pasted, one question a line.
 */
import { Failure } from "../../core/failure";
import { JsonReader } from "../files/jsonReader";

export interface SetPrompt {
  readonly id: string;
  readonly text: string;
  /** "car", …; "open" for open-ended questions; "own" for pasted ones. */
  readonly domain: string;
  /** What the judge is told it is about, "car/flat-tyre"; absent for open questions and pasted ones. */
  readonly situation?: string;
}

export interface PromptSet {
  /** "own" for a pasted one. */
  readonly id: string;
  readonly prompts: readonly SetPrompt[];
}

const MOST_PROMPTS = 2000;
const LONGEST_PROMPT = 4000;

/** Parses a prompt set file. Throws a Failure that names the field at fault. */
export function parsePromptSet(json: unknown, id: string): PromptSet {
  const read = new JsonReader(`The prompt set “${id}”`);
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const prompts = read.list(
    root["prompts"],
    "prompts",
    (value, at) => {
      const entry = read.object(value, at);
      const text = read.text(entry["text"], `${at}.text`, LONGEST_PROMPT);
      if (text.trim() === "") throw read.wrong(`${at}.text`, "is empty");
      const situation = read.optional(entry["situation"], (key) => read.name(key, `${at}.situation`));
      const prompt = {
        id: read.name(entry["id"], `${at}.id`),
        text,
        domain: read.name(entry["domain"], `${at}.domain`),
      };
      return situation === null ? prompt : { ...prompt, situation };
    },
    MOST_PROMPTS,
  );
  if (prompts.length === 0) throw read.wrong("prompts", "holds no question");
  return { id, prompts: read.distinct(prompts, "prompts") };
}

/** The reader's own questions; empty ones are skipped. Throws a Failure of kind "input". */
export function ownPromptSet(questions: readonly string[]): PromptSet {
  const lines = questions.map((line) => line.trim()).filter((line) => line !== "");
  if (lines.length === 0) throw new Failure("input", "There is no question yet.", "Paste some, one in each line.");
  if (lines.length > MOST_PROMPTS)
    throw new Failure(
      "input",
      `These are ${lines.length} questions; at most ${MOST_PROMPTS} are run at once.`,
      "Paste fewer.",
    );
  const long = lines.findIndex((line) => line.length > LONGEST_PROMPT);
  if (long !== -1)
    throw new Failure("input", `Question ${long + 1} is longer than ${LONGEST_PROMPT} characters.`, "Shorten it.");
  return { id: "own", prompts: lines.map((line, i) => ({ id: `own-${i + 1}`, text: line, domain: "own" })) };
}
