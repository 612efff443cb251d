/**
 * What a model family brings, as data: which config.json it answers to, the arithmetic that all its models share, and
 * what it calls its tensors. readSpec.ts, readWeights.ts and adapter.ts do the reading for every family.
 */
import type { ModelSpec } from "./spec";
import { LINEAR_ROLES, type LinearRole } from "./weights";

/** Names of tensors without ".weight" and ".bias", as an adapter names them too. */
export interface TensorNames {
  readonly embed: string;
  readonly finalNorm: string;
  readonly unembed: string;
  /** What stands before every name in a block; {layer} is the block's number. */
  readonly block: string;
  readonly attnNorm: string;
  readonly mlpNorm: string;
  readonly maps: Readonly<Record<LinearRole, string>>;
  /** Ends of names that older files carry and nobody reads. */
  readonly ignored: readonly string[];
}

export interface Family {
  /** Values of model_type in config.json. */
  readonly modelTypes: readonly string[];
  readonly arithmetic: Pick<ModelSpec, "normalisation" | "mlp"> & {
    readonly positions: ModelSpec["positions"]["kind"];
  };
  /**
   * Which linear maps have a bias: all models of the family (true), none (false), or those whose config sets this flag.
   */
  readonly biases: { readonly [Maps in keyof ModelSpec["biases"]]: boolean | string };
  readonly tensors: TensorNames;
}

/** The name of something in a block. */
export function inBlock({ block }: TensorNames, layer: number, name: string): string {
  return block.replace("{layer}", String(layer)) + name;
}

/** The linear map that a module path names ("model.layers.0.self_attn.q_proj"); null when it is none. */
export function linearAt(
  { tensors }: Family,
  path: string,
): { readonly layer: number; readonly role: LinearRole } | null {
  const [before = "", after = ""] = tensors.block.split("{layer}");
  if (!path.startsWith(before)) return null;
  const number = /^\d{1,4}/.exec(path.slice(before.length))?.[0];
  if (number === undefined) return null;
  const rest = path.slice(before.length + number.length);
  const role = LINEAR_ROLES.find((known) => rest === after + tensors.maps[known]);
  return role ? { layer: Number(number), role } : null;
}
