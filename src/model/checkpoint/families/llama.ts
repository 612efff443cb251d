/**
 * Llama: RMSNorm, rotary positions, SwiGLU, grouped-query attention, optional biases. Tensor names are those of
 * transformers' LlamaForCausalLM.
 */
import type { Family } from "../family";

export const llama: Family = {
  modelTypes: ["llama"],
  arithmetic: { normalisation: "rms", positions: "rotary", mlp: "gated" },
  biases: { qkv: "attention_bias", attnOut: "attention_bias", mlp: "mlp_bias" },
  tensors: {
    embed: "model.embed_tokens",
    finalNorm: "model.norm",
    unembed: "lm_head",
    block: "model.layers.{layer}.",
    attnNorm: "input_layernorm",
    mlpNorm: "post_attention_layernorm",
    maps: {
      q: "self_attn.q_proj",
      k: "self_attn.k_proj",
      v: "self_attn.v_proj",
      o: "self_attn.o_proj",
      gate: "mlp.gate_proj",
      up: "mlp.up_proj",
      down: "mlp.down_proj",
    },
    ignored: [".rotary_emb.inv_freq"],
  },
};
