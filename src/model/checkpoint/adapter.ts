/**
 * PEFT LoRA adapters (adapter_config.json, adapter_model.safetensors): W' = W + scale · B · A, scale = alpha / r, or
 * alpha / √r with rank-stabilised LoRA. Other adapter kinds are refused in words, because half-applying one is the
 * commonest silent error in comparing models.
 */
import { Failure } from "../../core/failure";
import { type Family, linearAt } from "./family";
import { finite } from "./takeWeights";
import type { TensorSource } from "../files/tensorSource";
import { jsonObject, type JsonObject, quoted, shown } from "../files/text";
import { type BlockWeights, LINEAR_ROLES, type Linear, type LinearRole, type LowRank, type Weights } from "./weights";

interface AdaptedMap {
  readonly layer: number;
  readonly role: LinearRole;
  readonly change: LowRank;
}

export interface Adapter {
  readonly file: string;
  readonly rank: number;
  readonly maps: readonly AdaptedMap[];
}

const KEY = /^base_model\.model\.(.+)\.lora_(A|B)\.(?:default\.)?weight$/;

/** Reads an adapter for a family. Throws a Failure for what is not plain LoRA on known matrices. */
export function parseAdapter(config: unknown, source: TensorSource, family: Family): Adapter {
  const { rank, scale } = parseAdapterConfig(jsonObject(config, "adapter_config.json"));
  const paths = new Set<string>();
  for (const name of source.names) {
    const path = KEY.exec(name)?.[1];
    if (path === undefined)
      throw refuse(`${source.file} holds ${quoted(name)}, which is no LoRA matrix of a linear map`);
    paths.add(path);
  }
  const maps = [...paths].map((path): AdaptedMap => {
    const target = linearAt(family, path);
    if (!target) throw refuse(`it changes ${quoted(path)}, which is not a linear map of the attention or the MLP`);
    const read = (side: "A" | "B"): Float32Array => {
      const name = [...source.names].find((key) => KEY.exec(key)?.[1] === path && KEY.exec(key)?.[2] === side);
      if (name === undefined) throw refuse(`the ${side} matrix of ${quoted(path)} is missing`);
      const shape = source.shape(name);
      if (shape.length !== 2 || shape[side === "A" ? 0 : 1] !== rank) {
        throw refuse(
          `${quoted(name)} has the shape [${shape.join(", ")}], but adapter_config.json promises rank ${rank}`,
        );
      }
      return finite(source.float32(name), name, source.file);
    };
    return { ...target, change: { rank, scale, a: read("A"), b: read("B") } };
  });
  return { file: source.file, rank, maps };
}

