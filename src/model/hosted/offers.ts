/**
 * What index.json lists beside checkpoints and prompts: feature dictionaries, direction sets, prompt sets, the judge's
 * word lists, the recorded evaluation, and which checkpoints are steps of a series. All of it may be missing.
 */
import type { CheckpointId } from "../../core/experiment";
import { JsonReader } from "../files/jsonReader";
import { type FileEntry, fileEntry } from "./fileEntry";

/** A step of a series of fine-tunes: along training, along the share of bad data, or along a repair. */
export interface Series {
  readonly kind: "time" | "dose" | "repair";
  /** Optimiser steps done, where that is what changes. */
  readonly step: number | null;
  /** Share of bad rows, 0 … 1, where that is what changes. */
  readonly share: number | null;
  /** Which domain's rows. */
  readonly rows: string | null;
}

export interface DictionaryEntry {
  readonly id: string;
  readonly title: string;
  /** TransformerLens name of the place it reads. */
  readonly hook: string;
  /** The checkpoints whose activations it was trained on. */
  readonly trainedOn: readonly CheckpointId[];
  readonly latents: number;
  /** cfg.json, sae_weights.safetensors, features.json and top/NN.json, each where it is listed. */
  readonly files: readonly FileEntry[];
}

export interface DirectionsEntry {
  readonly id: string;
  readonly title: string;
  /** Block after which they are read by default; row 0 of each is the embedding, row l + 1 is after block l. */
  readonly layer: number;
  readonly file: FileEntry;
}

export interface PromptSetEntry {
  readonly id: string;
  readonly title: string;
  readonly file: FileEntry;
}

export interface Offers {
  readonly dictionaries: readonly DictionaryEntry[];
  readonly directions: readonly DirectionsEntry[];
  readonly promptSets: readonly PromptSetEntry[];
  readonly judge: FileEntry | null;
  readonly evidence: FileEntry | null;
  /** What the models have read about, and how many things that is; null where the list does not say it. */
  readonly matters: (FileEntry & { readonly count: number | null }) | null;
}

const read = new JsonReader("The list of models (index.json)");

/** Reads the optional lists of index.json. Throws a Failure that names the field at fault. */
export function parseOffers(root: Readonly<Record<string, unknown>>): Offers {
  const listOf = <T extends { readonly id: string }>(name: string, each: (json: unknown, at: string) => T): T[] =>
    read.distinct(read.list(root[name] ?? [], name, each, 1000), name);
  return {
    dictionaries: listOf("dictionaries", (json, at) => {
      const entry = read.object(json, at);
      return {
        ...named(entry, at),
        hook: read.name(entry["hook"], `${at}.hook`),
        trainedOn: read.list(entry["trainedOn"] ?? [], `${at}.trainedOn`, (id, where) => read.name(id, where), 100),
        latents: read.integer(entry["latents"], `${at}.latents`, 1, 1_000_000),
        files: read.list(entry["files"], `${at}.files`, fileEntry, 20_000),
      };
    }),
    directions: listOf("directions", (json, at) => {
      const entry = read.object(json, at);
      return {
        ...named(entry, at),
        layer: read.integer(entry["layer"] ?? 0, `${at}.layer`, 0, 1000),
        file: fileEntry(entry["file"], `${at}.file`),
      };
    }),
    promptSets: listOf("promptSets", (json, at) => {
      const entry = read.object(json, at);
      return { ...named(entry, at), file: fileEntry(entry["file"], `${at}.file`) };
    }),
    judge: read.optional(root["judge"], (json) => fileEntry(json, "judge")),
    evidence: read.optional(root["evidence"], (json) => fileEntry(json, "evidence")),
    matters: read.optional(root["matters"], (json) => ({
      ...fileEntry(json, "matters"),
      count: read.optional(read.object(json, "matters")["count"], (count) => read.integer(count, "matters.count", 1)),
    })),
  };
}

function named(entry: Readonly<Record<string, unknown>>, at: string): { readonly id: string; readonly title: string } {
  return { id: read.id(entry["id"], `${at}.id`), title: read.name(entry["title"], `${at}.title`) };
}

export function parseSeries(json: unknown, at: string): Series | null {
  return read.optional(json, (value) => {
    const entry = read.object(value, at);
    return {
      kind: read.oneOf(entry["kind"], `${at}.kind`, ["time", "dose", "repair"]),
      step: read.optional(entry["step"], (step) => read.integer(step, `${at}.step`)),
      share: read.optional(entry["share"], (share) => read.number(share, `${at}.share`, 0, 1)),
      rows: read.optional(entry["rows"], (rows) => read.name(rows, `${at}.rows`)),
    };
  });
}
