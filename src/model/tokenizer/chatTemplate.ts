/**
 * Chat templates: rendering messages as transformers' apply_chat_template does, and telling which characters of the
 * result are the template's own and which a message's.
 */
import { Template } from "@huggingface/jinja";
import type { TokenPart } from "../../core/capture";
import type { Message } from "../../core/experiment";
import { Failure } from "../../core/failure";
import { clipped, type JsonObject } from "../files/text";

/** A stretch of the rendered prompt. */
export interface Segment {
  readonly text: string;
  readonly part: TokenPart;
}

/** Renders messages, ready for the assistant to speak. Throws a Failure when the template cannot take them. */
export type Render = (messages: readonly Message[]) => readonly Segment[];

/** The special tokens a template may name. */
const SPECIAL = ["bos_token", "eos_token", "pad_token", "unk_token"];

/**
 * Prepares a template. `config` is tokenizer_config.json; `place` says where the template stands. Throws a Failure when
 * it cannot be parsed.
 */
export function makeRender(source: string, config: JsonObject, place: string): Render {
  const named = SPECIAL.map((name) => [name, tokenText(config[name])] as const);
  const variables = Object.fromEntries(named.filter(([, text]) => text !== null));
  const template = attempt(() => bounded(new Template(source)), `cannot be read (${place})`);
  const render = (messages: readonly Message[]): string =>
    attempt(
      () => template.render({ ...variables, boundedRange, messages, add_generation_prompt: true }),
      `refuses these messages (${place})`,
    );
  return (messages) => segmentsOf(render(messages), messages, () => render(messages.map(asMark)));
}

/** As in the sandbox that transformers renders templates in; a longer list would take the page down with it. */
const LONGEST_RANGE = 100_000;

function boundedRange(first: number, end?: number, step = 1): number[] {
  const [start, stop] = end === undefined ? [0, first] : [first, end];
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!(length <= LONGEST_RANGE)) throw new Error(`range() asks for more than ${LONGEST_RANGE} numbers`);
  return Array.from({ length }, (_, i) => start + i * step);
}

/** The library declares its own range() just before it runs the template, so the template begins by replacing it. */
function bounded(template: Template): Template {
  template.parsed.body.unshift(...new Template("{% set range = boundedRange %}").parsed.body);
  return template;
}

/** Without a template a prompt is its messages' plain text, one below the other. */
export const renderPlain: Render = (messages) =>
  messages.flatMap((message, i): Segment[] => [
    ...(i > 0 ? [{ text: "\n\n", part: "template" } as const] : []),
    { text: message.content, part: partOf(message) },
  ]);

function attempt<T>(action: () => T, what: string): T {
  try {
    return action();
  } catch (cause) {
    throw new Failure(
      "file",
      `The model's chat template ${what}: ${reasonOf(cause)}`,
      "Try a prompt without a system message, or another model.",
      { cause },
    );
  }
}

/** What the template or the library says; where the library itself stumbled, its words would say nothing. */
function reasonOf(cause: unknown): string {
  if (cause instanceof RangeError) return "it is nested too deeply, or asks for too much.";
  if (cause instanceof TypeError || !(cause instanceof Error)) return "it uses a value in a way that cannot work.";
  return clipped(cause.message);
}

/** A special token in tokenizer_config.json is text, or an object that holds it. */
function tokenText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "content" in value && typeof value.content === "string")
    return value.content;
  return null;
}

function partOf(message: Message): TokenPart {
  return message.role === "system" ? "system" : "prompt";
}

/** A stand-in for a message's text that no template contains: private-use characters. */
function mark(i: number): string {
  return `\uE000${i}\uE001`;
}

function asMark(message: Message, i: number): Message {
  return { role: message.role, content: mark(i) };
}

/**
 * Finds the messages in the rendered text by rendering the same conversation once more with marks in their place.
 * A template that rewrites its messages is left whole, as "template".
 */
function segmentsOf(rendered: string, messages: readonly Message[], renderMarks: () => string): Segment[] {
  const pieces = renderMarks().split(/\uE000(\d+)\uE001/);
  const whole: Segment[] = [{ text: rendered, part: "template" }];
  const segments: Segment[] = [];
  let at = 0;
  for (const [k, piece] of pieces.entries()) {
    if (k % 2 === 0) {
      if (!rendered.startsWith(piece, at)) return whole;
      segments.push({ text: piece, part: "template" });
      at += piece.length;
      continue;
    }
    const message = messages[Number(piece)];
    const next = pieces[k + 1] ?? "";
    const spelling =
      message && [message.content, message.content.trim()].find((text) => rendered.startsWith(text + next, at));
    if (!message || spelling === undefined) return whole;
    segments.push({ text: spelling, part: partOf(message) });
    at += spelling.length;
  }
  return at === rendered.length ? segments.filter(({ text }) => text !== "") : whole;
}
