/**
 * The registry of model families: one line each, one file each.
 */
import type { Family } from "./family";
import { llama } from "./families/llama";

export const FAMILIES: readonly Family[] = [llama];
