/**
 * The registry of model families: one line each, one file each.
 */
import type { Family } from "./family";
import { llama } from "./families/llama";
import { qwen2 } from "./families/qwen2";

export const FAMILIES: readonly Family[] = [llama, qwen2];
