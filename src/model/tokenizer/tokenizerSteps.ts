/**
 * The four steps of a tokenizer.json around its model, checked by name and field before the library sees them: where a
 * step is unknown or a pattern is missing, it speaks of its own classes and properties.
 */
import { Tokenizer } from "@huggingface/tokenizers";
import { JsonReader } from "../files/jsonReader";
import type { JsonObject } from "../files/text";

/** What the library knows of each step, and the name under which a "Sequence" holds further steps. */
const STEPS: Readonly<Record<string, { readonly kinds: string; readonly inside: string }>> = {
  normalizer: {
    kinds: "BertNormalizer Lowercase NFC NFD NFKC NFKD Precompiled Prepend Replace Strip StripAccents",
    inside: "normalizers",
  },
  pre_tokenizer: {
    kinds:
      "BertPreTokenizer ByteLevel Digits FixedLength Metaspace Punctuation Replace Split Whitespace WhitespaceSplit",
    inside: "pretokenizers",
  },
  post_processor: { kinds: "BertProcessing ByteLevel RobertaProcessing TemplateProcessing", inside: "processors" },
  decoder: {
    kinds: "BPEDecoder ByteFallback ByteLevel CTC Fuse Metaspace Replace Strip WordPiece",
    inside: "decoders",
  },
};
const DEEPEST = 8;

const read = new JsonReader("tokenizer.json", "Check that it belongs to this model, or download it again.");

/** Throws a Failure that names the field at fault. */
export function checkSteps(file: JsonObject): void {
  for (const [name, { kinds, inside }] of Object.entries(STEPS)) {
    const known = [...kinds.split(" "), "Sequence"];
    const check = (json: unknown, at: string, depth: number): void => {
      const step = read.object(json, at);
      const kind = read.oneOf(step["type"], `${at}.type`, known);
      if (kind === "Replace" || kind === "Split") checkPattern(step["pattern"], `${at}.pattern`);
      if (kind !== "Sequence") return;
      if (depth === DEEPEST) throw read.wrong(at, "holds sequences in sequences without end");
      read.list(step[inside], `${at}.${inside}`, (part, where) => check(part, where, depth + 1));
    };
    read.optional(file[name], (json) => check(json, name, 0));
  }
}

/** { String } or { Regex }. A regular expression is Oniguruma's, and the library rewrites it; so it is tried there. */
function checkPattern(json: unknown, at: string): void {
  const { Regex: regex, String: text } = read.object(json, at);
  if (typeof regex !== "string" && typeof text !== "string")
    throw read.wrong(at, "has neither a “Regex” nor a “String”");
  if (regex === undefined) return;
  read.text(regex, `${at}.Regex`, 100_000);
  try {
    trial({ normalizer: { type: "Replace", pattern: { Regex: regex }, content: "" } });
  } catch {
    throw read.wrong(`${at}.Regex`, "is not a regular expression that can be read");
  }
}

/** The step that the library cannot work with, though its names are known; null where it is none of them alone. */
export function brokenStep(file: JsonObject): string | null {
  const broken = Object.keys(STEPS).find((name) => {
    try {
      trial({ [name]: file[name] });
      return false;
    } catch {
      return true;
    }
  });
  return broken ?? null;
}

const NO_MODEL = { type: "BPE", vocab: { a: 0 }, merges: [], unk_token: "a" };
const NO_STEPS = Object.fromEntries(Object.keys(STEPS).map((name) => [name, null]));

/** A tokenizer of one letter with these steps, used once. Throws whatever the library throws. */
function trial(steps: JsonObject): void {
  new Tokenizer({ model: NO_MODEL, added_tokens: [], ...NO_STEPS, ...steps }, {}).encode("A word.");
}

/** True when entries are spelled in GPT-2's byte alphabet, which the decoder step gives away. */
export function isByteLevel({ decoder }: JsonObject): boolean {
  return kindsIn(decoder).includes("ByteLevel");
}

/** The kinds of a checked decoder and of the decoders in it. */
function kindsIn(json: unknown): unknown[] {
  if (typeof json !== "object" || json === null) return [];
  const { type, decoders } = json as JsonObject;
  return [type, ...(type === "Sequence" && Array.isArray(decoders) ? decoders.flatMap(kindsIn) : [])];
}
