/**
 * One message of a chat as thoughts and actions, in the shapes that public servers write: `reasoning_content`
 * (DeepSeek, older vLLM), `reasoning` (vLLM, OpenRouter), `thinking` (Ollama), blocks of type `thinking`, `text` and
 * `tool_use` (Anthropic), items of type `reasoning`, `message` and `function_call` (OpenAI Responses), blocks of type
 * `reasoning` (Inspect, AI SDK), parts with `thought` (Gemini), and tags in plain content. What is encrypted or of no
 * known type is passed over.
 */
import type { Part } from "../../core/transcripts/transcript";
import { partsOfText } from "./thinkTags";

export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value of the record itself; names that every object inherits are none of its own. */
export const own = (record: JsonRecord, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** The first of the names that stands for a text. */
export function firstText(record: JsonRecord, names: readonly string[]): string {
  for (const name of names) {
    const value = own(record, name);
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

/** Blocks within blocks: a message in a list of items holds a list of its own, and nothing goes deeper. */
const DEEPEST = 3;

/** Names of a thought beside the content; a server that writes two of them repeats itself. */
const THOUGHTS = ["reasoning_content", "reasoning", "thinking", "reasoning_details", "reasoningContent"];
const SAID = ["content", "value", "parts", "text"];

/** Thoughts first, as the model had them, then what it said and the tools it called. */
export function partsOfMessage(message: JsonRecord): Part[] {
  const thoughts = THOUGHTS.map((name) => textIn(own(message, name))).find((text) => text !== "") ?? "";
  const said = SAID.map((name) => own(message, name)).find((value) => value !== undefined && value !== null);
  return [
    { kind: "thinking", text: thoughts },
    ...partsOfContent(said),
    ...listed(own(message, "tool_calls")).map(callPart),
    ...[own(message, "function_call")].filter(isRecord).map(callPart),
  ];
}

/** Content is a text, or a list of blocks, items or parts. */
export function partsOfContent(content: unknown, depth = 0): Part[] {
  if (typeof content === "string") return partsOfText(content);
  if (depth >= DEEPEST || !Array.isArray(content)) return [];
  return content.flatMap((block: unknown) =>
    typeof block === "string" ? partsOfText(block) : isRecord(block) ? partsOfBlock(block, depth + 1) : [],
  );
}

function partsOfBlock(block: JsonRecord, depth: number): Part[] {
  const thought = (text: string): Part[] => [{ kind: "thinking", text }];
  switch (own(block, "type")) {
    case "thinking":
      return thought(textIn(own(block, "thinking")) || textIn(own(block, "content")));
    case "reasoning":
      return thought(
        ["reasoning", "text", "content", "summary"].map((name) => textIn(own(block, name))).find(Boolean) ?? "",
      );
    case "tool_use":
    case "function_call":
    case "tool_call":
    case "tool-call":
      return [callPart(block)];
    case "message":
      return partsOfContent(own(block, "content"), depth);
    case "refusal":
      return partsOfText(firstText(block, ["refusal"]));
    case "text":
    case "output_text":
      return partsOfText(firstText(block, ["text"]));
    case undefined:
      if (own(block, "thought") === true) return thought(firstText(block, ["text"]));
      if (isRecord(own(block, "reasoningContent"))) return thought(textIn(own(block, "reasoningContent")));
      return partsOfText(firstText(block, ["text"]));
    default:
      return [];
  }
}

/** The text of a thought: a text, a list of pieces, or a piece that holds one. */
function textIn(value: unknown, depth = 0): string {
  if (typeof value === "string") return value;
  if (depth >= DEEPEST) return "";
  if (Array.isArray(value))
    return value
      .map((piece: unknown) => textIn(piece, depth + 1))
      .filter((text) => text !== "")
      .join("\n");
  if (!isRecord(value)) return "";
  const names = ["text", "thinking", "reasoning", "summary", "reasoningText"];
  return names.map((name) => textIn(own(value, name), depth + 1)).find((text) => text !== "") ?? "";
}

const listed = (value: unknown): JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A call of a tool as a line: its name, and what it was given. */
function callPart(call: JsonRecord): Part {
  const inner = own(call, "function");
  const named = isRecord(inner) ? inner : call;
  const name = firstText(named, ["name", "toolName", "function"]);
  const given = ["arguments", "input", "args"].map((field) => own(named, field)).find((value) => value !== undefined);
  return { kind: "action", text: name === "" ? "" : `${name}(${typeof given === "string" ? given : written(given)})` };
}

/** JSON in JSON; what is nested too deep to be written is left out. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "…";
  }
}
