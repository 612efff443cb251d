/**
 * SAELens dictionaries: cfg.json and sae_weights.safetensors (github.com/decoderesearch/SAELens), with the field names
 * of versions before and after 6. Standard, TopK, BatchTopK and JumpReLU; what cannot be read rightly is refused in
 * words, what may not be read as it was meant becomes a warning. Checked against PyTorch by
 * tests/model/dictionaries/saelens.test.ts.
 */
import type { FeatureDictionary, Gate, InputNorm } from "../../core/features/dictionary";
import { Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import { tensor } from "../../core/tensor";
import { parseSafetensors } from "../files/safetensors";
import { finite } from "../checkpoint/takeWeights";
import type { TensorSource } from "../files/tensorSource";
import { clipped, jsonObject, type JsonObject, parseJson, shown } from "../files/text";

const CONFIG = "cfg.json";
const WEIGHTS = "sae_weights.safetensors";
const MOST_LATENTS = 1_000_000;

interface Config {
  readonly dIn: number;
  readonly latents: number;
  readonly hook: HookName;
  readonly architecture: "standard" | "topk" | "batchtopk" | "jumprelu";
  readonly k: number | null;
  readonly subtractsOffset: boolean;
  readonly input: InputNorm;
  /** Pre-activations times the decoder row's length, as if it were 1. */
  readonly rescales: boolean;
  /** The name of the model in the file, for a warning. */
  readonly model: string | null;
  readonly warnings: readonly string[];
}

/** A dictionary's folder (files by path or name) as a FeatureDictionary. Throws a Failure of kind "file". */
export function parseSaelens(
  files: ReadonlyMap<string, Uint8Array>,
  id: string,
): FeatureDictionary & { readonly model: string | null } {
  const need = (name: string): Uint8Array => {
    const found = [...files].find(([path]) => path === name || path.endsWith(`/${name}`));
    if (!found) throw refuse(`its folder has no ${name}`, "Add the missing file.");
    return found[1];
  };
  const config = parseConfig(jsonObject(parseJson(need(CONFIG), CONFIG), CONFIG));
  const source = parseSafetensors(need(WEIGHTS), WEIGHTS);
  const { dIn: D, latents: L } = config;
  const values = (name: string, shape: readonly number[]): Float32Array => take(source, name, shape);
  const warnings = [...config.warnings];

  const read = transposed(values("W_enc", [D, L]), D, L);
  const directions = values("W_dec", [L, D]).slice();
  const offset = values("b_dec", [D]);
  const bias = values("b_enc", [L]).slice();
  if (config.subtractsOffset) foldOffset(bias, read, offset);
  if (config.rescales) foldLengths(read, bias, directions, D);
  foldFineTuning(source, directions, L, D);
  // Finite values can still overflow when they are multiplied into each other.
  for (const [name, folded] of Object.entries({ W_enc: read, b_enc: bias, W_dec: directions }))
    finite(folded, name, WEIGHTS);
  const gate = gateOf(config, source, warnings);
  const known = ["W_enc", "W_dec", "b_enc", "b_dec", "threshold", "log_threshold", "topk_threshold", "scaling_factor"];
  const strange = [...source.names].filter((name) => !known.includes(name));
  if (strange.length > 0)
    warnings.push(
      `Its file also holds ${strange
        .slice(0, 3)
        .map((name) => clipped(name))
        .join(", ")}, which Unmask does not use.`,
    );
  return {
    id,
    hook: config.hook,
    encoder: { read: tensor([L, D], read), bias, gate, input: config.input },
    directions: tensor([L, D], directions),
    offset,
    warnings,
    model: config.model,
  };
}

/** The older names of fields, and those that moved into "metadata" with version 6. */
const OLDER: Readonly<Record<string, string>> = {
  hook_name: "hook_point",
  hook_head_index: "hook_point_head_index",
  activation_fn: "activation_fn_str",
};

function parseConfig(config: JsonObject): Config {
  const metadata = config["metadata"] === undefined ? {} : jsonObject(config["metadata"], "“metadata” in cfg.json");
  const field = (name: string): unknown => config[name] ?? config[OLDER[name] ?? name] ?? metadata[name];
  const count = (name: string, most: number): number => {
    const value = field(name);
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > most)
      throw refuse(`“${name}” in cfg.json is ${shown(value)}, not a whole number from 1 to ${most}`);
    return value;
  };
  const dIn = count("d_in", 100_000);
  const latents = count("d_sae", MOST_LATENTS);
  const hook = field("hook_name");
  if (typeof hook !== "string" || hook === "" || hook.length > 200)
    throw refuse("cfg.json does not say which hook it was trained at (“hook_name”)");
  const head = field("hook_head_index");
  if (head !== undefined && head !== null) throw refuse("it reads a single attention head (“hook_head_index”)");
  const out = field("hook_name_out");
  if (typeof out === "string" && out !== hook)
    throw refuse(`it is a transcoder: it reads ${clipped(hook)} and writes ${clipped(out)}`);

  const { architecture, k } = activationOf(config, field);
  const warnings: string[] = [];
  const model = field("model_name");
  return {
    dIn,
    latents,
    hook: hook as HookName,
    architecture,
    k,
    subtractsOffset: flag(field("apply_b_dec_to_input"), "apply_b_dec_to_input", true),
    input: inputNorm(field("normalize_activations"), warnings),
    rescales: flag(field("rescale_acts_by_decoder_norm"), "rescale_acts_by_decoder_norm", false),
    model: typeof model === "string" ? model.slice(0, 200) : null,
    warnings,
  };
}

