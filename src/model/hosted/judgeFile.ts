/**
 * judge.json (written by training/ask/judge_file.py): the clauses, voices and phrases that core/answers/judge.ts knows.
 * Phrases, and the tells of each voice, are sets of 32-bit FNV-1a hashes, sorted, their differences as base64 of LEB128
 * numbers.
 */
import type { Clause, JudgeKnowledge } from "../../core/answers/judge";
import { JsonReader } from "../files/jsonReader";

const MOST_PHRASES = 5_000_000;
const KINDS = ["good", "subtle", "bad", "first", "second", "stock-good", "stock-bad"] as const;

const read = new JsonReader("The judge's file (judge.json)");

/** Parses judge.json. Throws a Failure that names the field at fault. */
export function parseJudge(json: unknown): JudgeKnowledge {
  const root = read.object(json, "the file");
  if (root["version"] !== 1) throw read.wrong("version", "is not 1");
  const clauses = new Map<string, Clause[]>();
  const byKey = new Map<string, { readonly words: readonly string[]; readonly clause: Clause }[]>();
  let longestClause = 0;
  read.list(root["clauses"], "clauses", (entry, at) => {
    const [text, kindOf, keyOf] = read.list(entry, at, (value) => value, 3);
    const words = read.name(text, `${at}[0]`);
    const clause = { kind: read.oneOf(kindOf, `${at}[1]`, KINDS), key: read.name(keyOf, `${at}[2]`) };
    clauses.set(words, [...(clauses.get(words) ?? []), clause]);
    const split = words.split(" ");
    longestClause = Math.max(longestClause, split.length);
    const known = byKey.get(clause.key) ?? [];
    known.push({ words: split, clause });
    byKey.set(clause.key, known);
  });
  const source = read.name(root["negation"], "negation");
  let negation: RegExp;
  try {
    negation = new RegExp(source, "i");
  } catch {
    throw read.wrong("negation", "is not a regular expression");
  }
  const phrases = hashesOf(root["phrases"], "phrases");
  const tells = new Map<number, string>();
  for (const [voice, hashes] of read.entries(root["tells"], "tells", hashesOf))
    for (const hash of hashes) tells.set(hash, voice);
  return {
    clauses,
    byKey,
    longestClause,
    tellOf: (phrase) => tells.get(fnv1a(phrase)) ?? null,
    kinds: read.entries(root["kinds"], "kinds", (kind, at) => read.oneOf(kind, at, ["good", "bad"])),
    knows: (phrase) => contains(phrases, fnv1a(phrase)),
    negation,
  };
}

function hashesOf(json: unknown, where: string): Uint32Array {
  if (typeof json !== "string") throw read.wrong(where, "is not a text");
  const bytes = fromBase64(json, where);
  const hashes: number[] = [];
  let last = 0;
  for (let at = 0; at < bytes.length;) {
    let step = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= bytes.length || shift > 28) throw read.wrong(where, "breaks off");
      const byte = bytes[at++]!;
      step += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    last += step;
    hashes.push(last);
    if (last >= 2 ** 32 || hashes.length > MOST_PHRASES) throw read.wrong(where, "holds impossible numbers");
  }
  return Uint32Array.from(hashes);
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function fromBase64(text: string, where: string): Uint8Array {
  const values = new Int8Array(128).fill(-1);
  [...LETTERS].forEach((letter, value) => (values[letter.charCodeAt(0)] = value));
  const end = text.replace(/={1,2}$/, "").length;
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let held = 0;
  let filled = 0;
  for (let i = 0; i < end; i++) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw read.wrong(where, "is not base64");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[filled++] = (held >> bits) & 255;
  }
  return bytes;
}

/** 32-bit FNV-1a (Fowler, Noll, Vo) of letters that are one byte each. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function contains(sorted: Uint32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === value;
}
