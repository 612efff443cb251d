/**
 * Which runs a JSON value holds: a chat, the answer of a server (with several choices, several runs), an answer of a
 * batch, a row of a data set with prompt and answer, or lists of any of them.
 */
import { joinedParts, type Part, type Transcript } from "../../core/transcripts/transcript";
import { firstText, isRecord, type JsonRecord, own, partsOfContent, partsOfMessage } from "./messages";

const LISTS = ["samples", "runs", "transcripts", "rows", "episodes"];
/** These stand around runs too, or beside the answer in a run that used tools. */
const LOOSE_LISTS = ["data", "results", "records", "items"];
const CHATS = ["messages", "conversations", "conversation", "chat", "dialogue", "trajectory"];
/** Around the answer of a batch: {custom_id, response: {body}}, {custom_id, result: {message}}; Ollama's message. */
const ENVELOPES = ["response", "result", "body", "message", "content"];
export const QUESTIONS = ["question", "prompt", "input", "instruction", "query", "problem", "task", "user"];
const THOUGHTS = [
  "thinking",
  "reasoning_content",
  "reasoning",
  "chain_of_thought",
  "cot",
  "thoughts",
  "thought",
  "scratchpad",
  "rationale",
];
const ANSWERS = [
  "response",
  "completion",
  "answer",
  "output",
  "generated_text",
  "model_output",
  "prediction",
  "action",
  "assistant",
  "generation",
  "content",
  "text",
];
const MODELS = ["assistant", "model", "ai", "gpt", "bot", "chatgpt"];
const PEOPLE = ["user", "human"];
const OTHERS = [...PEOPLE, "system", "developer", "tool", "function"];

/** Envelopes stand in envelopes no deeper than this. */
const DEEPEST = 5;
/** Of values beside a run. */
export const MOST_FIELDS = 64;
export const LONGEST_VALUE = 40;

type Fields = ReadonlyMap<string, string>;

/** Every run, in order, by its entry; values that hold none are counted. `most`: reading stops there. */
export function runsIn(json: unknown, most: number): { readonly runs: Transcript[]; readonly without: number } {
  const runs: Transcript[] = [];
  let [without, entries] = [0, 0];
  const walk = (value: unknown, depth: number): void => {
    if (runs.length >= most) return;
    if (depth > DEEPEST || typeof value !== "object" || value === null) return void (entries++, without++);
    if (Array.isArray(value) && !isChat(value)) {
      for (const one of value) walk(one, depth + 1);
      return;
    }
    const list = isRecord(value) ? listIn(value) : null;
    if (list) return walk(list, depth + 1);
    const found = Array.isArray(value) ? [chatRun(value, NO_FIELDS)] : runsOf(value as JsonRecord, NO_FIELDS, 0);
    const whole = found.filter(({ parts }) => parts.length > 0);
    entries++;
    if (whole.length === 0) without++;
    runs.push(...placed(whole, `#${entries}`).slice(0, most - runs.length));
  };
  walk(json, 0);
  return { runs, without };
}

const NO_FIELDS: Fields = new Map();

/** The runs of one entry, told apart where they are several. */
export const placed = (runs: readonly Transcript[], at: string): Transcript[] =>
  runs.map((one, i) => ({ ...one, place: { at, answer: runs.length > 1 ? i + 1 : 0 } }));

/** Every one of them says who speaks. */
export function isChat(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every((one) => isRecord(one) && roleOf(one) !== "");
}

const roleOf = (message: JsonRecord): string => firstText(message, ["role", "from", "speaker"]).toLowerCase();

/** The list of runs that a record stands around; one that is itself a run is no envelope. */
function listIn(record: JsonRecord): readonly unknown[] | null {
  if (roleOf(record) !== "" || CHATS.some((name) => Array.isArray(own(record, name)))) return null;
  const names = firstText(record, [...THOUGHTS, ...ANSWERS]) === "" ? [...LISTS, ...LOOSE_LISTS] : LISTS;
  const list = names.map((name) => own(record, name)).find((value) => Array.isArray(value) && value.length > 0);
  return Array.isArray(list) && list.every((one) => typeof one === "object") ? list : null;
}