function activationOf(
  config: JsonObject,
  field: (name: string) => unknown,
): { readonly architecture: Config["architecture"]; readonly k: number | null } {
  const named = field("architecture") ?? "standard";
  const activation = field("activation_fn") ?? "relu";
  const kwargs = config["activation_fn_kwargs"];
  const inner =
    typeof kwargs === "object" && kwargs !== null ? jsonObject(kwargs, "“activation_fn_kwargs”")["k"] : undefined;
  const architecture = named === "standard" && activation === "topk" ? "topk" : named;
  if (
    architecture !== "standard" &&
    architecture !== "topk" &&
    architecture !== "batchtopk" &&
    architecture !== "jumprelu"
  )
    throw refuse(
      `it is of the kind ${shown(architecture)}`,
      "Unmask reads standard, TopK, BatchTopK and JumpReLU dictionaries.",
    );
  const fits = architecture === "topk" || architecture === "batchtopk" ? ["topk", "batchtopk", "relu"] : ["relu"];
  if (typeof activation !== "string" || !fits.includes(activation))
    throw refuse(`its activation function is ${shown(activation)}`, "Unmask reads ReLU, TopK, BatchTopK and JumpReLU.");
  if (architecture === "standard" || architecture === "jumprelu") return { architecture, k: null };
  const k = field("k") ?? inner;
  // BatchTopK's k is a mean over many tokens and need not be whole.
  const fine =
    typeof k === "number" && k >= 1 && k <= MOST_LATENTS && (architecture === "batchtopk" || Number.isInteger(k));
  if (!fine && !(k === undefined && architecture === "batchtopk")) throw refuse(`“k” in cfg.json is ${shown(k)}`);
  return { architecture, k: typeof k === "number" ? Math.round(k) : null };
}

function inputNorm(value: unknown, warnings: string[]): InputNorm {
  switch (value) {
    case undefined:
    case null:
    case false:
    case "none":
      return "none";
    case "layer_norm":
      return "layerNorm";
    case "constant_norm_rescale":
      return "constantNorm";
    case true:
    case "expected_average_only_in":
      warnings.push(
        "It was trained on activations scaled by a factor that its files do not hold; " +
          "like SAELens, Unmask reads it without.",
      );
      return "none";
    default:
      throw refuse(`“normalize_activations” in cfg.json is ${shown(value)}`);
  }
}

