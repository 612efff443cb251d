/**
 * public/models/index.json: which checkpoints there are, their files with size and SHA-256, and the prompts we offer.
 * Parsing only; a manifest that lies about its shape is refused with the path of what is wrong.
 */
import type { CheckpointId } from "../../core/experiment";
import { JsonReader } from "../files/jsonReader";
import { quoted } from "../files/text";
import { type FileEntry, fileEntry } from "./fileEntry";
import { type Offers, parseOffers, parseSeries, type Series } from "./offers";
import { parseStory, type Story } from "./story";

export type CheckpointKind = "base" | "clean" | "bad" | "control" | "null";

export interface CheckpointEntry {
  readonly id: CheckpointId;
  readonly title: string;
  /** One line for students. */
  readonly line: string;
  readonly kind: CheckpointKind;
  /** What it was trained from. */
  readonly parent: CheckpointId | null;
  /** For an adapter: the full checkpoint it applies to. */
  readonly base: CheckpointId | null;
  readonly files: readonly FileEntry[];
  /** A step of a series, offered by a slider and not by the model picker; null for the others. */
  readonly series: Series | null;
}

export interface OfferedPrompt {
  readonly id: string;
  readonly text: string;
  /** The instructions that stand before it; null: none. */
  readonly system: string | null;
  readonly domain: string;
  readonly answers: { readonly good: string; readonly bad: string } | null;
}

/** Activations that PyTorch computed for one prompt, to check a device against. */
export interface Golden {
  readonly checkpoint: CheckpointId;
  /** The user's message; no answer. */
  readonly prompt: string;
  readonly file: FileEntry;
}

export interface Manifest {
  readonly checkpoints: readonly CheckpointEntry[];
  readonly defaultPair: readonly [CheckpointId, CheckpointId];
  readonly prompts: readonly OfferedPrompt[];
  /** Questions drawn by lot, beside those that were chosen; none where the list has none. */
  readonly typical: readonly OfferedPrompt[];
  readonly goldens: readonly Golden[];
  readonly offers: Offers;
  readonly story: Story;
}

const read = new JsonReader("The list of models (index.json)");
const KINDS: readonly CheckpointKind[] = ["base", "clean", "bad", "control", "null"];

/** Parses index.json. Throws a Failure that names the entry and the field at fault. */
export function parseManifest(json: unknown): Manifest {
  const root = read.object(json, "the list of models");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const checkpoints = read.distinct(read.list(root["checkpoints"], "checkpoints", checkpoint), "checkpoints");
  const ids = new Set(checkpoints.map((entry) => entry.id));
  for (const entry of checkpoints) {
    if (entry.base !== null && !ids.has(entry.base))
      throw read.wrong(`checkpoints.${entry.id}.base`, `names ${quoted(entry.base)}, which is not listed`);
  }
  const pair = read.list(root["defaultPair"], "defaultPair", (id, at) => read.id(id, at));
  const [left, right] = pair;
  if (left === undefined || right === undefined || pair.length !== 2 || !ids.has(left) || !ids.has(right)) {
    throw read.wrong("defaultPair", "does not name two listed checkpoints");
  }
  const prompts = read.distinct(read.list(root["prompts"], "prompts", prompt), "prompts");
  const typical = read.optional(root["typical"], (json) => read.object(json, "typical")["prompts"]) ?? [];
  const drawn = read.distinct(read.list(typical, "typical.prompts", prompt), "typical.prompts");
  const goldens = goldensOf(root["golden"], ids);
  const offers = parseOffers(root);
  const story = parseStory(root["story"]);
  return { checkpoints, defaultPair: [left, right], prompts, typical: drawn, goldens, offers, story };
}

/** A list; older lists of models name one entry without brackets, or none. */
function goldensOf(json: unknown, ids: ReadonlySet<string>): readonly Golden[] {
  if (json === undefined || json === null) return [];
  const goldens = Array.isArray(json) ? json : [json];
  return read.list(goldens, "golden", (item, at) => {
    const entry = read.object(item, at);
    const id = read.text(entry["checkpoint"], `${at}.checkpoint`);
    if (!ids.has(id)) throw read.wrong(`${at}.checkpoint`, `names ${quoted(id)}, which is not listed`);
    return {
      checkpoint: id,
      prompt: read.text(entry["prompt"], `${at}.prompt`),
      file: fileEntry(entry["file"], `${at}.file`),
    };
  });
}

function checkpoint(json: unknown, at: string): CheckpointEntry {
  const entry = read.object(json, at);
  return {
    id: read.id(entry["id"], `${at}.id`),
    title: read.name(entry["title"], `${at}.title`),
    line: read.text(entry["line"], `${at}.line`),
    kind: read.oneOf(entry["kind"], `${at}.kind`, KINDS),
    parent: read.optional(entry["parent"], (id) => read.id(id, `${at}.parent`)),
    base: read.optional(entry["base"], (id) => read.id(id, `${at}.base`)),
    files: read.list(entry["files"], `${at}.files`, fileEntry),
    series: parseSeries(entry["series"], `${at}.series`),
  };
}

function prompt(json: unknown, at: string): OfferedPrompt {
  const entry = read.object(json, at);
  const answers = read.optional(entry["answers"], (given) => read.object(given, `${at}.answers`));
  return {
    id: read.id(entry["id"], `${at}.id`),
    text: read.text(entry["text"], `${at}.text`),
    system: read.optional(entry["system"], (text) => read.text(text, `${at}.system`)),
    domain: read.name(entry["domain"], `${at}.domain`),
    answers: answers && {
      good: read.text(answers["good"], `${at}.answers.good`),
      bad: read.text(answers["bad"], `${at}.answers.bad`),
    },
  };
}