function runsOf(record: JsonRecord, outer: Fields, depth: number): Transcript[] {
  const fields = fieldsOf(record, outer);
  const chat = CHATS.map((name) => own(record, name)).find((value) => Array.isArray(value) && isChat(value));
  if (Array.isArray(chat)) return withAnswers(record, chatRun(chat, fields));
  if (MODELS.includes(roleOf(record))) return [run("", partsOfMessage(record), fields)];
  // A line of a log that holds what somebody else said.
  if (OTHERS.includes(roleOf(record))) return [];
  const question = questionOf(record);
  for (const name of ["choices", "candidates", "outputs"]) {
    const answers = own(record, name);
    if (Array.isArray(answers)) return choicesOf(answers).map((parts) => run(question, parts, fields));
  }
  const output = own(record, "output");
  if (Array.isArray(output)) return [run(question, partsOfContent(output), fields)];
  for (const name of ENVELOPES) {
    const inner = own(record, name);
    if (!isRecord(inner) || depth >= DEEPEST) continue;
    const found = runsOf(inner, fields, depth + 1);
    if (found.length > 0) return found.map((one) => ({ ...one, question: one.question || question }));
  }
  return [rowRun(record, question, fields)];
}

/** A request with the answers beside it: each answer ends a run of its own. */
function withAnswers(record: JsonRecord, asked: Transcript): Transcript[] {
  const choices = own(record, "choices");
  if (!Array.isArray(choices)) return [asked];
  return choicesOf(choices).map((parts) => run(asked.question, [...asked.parts, ...parts], asked.fields));
}

/** {message} (chat), {text} (completions), {content: {parts}} (Gemini). */
function choicesOf(choices: readonly unknown[]): Part[][] {
  return choices.filter(isRecord).map((choice) => {
    const inner = ["message", "content"].map((name) => own(choice, name)).find(isRecord);
    return partsOfMessage(inner ?? choice);
  });
}

/** All that the model thought and did in a chat; the question is the first thing that a person said. */
function chatRun(chat: readonly unknown[], fields: Fields): Transcript {
  const messages = chat.filter(isRecord);
  const first = messages.find((message) => PEOPLE.includes(roleOf(message)));
  const spoken = messages.filter((message) => MODELS.includes(roleOf(message)));
  return run(first ? saidIn(first) : "", spoken.flatMap(partsOfMessage), fields);
}

const saidIn = (message: JsonRecord): string =>
  joinedParts(partsOfMessage(message))
    .map(({ text }) => text)
    .join("\n");

function questionOf(record: JsonRecord): string {
  const asked = QUESTIONS.map((name) => own(record, name)).find((value) => value !== undefined && value !== null);
  if (typeof asked === "string") return asked;
  return Array.isArray(asked) && isChat(asked) ? chatRun(asked, NO_FIELDS).question : "";
}

/** A row of a data set. */
function rowRun(record: JsonRecord, question: string, fields: Fields): Transcript {
  const thinking: Part = { kind: "thinking", text: firstText(record, THOUGHTS) };
  const answer = ANSWERS.map((name) => own(record, name)).find((value) => typeof value === "string" || isList(value));
  return run(question, [thinking, ...partsOfContent(answer)], fields);
}

const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

function run(question: string, parts: readonly Part[], fields: Fields): Transcript {
  return { question: question.trim(), parts: joinedParts(parts), fields };
}

/** Short values of the record, of its metadata and of what judged it: {scores: {name: {value}}} as Inspect has it. */
function fieldsOf(record: JsonRecord, outer: Fields): Fields {
  const fields = new Map(outer);
  const add = (name: string, value: unknown): void => {
    const plain = typeof value === "boolean" || typeof value === "number" || typeof value === "string";
    const text = plain ? String(value) : "";
    if (text !== "" && text.length <= LONGEST_VALUE && name.length <= LONGEST_VALUE && fields.size < MOST_FIELDS)
      fields.set(name, text);
  };
  for (const name of Object.keys(record).slice(0, 100)) add(name, record[name]);
  for (const name of ["metadata", "labels", "scores"]) {
    const inner = own(record, name);
    if (!isRecord(inner)) continue;
    for (const key of Object.keys(inner).slice(0, 100)) {
      const value = inner[key];
      add(`${name}.${key}`, isRecord(value) ? own(value, "value") : value);
    }
  }
  return fields;
}
