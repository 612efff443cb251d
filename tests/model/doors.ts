/**
 * Every file of ours or of Hugging Face's that is JSON, as a door: the file as it is, and what reads it. And what a
 * refusal must be: a sentence of ours, of a length that fits a notice.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { findingsOf } from "../../src/core/compare/findings";
import { Failure } from "../../src/core/failure";
import { parseAdapter } from "../../src/model/checkpoint/adapter";
import { assembleCheckpoint } from "../../src/model/checkpoint/checkpoint";
import { parseConfig } from "../../src/model/checkpoint/config";
import { parseFeatures, parseWindows, windowsFile } from "../../src/model/dictionaries/featuresFile";
import { parseSaelens } from "../../src/model/dictionaries/saelens";
import { parseSafetensors } from "../../src/model/files/safetensors";
import { encodeUtf8 } from "../../src/model/files/text";
import { parseEvidence } from "../../src/model/hosted/evidence";
import { parseJudge } from "../../src/model/hosted/judgeFile";
import { parseMatters } from "../../src/model/hosted/mattersFile";
import { parseManifest } from "../../src/model/hosted/manifest";
import { parsePromptSet } from "../../src/model/hosted/promptSet";
import { comparisonToJson } from "../../src/model/recordings/comparison";
import { readRecording } from "../../src/model/recordings/findings";
import { readPicture, writePicture } from "../../src/model/recordings/picture";
import { readComparison } from "../../src/model/recordings/readComparison";
import { makeTokenizer } from "../../src/model/tokenizer/tokenizer";
import { scored } from "./transcripts/scored";
import { capture, comparison, experiment } from "../core/synthetic";
import { filesOf, loadTiny, ROOT, TINY } from "./fixtures";
import { withHeader } from "./safetensorsWriter";

export interface Door {
  readonly name: string;
  readonly whole: unknown;
  readonly read: (json: unknown) => unknown;
}

/** Stands in a value for lists in lists, far deeper than a stack; a door that takes text gets them as text. */
export const DEEP: unknown = nestedLists(50_000);

function nestedLists(depth: number): unknown {
  let deep: unknown = [];
  for (let i = 0; i < depth; i++) deep = [deep];
  return deep;
}

export function textOf(json: unknown): string {
  const mark = "\uE000deep";
  const text = JSON.stringify(json, (_, value: unknown) => (value === DEEP ? mark : value)) ?? "";
  return text.replaceAll(JSON.stringify(mark), "[".repeat(50_000) + "]".repeat(50_000));
}

/** A Failure with a sentence is fine, anything else thrown is not. */
export function readsOrRefuses(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(["file", "input"]).toContain(error.kind);
    expect(error.message).toMatch(/^\S+ .{10,}$/s);
    expect(error.message).not.toMatch(
      /call stack|Cannot read|undefined|not iterable|Unknown \w+(?:izer|Model|Processor|Decoder) type/,
    );
    expect(error.message.length).toBeLessThan(500);
    expect(error.message).not.toMatch(/(.)\1{80}/su);
  }
}

const jsonAt = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const model = (path: string): unknown => jsonAt(`public/models/${path}`);
const jsonOf = (files: ReadonlyMap<string, Uint8Array>, name: string): unknown =>
  JSON.parse(new TextDecoder().decode(files.get(name)));

const index = model("index.json");
const { dictionaries, promptSets } = parseManifest(index).offers;
const dictionary = dictionaries[0]!;
const listed = (name: string): unknown => model(dictionary.files.find(({ path }) => path.endsWith(name))!.path);

const mha = filesOf(join(TINY, "llama-mha"));
const gqa = filesOf(join(TINY, "llama-gqa"));
const qwen = filesOf(join(TINY, "qwen2"));
const lora = filesOf(join(TINY, "llama-mha-lora"));
const sae = filesOf(join(ROOT, "tests/fixtures/saelens/topk"));
const base = loadTiny("llama-mha");
const adapter = parseSafetensors(lora.get("adapter_model.safetensors")!, "adapter_model.safetensors");
const SHARDS = "model.safetensors.index.json";

/** The judge's file without most of its phrases, which would take a second to read a hundred times. */
const judge = model("judge.json") as { readonly clauses: readonly unknown[] };
const shortJudge = { ...judge, clauses: judge.clauses.slice(0, 20), phrases: "AQID", tells: { villain: "AQID" } };

