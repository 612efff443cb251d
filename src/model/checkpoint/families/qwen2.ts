/** Qwen2: Llama, with biases on q, k and v always and nowhere else. */
import type { Family } from "../family";
import { llama } from "./llama";

export const qwen2: Family = {
  ...llama,
  modelTypes: ["qwen2"],
  biases: { qkv: true, attnOut: false, mlp: false },
};
