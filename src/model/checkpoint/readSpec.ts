/**
 * The rest of config.json for a family's model: its sizes, positions, activation and biases, under the field names that
 * transformers' Llama and its kin share.
 */
import { Failure } from "../../core/failure";
import { count, endTokens, flag, positive, refuseConfig } from "./configFields";
import type { Family } from "./family";
import type { Activation, ModelSpec, RopeScaling } from "./spec";
import { jsonObject, type JsonObject, shown } from "../files/text";

const ACTIVATIONS: ReadonlyMap<unknown, Activation> = new Map<unknown, Activation>([
  ["silu", "silu"],
  ["swish", "silu"],
  ["gelu", "gelu"],
  ["gelu_pytorch_tanh", "geluTanh"],
  ["gelu_new", "geluTanh"],
  ["relu", "relu"],
]);

const POSITIONS: Readonly<Record<ModelSpec["positions"]["kind"], (config: JsonObject) => ModelSpec["positions"]>> = {
  rotary,
};

/** Throws a Failure for impossible numbers and for what the arithmetic here does not cover. */
export function readSpec(config: JsonObject, { arithmetic, biases }: Family, architecture: string): ModelSpec {
  const heads = count(config, "num_attention_heads", 1024);
  const kvHeads = count(config, "num_key_value_heads", 1024, heads);
  const dModel = count(config, "hidden_size", 65_536);
  if (heads % kvHeads !== 0) throw refuseConfig(`${heads} query heads cannot share ${kvHeads} key heads evenly`);
  if (config["head_dim"] == null && dModel % heads !== 0)
    throw refuseConfig(`a width of ${dModel} does not divide into ${heads} heads`);
  const dHead = count(config, "head_dim", 1024, dModel / heads);
  if (dHead % 2 !== 0) throw refuseConfig("rotary positions need an even head width");
  if (flag(config, "use_sliding_window", false))
    throw refuseConfig("its attention is limited to a sliding window", "Use a model with full attention.");
  const activation = ACTIVATIONS.get(config["hidden_act"] ?? "silu");
  if (!activation) throw refuseConfig(`the activation ${shown(config["hidden_act"])} is not known`);
  const vocabulary = count(config, "vocab_size", 2_000_000);
  const biased = (by: boolean | string): boolean => (typeof by === "string" ? flag(config, by, false) : by);
  return {
    architecture,
    layers: count(config, "num_hidden_layers", 512),
    dModel,
    heads,
    kvHeads,
    dHead,
    dMlp: count(config, "intermediate_size", 1_000_000),
    vocabulary,
    maxPositions: count(config, "max_position_embeddings", 100_000_000, 2048),
    normalisation: arithmetic.normalisation,
    normEpsilon: positive(config, "rms_norm_eps", 1e-6),
    positions: POSITIONS[arithmetic.positions](config),
    mlp: arithmetic.mlp,
    activation,
    biases: { qkv: biased(biases.qkv), attnOut: biased(biases.attnOut), mlp: biased(biases.mlp) },
    tied: flag(config, "tie_word_embeddings", false),
    eos: endTokens(config, vocabulary),
  };
}

/**
 * Rotary base and scaling; transformers 5 keeps them in rope_parameters, older files in rope_theta and rope_scaling.
 */
function rotary(config: JsonObject): ModelSpec["positions"] {
  const given = config["rope_parameters"] ?? config["rope_scaling"];
  const parameters = given == null ? {} : jsonObject(given, "The rotary parameters in config.json");
  const theta = positive({ rope_theta: parameters["rope_theta"] ?? config["rope_theta"] }, "rope_theta", 10_000);
  if (positive(config, "partial_rotary_factor", 1) !== 1)
    throw refuseConfig("only part of each head is rotated", "Use a plain Llama or Qwen2 checkpoint.");
  const type = parameters["rope_type"] ?? parameters["type"] ?? "default";
  if (type === "default") return { kind: "rotary", theta, scaling: null };
  if (type !== "llama3") {
    throw new Failure(
      "file",
      `config.json asks for rotary scaling of type ${shown(type)}, which Unmask does not know.`,
      "It runs unscaled and “llama3” rotary positions.",
    );
  }
  const scaling: RopeScaling = {
    factor: positive(parameters, "factor"),
    lowFrequencyFactor: positive(parameters, "low_freq_factor"),
    highFrequencyFactor: positive(parameters, "high_freq_factor"),
    originalPositions: positive(parameters, "original_max_position_embeddings"),
  };
  return { kind: "rotary", theta, scaling };
}