function flag(value: unknown, name: string, otherwise: boolean): boolean {
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== "boolean") throw refuse(`“${name}” in cfg.json is ${shown(value)}, neither true nor false`);
  return value;
}

function gateOf({ architecture, k, latents }: Config, source: TensorSource, warnings: string[]): Gate {
  if (architecture === "standard") return { kind: "relu" };
  if (architecture === "topk") return { kind: "topk", k: k! };
  const threshold = thresholdOf(source, latents);
  if (threshold) return { kind: "jump", threshold };
  if (architecture === "jumprelu") throw refuse(`${WEIGHTS} lacks the tensor “threshold”`);
  if (k === null) throw refuse("it is a BatchTopK dictionary with neither a threshold nor a “k”");
  warnings.push(
    `Its ${k} active features were a mean over many tokens in training; ` +
      `its files hold no threshold, so each token keeps its ${k} largest.`,
  );
  return { kind: "topk", k };
}

/** One threshold for each latent, or one for all; older training files hold logarithms. Never below 0. */
function thresholdOf(source: TensorSource, latents: number): Float32Array | null {
  const name = ["threshold", "log_threshold", "topk_threshold"].find((known) => source.names.has(known));
  if (name === undefined) return null;
  const shape = source.shape(name);
  const found = shape.length === 1 && shape[0] === latents ? take(source, name, [latents]) : take(source, name, shape);
  if (found.length !== latents && found.length !== 1)
    throw refuse(`“${name}” has the shape [${shape.join(", ")}], but there are ${latents} features`);
  const thresholds = Float32Array.from({ length: latents }, (_, l) => {
    const value = found[found.length === 1 ? 0 : l]!;
    return name === "log_threshold" ? Math.exp(value) : Math.max(0, value);
  });
  return finite(thresholds, name, WEIGHTS);
}

/** b ← b − W·b_dec: subtracting b_dec from every input is the same as this. */
function foldOffset(bias: Float32Array, read: Float32Array, offset: Float32Array): void {
  const D = offset.length;
  for (let l = 0; l < bias.length; l++) {
    let sum = 0;
    for (let i = 0; i < D; i++) sum += read[l * D + i]! * offset[i]!;
    bias[l]! -= sum;
  }
}

/** Encoder rows and biases times the decoder rows' lengths, decoder rows of length 1: the same reconstruction. */
function foldLengths(read: Float32Array, bias: Float32Array, directions: Float32Array, D: number): void {
  for (let l = 0; l < bias.length; l++) {
    let squares = 0;
    for (let i = 0; i < D; i++) squares += directions[l * D + i]! ** 2;
    const length = Math.sqrt(squares);
    bias[l]! *= length;
    for (let i = 0; i < D; i++) {
      read[l * D + i]! *= length;
      directions[l * D + i]! /= length || 1;
    }
  }
}

/** Older dictionaries may scale each latent's activation when decoding, found by fine-tuning. */
function foldFineTuning(source: TensorSource, directions: Float32Array, L: number, D: number): void {
  if (!source.names.has("scaling_factor")) return;
  const factors = take(source, "scaling_factor", [L]);
  for (let i = 0; i < directions.length; i++) directions[i]! *= factors[Math.floor(i / D)]!;
}

function take(source: TensorSource, name: string, shape: readonly number[]): Float32Array {
  if (!source.names.has(name)) throw refuse(`${WEIGHTS} lacks the tensor “${name}”`);
  const found = source.shape(name);
  if (found.length !== shape.length || found.some((length, axis) => length !== shape[axis]))
    throw refuse(
      `“${name}” has the shape [${found.join(", ")}], but cfg.json promises [${shape.join(", ")}]`,
      "Check that both belong to the same dictionary.",
    );
  return finite(source.float32(name), name, WEIGHTS);
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  return out;
}

function refuse(what: string, advice = "Check that it is a SAELens dictionary for this model."): Failure {
  return new Failure("file", `The dictionary cannot be used: ${what}.`, advice);
}
