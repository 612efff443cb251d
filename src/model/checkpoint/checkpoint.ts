/**
 * A checkpoint, ready to run: spec, weights, tokenizer and, for an adapter, how far it moved its base.
 * Made from the files of a Hugging Face folder; fetching them is the runtime's work.
 */
import { Failure } from "../../core/failure";
import { type Adapter, mergeAdapter, parseAdapter, type WeightChange } from "./adapter";
import { parseConfig } from "./config";
import { endTokens } from "./configFields";
import { FAMILIES } from "./families";
import type { Family } from "./family";
import { readWeights } from "./readWeights";
import { parseSafetensors } from "../files/safetensors";
import { joinShards } from "../files/shards";
import type { ModelSpec } from "./spec";
import type { TensorSource } from "../files/tensorSource";
import { jsonObject, parseJson } from "../files/text";
import { makeTokenizer, type ChatTokenizer } from "../tokenizer/tokenizer";
import type { Weights } from "./weights";

export interface Checkpoint {
  readonly family: Family;
  readonly spec: ModelSpec;
  readonly weights: Weights;
  readonly tokenizer: ChatTokenizer;
  /** Null for a full checkpoint. */
  readonly adapter: { readonly parameters: Adapter; readonly change: WeightChange; readonly base: Weights } | null;
}

const SINGLE = "model.safetensors";
const INDEX = "model.safetensors.index.json";
const GENERATION = "generation_config.json";

/**
 * Files by name ("config.json", or with folders before it) to a Checkpoint. A folder with adapter_config.json needs
 * `base`. Throws a Failure of kind "file" that names the file and what is wrong with it.
 */
export function assembleCheckpoint(
  files: ReadonlyMap<string, Uint8Array>,
  base?: Checkpoint,
  families: readonly Family[] = FAMILIES,
): Checkpoint {
  const byName = new Map([...files].map(([path, bytes]) => [path.slice(path.lastIndexOf("/") + 1), bytes]));
  if (byName.has("adapter_config.json")) {
    if (!base)
      throw new Failure(
        "file",
        "This is an adapter, and the model it was trained on is not loaded.",
        "Load its base model first.",
      );
    return assembleAdapter(byName, base);
  }
  const { family, spec: described } = parseConfig(parseJson(need(byName, "config.json"), "config.json"), families);
  const spec = { ...described, eos: endsOf(byName, described) };
  const tokenizer = tokenizerOf(byName);
  fits(tokenizer, spec);
  return { family, spec, weights: readWeights(weightsOf(byName), spec, family), tokenizer, adapter: null };
}

/** What ends an answer: generation_config.json says it, as for transformers; config.json only where that is silent. */
function endsOf(files: ReadonlyMap<string, Uint8Array>, { eos, vocabulary }: ModelSpec): readonly number[] {
  const bytes = files.get(GENERATION);
  if (!bytes) return eos;
  const config = jsonObject(parseJson(bytes, GENERATION), GENERATION);
  return config["eos_token_id"] == null ? eos : endTokens(config, vocabulary, GENERATION);
}

/** A model may have spare rows in its embedding, but not too few. */
function fits({ size }: ChatTokenizer, { vocabulary }: ModelSpec): void {
  if (size <= vocabulary) return;
  const what = `tokenizer.json has ${size} tokens, but the model knows only ${vocabulary}.`;
  throw new Failure("file", what, "Check that both belong to the same model.");
}

function assembleAdapter(files: ReadonlyMap<string, Uint8Array>, base: Checkpoint): Checkpoint {
  const config = parseJson(need(files, "adapter_config.json"), "adapter_config.json");
  const source = parseSafetensors(need(files, "adapter_model.safetensors"), "adapter_model.safetensors");
  const parameters = parseAdapter(config, source, base.family);
  const { weights, change } = mergeAdapter(base.weights, parameters);
  const tokenizer = files.has("tokenizer.json") ? tokenizerOf(files) : base.tokenizer;
  fits(tokenizer, base.spec);
  return { ...base, weights, tokenizer, adapter: { parameters, change, base: base.weights } };
}

function weightsOf(files: ReadonlyMap<string, Uint8Array>): TensorSource {
  const index = files.get(INDEX);
  return index ? joinShards(parseJson(index, INDEX), files, INDEX) : parseSafetensors(need(files, SINGLE), SINGLE);
}

function tokenizerOf(files: ReadonlyMap<string, Uint8Array>): ChatTokenizer {
  const config = files.get("tokenizer_config.json");
  const template = files.get("chat_template.jinja");
  return makeTokenizer(
    parseJson(need(files, "tokenizer.json"), "tokenizer.json"),
    config ? parseJson(config, "tokenizer_config.json") : {},
    template ?? null,
  );
}

function need(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (!bytes) throw new Failure("file", `The model's folder has no ${name}.`, "Add the missing file.");
  return bytes;
}