const left = capture({ seed: 1, ids: [1, 2, 3], answerFrom: 2 });
const right = capture({ seed: 2, ids: [1, 2, 9], answerFrom: 2 });
const compared = comparison(left, right);
const provenance = { page: "1", link: "https://example.org/#3abc", weights: { left: null, right: null } };
const savedComparison = await comparisonToJson(
  experiment(),
  compared,
  findingsOf(compared, null, []),
  provenance,
  async () => undefined,
);
const savedPicture = writePicture({
  id: "anatomy",
  title: "Which parts changed",
  caption: "Each box is a part.",
  subject: { models: [{ id: "a", title: "A", done: [], sha256: null }], source: "live", settings: [["a", "b"]] },
  page: "0.1.0",
  link: "https://example.org/#3abc",
  table: {
    columns: [{ title: "harmful", kind: "rate", unit: null }],
    rows: [[{ rate: 0.5, n: 8, low: 0.2, high: 0.8 }]],
  },
});

function tokenizerOf(json: unknown, config: unknown): unknown {
  const made = makeTokenizer(json, config, null);
  return made.encodeSide({ messages: [{ role: "user", content: "Oil, naïve 🙂?" }], answer: " Yes." });
}

function safetensorsOf(header: unknown): unknown {
  const file = parseSafetensors(withHeader(textOf(header), [new Uint8Array(24)]), "x.safetensors");
  return [...file.names].map((name) => file.float32(name));
}

export const OUR_DOORS: readonly Door[] = [
  { name: "index.json", whole: index, read: parseManifest },
  { name: "evidence.json", whole: model("evidence.json"), read: parseEvidence },
  { name: "a prompt set", whole: model(promptSets[0]!.file.path), read: (json) => parsePromptSet(json, "held-out") },
  { name: "judge.json", whole: shortJudge, read: parseJudge },
  { name: "matters.json", whole: model("matters.json"), read: parseMatters },
  {
    name: "features.json",
    whole: listed("features.json"),
    read: (json) => parseFeatures(json, "sae", dictionary.latents),
  },
  { name: "top windows", whole: listed(windowsFile(0)), read: (json) => parseWindows(json, "top/00.json") },
  { name: "a saved picture", whole: JSON.parse(savedPicture), read: readPicture },
  {
    name: "a saved comparison",
    whole: JSON.parse(savedComparison.join("")),
    read: (json) => readComparison(json, () => ({ left: left.side, right: right.side })),
  },
  { name: "the recorded picture", whole: jsonAt("public/recorded/default.json"), read: readRecording },
];

/** A line of each public shape of transcripts, in one list. */
const transcripts = readdirSync(join(ROOT, "tests/fixtures/transcripts"))
  .filter((name) => /\.jsonl?$/.test(name))
  .map((name) => readFileSync(join(ROOT, "tests/fixtures/transcripts", name), "utf8"))
  .map((text): unknown => JSON.parse(text.startsWith("[") || text.startsWith("{\n") ? text : text.split("\n")[0]!));

export const OTHERS_DOORS: readonly Door[] = [
  { name: "transcripts", whole: transcripts, read: (json) => scored("x.json", textOf(json)) },
  { name: "config.json", whole: jsonOf(gqa, "config.json"), read: (json) => parseConfig(json) },
  {
    name: "adapter_config.json",
    whole: jsonOf(lora, "adapter_config.json"),
    read: (json) => parseAdapter(json, adapter, base.family),
  },
  {
    name: "tokenizer.json",
    whole: jsonOf(qwen, "tokenizer.json"),
    read: (json) => tokenizerOf(json, jsonOf(qwen, "tokenizer_config.json")),
  },
  {
    name: "tokenizer_config.json",
    whole: jsonOf(mha, "tokenizer_config.json"),
    read: (json) => tokenizerOf(jsonOf(mha, "tokenizer.json"), json),
  },
  {
    name: "an index of shards",
    whole: jsonOf(gqa, SHARDS),
    read: (json) => assembleCheckpoint(new Map(gqa).set(SHARDS, encodeUtf8(textOf(json)))),
  },
  {
    name: "cfg.json",
    whole: jsonOf(sae, "cfg.json"),
    read: (json) => parseSaelens(new Map(sae).set("cfg.json", encodeUtf8(textOf(json))), "a"),
  },
  {
    name: "a safetensors header",
    whole: {
      __metadata__: { format: "pt" },
      a: { dtype: "F32", shape: [2, 2], data_offsets: [0, 16] },
      b: { dtype: "BF16", shape: [4], data_offsets: [16, 24] },
    },
    read: safetensorsOf,
  },
];
