/**
 * Checks a tokenizer.json before the library sees it: the library trusts ids and types, and would allocate or loop from
 * them.
 */
import { Failure } from "../../core/failure";
import { type JsonObject, jsonObject, quoted } from "../files/text";
import { checkSteps } from "./tokenizerSteps";

const LARGEST_ID = 2_000_000;

export interface TokenizerFile {
  readonly file: JsonObject;
  /** One more than the largest id. */
  readonly size: number;
}

/** Throws a Failure that names the part of the file which cannot be. */
export function checkTokenizer(json: unknown): TokenizerFile {
  const file = jsonObject(json, "tokenizer.json");
  const model = jsonObject(file["model"], "“model” in tokenizer.json");
  if (model["type"] !== undefined && model["type"] !== null && model["type"] !== "BPE") {
    throw refuse("its model is not byte-pair encoding", "Unmask reads BPE tokenizers.");
  }
  const vocabulary = jsonObject(model["vocab"], "The vocabulary in tokenizer.json");
  let largest = -1;
  const entry = (text: unknown, id: unknown): void => {
    if (typeof text !== "string" || text === "") throw refuse("an entry of its vocabulary is not text");
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id > LARGEST_ID)
      throw refuse(`the entry ${quoted(text)} has an impossible id`);
    if (id > largest) largest = id;
  };
  for (const [text, id] of Object.entries(vocabulary)) entry(text, id);
  const added: unknown = file["added_tokens"] ?? [];
  if (!Array.isArray(added)) throw refuse("its added tokens are not a list");
  for (const token of added) {
    const { content, id } = jsonObject(token, "An added token in tokenizer.json");
    entry(content, id);
  }
  if (!Array.isArray(model["merges"]) || !model["merges"].every(isMerge))
    throw refuse("its merges are not pairs of text");
  if (largest < 0) throw refuse("its vocabulary is empty");
  checkSteps(file);
  return {
    file: {
      ...file,
      added_tokens: added,
      normalizer: file["normalizer"] ?? null,
      pre_tokenizer: file["pre_tokenizer"] ?? null,
      post_processor: file["post_processor"] ?? null,
      decoder: file["decoder"] ?? null,
    },
    size: largest + 1,
  };
}

function isMerge(merge: unknown): boolean {
  if (typeof merge === "string") return merge.includes(" ");
  return Array.isArray(merge) && merge.length === 2 && merge.every((part) => typeof part === "string");
}

function refuse(what: string, advice = "Check that it belongs to this model, or download it again."): Failure {
  return new Failure("file", `tokenizer.json cannot be used: ${what}.`, advice);
}