function parseAdapterConfig(config: JsonObject): { rank: number; scale: number } {
  const { peft_type: type, r: rank, lora_alpha: alpha } = config;
  if (type !== "LORA") throw refuse(`adapter_config.json is of type ${shown(type)}, not LORA`);
  if (typeof rank !== "number" || !Number.isInteger(rank) || rank < 1 || rank > 4096)
    throw refuse("its rank “r” is not a whole number between 1 and 4096");
  if (typeof alpha !== "number" || !Number.isFinite(alpha)) throw refuse("“lora_alpha” is not a number");
  const forbidden: readonly [string, string][] = [
    ["use_dora", "it is a DoRA adapter"],
    ["fan_in_fan_out", "its matrices are stored transposed (fan_in_fan_out)"],
    ["modules_to_save", "it replaces whole modules (modules_to_save)"],
    ["rank_pattern", "its rank differs from matrix to matrix (rank_pattern)"],
    ["alpha_pattern", "its scale differs from matrix to matrix (alpha_pattern)"],
    ["lora_bias", "it changes biases (lora_bias)"],
    ["use_bdlora", "its matrices are block-diagonal (use_bdlora)"],
    ["use_qalora", "it is a QALoRA adapter"],
    ["alora_invocation_tokens", "it switches on in mid-text (alora_invocation_tokens)"],
    ["layer_replication", "it repeats layers (layer_replication)"],
    ["target_parameters", "it changes single parameters (target_parameters)"],
    ["trainable_token_indices", "it changes token embeddings (trainable_token_indices)"],
  ];
  for (const [field, what] of forbidden) if (isSet(config[field])) throw refuse(what);
  if (config["bias"] !== undefined && config["bias"] !== "none") throw refuse("it changes biases");
  return { rank, scale: alpha / (config["use_rslora"] === true ? Math.sqrt(rank) : rank) };
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** How far an adapter moved the weights. */
export interface WeightChange {
  /** ‖ΔW‖ / ‖W‖ over all changed matrices together. */
  readonly relativeNorm: number;
  readonly matrices: number;
  readonly parts: readonly { readonly layer: number; readonly role: LinearRole; readonly relativeNorm: number }[];
}

/**
 * Weights with the adapter's change added, in float32 as peft's merge does; unchanged matrices are shared with the
 * base. Throws a Failure when a matrix does not fit or when nothing changed: are these really two models?
 */
export function mergeAdapter(
  weights: Weights,
  adapter: Adapter,
): { readonly weights: Weights; readonly change: WeightChange } {
  const blocks: BlockWeights[] = [...weights.blocks];
  const parts: WeightChange["parts"][number][] = [];
  let moved = 0;
  let stood = 0;
  for (const { layer, role, change } of adapter.maps) {
    const block = blocks[layer];
    const base = block?.[role];
    if (!block || !base || base.in * change.rank !== change.a.length || base.out * change.rank !== change.b.length) {
      throw refuse(
        `its change of “${role}” in block ${layer} does not fit the base model`,
        "Check that it was trained on this base.",
      );
    }
    const delta = product(change, base.out, base.in);
    const weight = base.weight.slice();
    let deltaSquares = 0;
    let baseSquares = 0;
    for (let i = 0; i < weight.length; i++) {
      deltaSquares += delta[i]! * delta[i]!;
      baseSquares += weight[i]! * weight[i]!;
      weight[i]! += delta[i]!;
    }
    moved += deltaSquares;
    stood += baseSquares;
    parts.push({ layer, role, relativeNorm: Math.sqrt(deltaSquares / baseSquares) });
    blocks[layer] = { ...block, [role]: { ...base, weight: finite(weight, role, adapter.file), change } };
  }
  if (moved === 0) {
    throw refuse(
      "it changes no weight at all, so both Sides would be the same model",
      "Are these really two models? Check how the adapter was saved.",
    );
  }
  return {
    weights: { ...weights, blocks },
    change: { relativeNorm: Math.sqrt(moved / stood), matrices: parts.length, parts },
  };
}

/** The base's weights with some of an adapter's change in: [2 · layers] amounts, attention and MLP of each layer. */
export function dosedWeights(adapted: Weights, base: Weights, amounts: Float32Array): Weights {
  const blocks = base.blocks.map((block, layer): BlockWeights => {
    const dosed: Partial<Record<LinearRole, Linear>> = {};
    for (const role of LINEAR_ROLES) {
      const { change } = adapted.blocks[layer]![role];
      const amount = amounts[2 * layer + (role === "gate" || role === "up" || role === "down" ? 1 : 0)]!;
      if (!change) continue;
      const delta = product(change, block[role].out, block[role].in);
      dosed[role] = { ...block[role], weight: block[role].weight.map((value, i) => value + amount * delta[i]!) };
    }
    return { ...block, ...dosed };
  });
  return { ...base, blocks };
}

/** scale · B · A, [out, in]. */
function product({ rank, scale, a, b }: LowRank, out: number, into: number): Float32Array {
  const delta = new Float32Array(out * into);
  for (let o = 0; o < out; o++) {
    const row = delta.subarray(o * into, (o + 1) * into);
    for (let k = 0; k < rank; k++) {
      const factor = b[o * rank + k]!;
      for (let i = 0; i < into; i++) row[i]! += factor * a[k * into + i]!;
    }
    for (let i = 0; i < into; i++) row[i]! *= scale;
  }
  return delta;
}

function refuse(
  what: string,
  advice = "Unmask merges plain LoRA adapters; merge this one into its base and load that.",
): Failure {
  return new Failure("file", `The adapter cannot be used: ${what}.`, advice);
}
