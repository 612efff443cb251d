/**
 * Llama and its close kin: RMSNorm, rotary positions, SwiGLU, grouped-query attention, optional biases.
 * Qwen2 differs only in its q, k and v biases. Tensor names are those of transformers' LlamaForCausalLM.
 */
import { Failure } from "../../../core/failure";
import { count, endTokens, flag, positive, refuseConfig } from "../configFields";
import type { Family } from "../family";
import { takeWeights } from "../takeWeights";
import type { Activation, ModelSpec, RopeScaling } from "../spec";
import { jsonObject, type JsonObject, shown } from "../../files/text";
import { type BlockWeights, LINEAR_ROLES, type LinearRole } from "../weights";

const ACTIVATIONS: ReadonlyMap<unknown, Activation> = new Map<unknown, Activation>([
  ["silu", "silu"],
  ["swish", "silu"],
  ["gelu", "gelu"],
  ["gelu_pytorch_tanh", "geluTanh"],
  ["gelu_new", "geluTanh"],
  ["relu", "relu"],
]);

const MODULES: Readonly<Record<LinearRole, string>> = {
  q: "self_attn.q_proj",
  k: "self_attn.k_proj",
  v: "self_attn.v_proj",
  o: "self_attn.o_proj",
  gate: "mlp.gate_proj",
  up: "mlp.up_proj",
  down: "mlp.down_proj",
};

export const llama: Family = {
  modelTypes: ["llama", "qwen2"],

  spec(config) {
    const qwen2 = config["model_type"] === "qwen2";
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
    const attention = qwen2 || flag(config, "attention_bias", false);
    return {
      architecture: qwen2 ? "qwen2" : "llama",
      layers: count(config, "num_hidden_layers", 512),
      dModel,
      heads,
      kvHeads,
      dHead,
      dMlp: count(config, "intermediate_size", 1_000_000),
      vocabulary,
      maxPositions: count(config, "max_position_embeddings", 100_000_000, 2048),
      normEpsilon: positive(config, "rms_norm_eps", 1e-6),
      ...rope(config),
      activation,
      biases: { qkv: attention, attnOut: attention && !qwen2, mlp: !qwen2 && flag(config, "mlp_bias", false) },
      tied: flag(config, "tie_word_embeddings", false),
      eos: endTokens(config, vocabulary),
    };
  },

  weights(source, spec) {
    return takeWeights(
      source,
      spec,
      ({ norm, linear, table }) => {
        const embed = table("model.embed_tokens.weight");
        const blocks = Array.from({ length: spec.layers }, (_, layer): BlockWeights => {
          const at = `model.layers.${layer}`;
          const map = (role: LinearRole, out: number, into: number, bias: boolean) =>
            linear(`${at}.${MODULES[role]}`, out, into, bias);
          const query = spec.heads * spec.dHead;
          const keys = spec.kvHeads * spec.dHead;
          return {
            attnNorm: norm(`${at}.input_layernorm.weight`),
            q: map("q", query, spec.dModel, spec.biases.qkv),
            k: map("k", keys, spec.dModel, spec.biases.qkv),
            v: map("v", keys, spec.dModel, spec.biases.qkv),
            o: map("o", spec.dModel, query, spec.biases.attnOut),
            mlpNorm: norm(`${at}.post_attention_layernorm.weight`),
            gate: map("gate", spec.dMlp, spec.dModel, spec.biases.mlp),
            up: map("up", spec.dMlp, spec.dModel, spec.biases.mlp),
            down: map("down", spec.dModel, spec.dMlp, spec.biases.mlp),
          };
        });
        const finalNorm = norm("model.norm.weight");
        // A tied model may still carry lm_head, as a copy; transformers ignores it, and so do we.
        if (spec.tied && source.names.has("lm_head.weight")) table("lm_head.weight");
        return { embed, blocks, finalNorm, unembed: spec.tied ? embed : table("lm_head.weight") };
      },
      (name) => name.endsWith(".rotary_emb.inv_freq"),
    );
  },

  linear(modulePath) {
    const match = /^model\.layers\.(\d{1,4})\.(.+)$/.exec(modulePath);
    const role = LINEAR_ROLES.find((known) => MODULES[known] === match?.[2]);
    return match && role ? { layer: Number(match[1]), role } : null;
  },
};

/** Rotary base and scaling; transformers 5 keeps them in rope_parameters, older files in rope_theta and rope_scaling. */
function rope(config: JsonObject): Pick<ModelSpec, "ropeTheta" | "ropeScaling"> {
  const given = config["rope_parameters"] ?? config["rope_scaling"];
  const parameters = given == null ? {} : jsonObject(given, "The rotary parameters in config.json");
  const ropeTheta = positive({ rope_theta: parameters["rope_theta"] ?? config["rope_theta"] }, "rope_theta", 10_000);
  if (positive(config, "partial_rotary_factor", 1) !== 1)
    throw refuseConfig("only part of each head is rotated", "Use a plain Llama or Qwen2 checkpoint.");
  const type = parameters["rope_type"] ?? parameters["type"] ?? "default";
  if (type === "default") return { ropeTheta, ropeScaling: null };
  if (type !== "llama3") {
    throw new Failure(
      "file",
      `config.json asks for rotary scaling of type ${shown(type)}, which Unmask does not know.`,
      "It runs unscaled and “llama3” rotary positions.",
    );
  }
  const ropeScaling: RopeScaling = {
    factor: positive(parameters, "factor"),
    lowFrequencyFactor: positive(parameters, "low_freq_factor"),
    highFrequencyFactor: positive(parameters, "high_freq_factor"),
    originalPositions: positive(parameters, "original_max_position_embeddings"),
  };
  return { ropeTheta, ropeScaling };
}
