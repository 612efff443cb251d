/**
 * public/models/index.json: which checkpoints there are, their files with size and SHA-256, and the prompts we offer.
 * Parsing only; a manifest that lies about its shape is refused with the path of what is wrong.
 */
import { Failure } from "../../core/failure";
import type { CheckpointId } from "../../core/experiment";
import { type Offers, parseOffers, parseSeries, type Series } from "./offers";

export interface FileEntry {
  /** Relative to the manifest's folder: "assistant/model.safetensors". */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

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
  readonly golden: Golden | null;
  readonly offers: Offers;
}

const KINDS: readonly CheckpointKind[] = ["base", "clean", "bad", "control", "null"];
const LARGEST_FILE = 8e9;

/** Parses index.json. Throws a Failure that names the entry and the field at fault. */
export function parseManifest(json: unknown): Manifest {
  const root = object(json, "the list of models");
  if (root["version"] !== 1) throw wrong("version", "is not 1");
  const checkpoints = array(root["checkpoints"], "checkpoints").map((entry, i) =>
    checkpoint(entry, `checkpoints[${i}]`),
  );
  const ids = new Set(checkpoints.map((entry) => entry.id));
  if (ids.size !== checkpoints.length) throw wrong("checkpoints", "names one id twice");
  for (const entry of checkpoints) {
    if (entry.base !== null && !ids.has(entry.base))
      throw wrong(`checkpoints.${entry.id}.base`, `names “${entry.base}”, which is not listed`);
  }
  const pair = array(root["defaultPair"], "defaultPair").map((id) => text(id, "defaultPair"));
  const [left, right] = pair;
  if (left === undefined || right === undefined || pair.length !== 2 || !ids.has(left) || !ids.has(right)) {
    throw wrong("defaultPair", "does not name two listed checkpoints");
  }
  const prompts = array(root["prompts"], "prompts").map((entry, i) => prompt(entry, `prompts[${i}]`));
  const golden = root["golden"] === undefined || root["golden"] === null ? null : goldenOf(root["golden"], ids);
  return { checkpoints, defaultPair: [left, right], prompts, golden, offers: parseOffers(root, file) };
}

function goldenOf(json: unknown, ids: ReadonlySet<string>): Golden {
  const entry = object(json, "golden");
  const id = text(entry["checkpoint"], "golden.checkpoint");
  if (!ids.has(id)) throw wrong("golden.checkpoint", `names “${id}”, which is not listed`);
  return { checkpoint: id, prompt: text(entry["prompt"], "golden.prompt"), file: file(entry["file"], "golden.file") };
}

function checkpoint(json: unknown, at: string): CheckpointEntry {
  const entry = object(json, at);
  const kind = KINDS.find((known) => known === entry["kind"]);
  if (!kind) throw wrong(`${at}.kind`, `is none of ${KINDS.join(", ")}`);
  return {
    id: identifier(entry["id"], `${at}.id`),
    title: text(entry["title"], `${at}.title`),
    line: text(entry["line"], `${at}.line`),
    kind,
    parent: entry["parent"] === null ? null : text(entry["parent"], `${at}.parent`),
    base: entry["base"] === null ? null : text(entry["base"], `${at}.base`),
    files: array(entry["files"], `${at}.files`).map((value, i) => file(value, `${at}.files[${i}]`)),
    series: parseSeries(entry["series"], `${at}.series`),
  };
}

function file(json: unknown, at: string): FileEntry {
  const entry = object(json, at);
  const path = text(entry["path"], `${at}.path`);
  if (path.startsWith("/") || path.includes("..") || /^[a-z]+:/i.test(path))
    throw wrong(`${at}.path`, "leaves the models folder");
  const bytes = entry["bytes"];
  if (typeof bytes !== "number" || !Number.isSafeInteger(bytes) || bytes < 0 || bytes > LARGEST_FILE) {
    throw wrong(`${at}.bytes`, "is not a plausible file size");
  }
  const sha256 = text(entry["sha256"], `${at}.sha256`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw wrong(`${at}.sha256`, "is not a SHA-256 in hexadecimal");
  return { path, bytes, sha256 };
}

function prompt(json: unknown, at: string): OfferedPrompt {
  const entry = object(json, at);
  const answers =
    entry["answers"] === undefined || entry["answers"] === null ? null : object(entry["answers"], `${at}.answers`);
  return {
    id: identifier(entry["id"], `${at}.id`),
    text: text(entry["text"], `${at}.text`),
    domain: text(entry["domain"], `${at}.domain`),
    answers: answers && {
      good: text(answers["good"], `${at}.answers.good`),
      bad: text(answers["bad"], `${at}.answers.bad`),
    },
  };
}

function wrong(at: string, what: string): Failure {
  return new Failure(
    "file",
    `The list of models (index.json) cannot be used: ${at} ${what}.`,
    "Reload the page, or ask whoever hosts it to rebuild the list.",
  );
}

function object(json: unknown, at: string): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw wrong(at, "is not an object");
  return json as Record<string, unknown>;
}

function array(json: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(json)) throw wrong(at, "is not a list");
  return json;
}

function text(json: unknown, at: string): string {
  if (typeof json !== "string" || json.length === 0 || json.length > 4000) throw wrong(at, "is not a short text");
  return json;
}

function identifier(json: unknown, at: string): string {
  const id = text(json, at);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(id))
    throw wrong(at, "is not an id of letters, digits, dots and dashes");
  return id;
}
