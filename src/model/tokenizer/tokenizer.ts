/**
 * A model's tokenizer with its chat template: a Prompt to tokens that know where they came from, and tokens back to
 * text. The splitting itself is @huggingface/tokenizers'; equality with transformers is tested on fixtures.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import type { Token, TokenPart } from "../../core/capture";
import type { Prompt } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { makeRender, renderPlain, type Segment } from "./chatTemplate";
import { decodeLoosely, encodeUtf8, type JsonObject, jsonObject } from "../files/text";
import { checkTokenizer } from "./tokenizerFile";
import { byteLevelBytes, sentencePieceBytes } from "./tokenPieces";
import { brokenStep, isByteLevel } from "./tokenizerSteps";

export interface EncodedPrompt {
  readonly tokens: readonly Token[];
  /** Index of the last token before the answer. */
  readonly promptEnd: number;
}

export interface ChatTokenizer {
  /** One more than the largest token id. */
  readonly size: number;
  /** The prompt as the model reads it, then the answer. Throws a Failure when it is empty or cannot be spelled. */
  encodeSide(prompt: Prompt): EncodedPrompt;
  /** One token's own text; "�" where it holds part of a character. */
  textOf(id: number): string;
  /** The text of a run of tokens. */
  decode(ids: readonly number[]): string;
  /** The first token of a text as it stands, without special tokens; null for no text. */
  firstToken(text: string): { readonly id: number; readonly text: string } | null;
}

/**
 * tokenizer.json, tokenizer_config.json and, if there is one, chat_template.jinja. Throws a Failure when they are
 * unfit.
 */
export function makeTokenizer(json: unknown, configJson: unknown, templateFile: Uint8Array | null): ChatTokenizer {
  const { file, size } = checkTokenizer(json);
  const config = jsonObject(configJson, "tokenizer_config.json");
  const tokenizer = build(file, config);
  const template = templateFile ? decodeLoosely(templateFile) : templateOf(config);
  const place = templateFile ? "chat_template.jinja" : "“chat_template” in tokenizer_config.json";
  const render = template === null ? renderPlain : makeRender(template, config, place);
  const added = tokenizer.get_added_tokens_decoder();
  const spell = isByteLevel(file) ? byteLevelBytes : sentencePieceBytes;

  const bytesOf = (id: number): Uint8Array => {
    const special = added.get(id);
    if (special) return encodeUtf8(special.content);
    const entry = tokenizer.id_to_token(id);
    return entry === undefined ? encodeUtf8("�") : spell(entry);
  };
  const inVocabulary = (id: number | undefined): id is number => typeof id === "number" && id < size;
  const idsOf = (text: string, withSpecial: boolean): number[] => {
    const ids = text === "" ? [] : split(tokenizer, text, withSpecial);
    if (!ids.every(inVocabulary)) {
      throw new Failure("input", "This model's vocabulary cannot spell the prompt.", "Try simpler characters.");
    }
    return ids;
  };
  const tokensOf = (segments: readonly Segment[], withSpecial: boolean): Token[] => {
    const ids = idsOf(segments.map(({ text }) => text).join(""), withSpecial);
    const bytes = ids.map(bytesOf);
    const parts = partsOf(bytes, segments);
    return ids.map((id, i) => ({
      id,
      text: decodeLoosely(bytes[i]!),
      part: added.get(id)?.special ? "template" : parts[i]!,
    }));
  };
  return {
    size,
    encodeSide({ messages, answer }) {
      const prompt = tokensOf(render(messages), template === null);
      if (prompt.length === 0) throw new Failure("input", "The prompt is empty.", "Type a few words.");
      const spoken = answer === null ? [] : tokensOf([{ text: answer, part: "answer" }], false);
      return { tokens: [...prompt, ...spoken], promptEnd: prompt.length - 1 };
    },
    textOf: (id) => decodeLoosely(bytesOf(id)),
    decode: (ids) => decodeLoosely(Uint8Array.from(ids.flatMap((id) => [...bytesOf(id)]))),
    firstToken(text) {
      const id = idsOf(text, false)[0];
      return id === undefined ? null : { id, text: decodeLoosely(bytesOf(id)) };
    },
  };
}

function build(file: JsonObject, config: JsonObject): Tokenizer {
  try {
    const tokenizer = new Tokenizer(file, config);
    tokenizer.encode("A word.");
    return tokenizer;
  } catch (cause) {
    const step = brokenStep(file);
    const what =
      step === null ? "its parts and tokenizer_config.json do not work together" : `its “${step}” does not work`;
    throw new Failure("file", `tokenizer.json cannot be used: ${what}.`, "Check that it belongs to this model.", {
      cause,
    });
  }
}

function split(tokenizer: Tokenizer, text: string, withSpecial: boolean): (number | undefined)[] {
  try {
    return tokenizer.encode(text, { add_special_tokens: withSpecial }).ids;
  } catch (cause) {
    throw new Failure(
      "file",
      "The model's tokenizer failed on this prompt.",
      "Check that tokenizer.json belongs to this model.",
      { cause },
    );
  }
}

/** The template in tokenizer_config.json: a text, or several of which one is named "default". */
function templateOf(config: JsonObject): string | null {
  const given = config["chat_template"];
  if (typeof given === "string") return given;
  if (given === undefined || given === null) return null;
  const chosen: unknown = Array.isArray(given)
    ? given.find((entry: unknown) => jsonObject(entry, "A chat template")["name"] === "default")
    : given;
  const template = jsonObject(chosen, "“chat_template” in tokenizer_config.json")["template"];
  if (typeof template === "string") return template;
  throw new Failure("file", "The chat template in tokenizer_config.json is not text.", "Download the file again.");
}

/**
 * The part each token belongs to, by the segment that holds its first byte. Where the tokens do not spell the text
 * exactly (a tokenizer that rewrites it), all are called "prompt", or the only part there is.
 */
function partsOf(bytes: readonly Uint8Array[], segments: readonly Segment[]): TokenPart[] {
  const lengths = segments.map(({ text }) => encodeUtf8(text).length);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const spelled = bytes.reduce((sum, piece) => sum + piece.length, 0);
  const only = segments.length === 1 ? segments[0]!.part : "prompt";
  if (spelled !== total) return bytes.map(() => only);
  let at = 0;
  let segment = 0;
  let end = lengths[0] ?? 0;
  return bytes.map((piece) => {
    while (at >= end && segment < segments.length - 1) end += lengths[++segment]!;
    at += piece.length;
    return segments[segment]!.part;
  });
}
