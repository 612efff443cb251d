/**
 * The forward pass in plain TypeScript, to be read and to be checked against. Values are stored as float32 at every
 * step, sums are accumulated in double. Slow on purpose: nothing is fused or folded, and every hook passes by.
 */
import type { HiddenTokens } from "../../core/edits/hiddenTokens";
import type { AffineEdit, Edit, RowsEdit } from "../../core/edits/interventions";
import { Failure } from "../../core/failure";
import { hook, type HookName } from "../../core/hooks";
import { sizeOf, tensor, type Tensor } from "../../core/tensor";
import { activate, addRows, linear, normalize, rotate, scaleColumns } from "./arithmetic";
import { attend, headResults } from "./attention";
import { rotaryTables } from "./rotary";
import type { MlpKind, ModelSpec } from "../checkpoint/spec";
import type { BlockWeights, Weights } from "../checkpoint/weights";

/** Shown each hook's value as it passes; returns it, edited or not. */
type Visit = (name: HookName, shape: readonly number[], value: Float32Array) => Float32Array;

/**
 * Runs token ids [T] through a model and returns the asked-for hooks, with edits applied as they pass, and some tokens
 * hidden from those after them.
 * Throws a Failure for ids outside the vocabulary, too many tokens, or a hook the model does not have.
 */
export function forward(
  spec: ModelSpec,
  weights: Weights,
  tokens: readonly number[],
  hooks: readonly HookName[],
  edits: readonly Edit[] = [],
  hidden: HiddenTokens | null = null,
): Map<HookName, Tensor> {
  checkTokens(spec, tokens);
  const wanted = new Set(hooks);
  const found = new Map<HookName, Tensor>();
  const visit: Visit = (name, shape, value) => {
    let edited = value;
    for (const edit of edits) if (edit.hook === name) edited = applyEdit(edit, shape, edited);
    if (wanted.has(name)) found.set(name, tensor(shape, edited.slice()));
    return edited;
  };
  run(spec, weights, tokens, wanted, visit, hidden);
  const missing = hooks.find((name) => !found.has(name));
  if (missing !== undefined) throw new Failure("internal", `This model has no hook “${missing}”.`);
  return found;
}

/** Throws a Failure unless there are 1 … maxPositions ids, all in the vocabulary. */
function checkTokens({ vocabulary, maxPositions }: ModelSpec, tokens: readonly number[]): void {
  if (tokens.length === 0) throw new Failure("input", "There is no token to run.", "Type a few words.");
  if (tokens.length > maxPositions) {
    throw new Failure(
      "input",
      `The prompt is ${tokens.length} tokens long, and this model reads at most ${maxPositions}.`,
      "Shorten it.",
    );
  }
  const strange = tokens.find((id) => !Number.isInteger(id) || id < 0 || id >= vocabulary);
  if (strange !== undefined) {
    throw new Failure(
      "file",
      `The tokenizer uses the token ${strange}, which the model does not have.`,
      "Check that tokenizer.json belongs to this model.",
    );
  }
}

function run(
  spec: ModelSpec,
  weights: Weights,
  tokens: readonly number[],
  wanted: ReadonlySet<HookName>,
  visit: Visit,
  hidden: HiddenTokens | null,
): void {
  const T = tokens.length;
  const { dModel: D, heads: H, kvHeads, dHead: K, dMlp: M, vocabulary: V } = spec;
  const rotary = rotaryTables(spec, T);

  let residual: Float32Array = new Float32Array(T * D);
  tokens.forEach((id, t) => residual.set(weights.embed.subarray(id * D, (id + 1) * D), t * D));
  residual = visit(hook.embed, [T, D], residual);

  weights.blocks.forEach((block, layer) => {
    residual = visit(hook.residPre(layer), [T, D], residual);

    const attnIn = scaleColumns(normalize(residual, spec), block.attnNorm);
    const q = rotate(linear(attnIn, block.q), H, K, rotary);
    const k = rotate(linear(attnIn, block.k), kvHeads, K, rotary);
    const v = linear(attnIn, block.v);
    const { pattern, z } = attend(q, k, v, { T, H, kvHeads, K }, hidden);
    visit(hook.pattern(layer), [H, T, T], pattern);
    const gathered = visit(hook.z(layer), [T, H, K], z);
    if (wanted.has(hook.result(layer))) visit(hook.result(layer), [T, H, D], headResults(gathered, block.o, H));
    const attnOut = visit(hook.attnOut(layer), [T, D], linear(gathered, block.o));
    residual = visit(hook.residMid(layer), [T, D], addRows(residual, attnOut));

    const mlpIn = scaleColumns(normalize(residual, spec), block.mlpNorm);
    const post = visit(hook.mlpPost(layer), [T, M], HIDDEN[spec.mlp](mlpIn, block, spec));
    const mlpOut = visit(hook.mlpOut(layer), [T, D], linear(post, block.down));
    residual = visit(hook.residPost(layer), [T, D], addRows(residual, mlpOut));
  });

  const normalized = visit(hook.finalNormalized, [T, D], normalize(residual, spec));
  if (!wanted.has(hook.logits)) return;
  const unembed = { out: V, in: D, weight: weights.unembed, bias: null, change: null };
  visit(hook.logits, [T, V], linear(scaleColumns(normalized, weights.finalNorm), unembed));
}

/** What the MLP's hidden neurons hold, by the kind of MLP. */
const HIDDEN: Readonly<Record<MlpKind, (x: Float32Array, block: BlockWeights, spec: ModelSpec) => Float32Array>> = {
  gated(x, block, { activation }) {
    const up = linear(x, block.up);
    return activate(linear(x, block.gate), activation).map((value, i) => value * up[i]!);
  },
};

function applyEdit(edit: Edit, shape: readonly number[], value: Float32Array): Float32Array {
  return edit.form === "affine" ? affine(edit, shape, value) : clamped(edit, value);
}

/** x + Σ mask · (value − h(x · read + bias)) · write for each position of [T, D]. */
function clamped(edit: RowsEdit, x: Float32Array): Float32Array {
  const D = edit.read.shape[1]!;
  const y = x.slice();
  for (let at = 0; at < x.length; at += D) {
    if ((edit.mask.length === 1 ? edit.mask[0] : edit.mask[at / D]) === 0) continue;
    edit.value.forEach((value, n) => {
      let sum = edit.bias[n]!;
      for (let i = 0; i < D; i++) sum += x[at + i]! * edit.read.data[n * D + i]!;
      const reading = Math.fround(sum);
      const lacks = value - (reading > edit.threshold[n]! ? reading : edit.otherwise[n]!);
      for (let i = 0; i < D; i++) y[at + i]! += lacks * edit.write.data[n * D + i]!;
    });
  }
  return y;
}

/** x · scale + add; scale and add have the hook's shape, or 1 in place of any axis. */
function affine({ scale, add }: AffineEdit, shape: readonly number[], value: Float32Array): Float32Array {
  const factor = broadcast(scale, shape);
  const term = broadcast(add, shape);
  return value.map((x, i) => Math.fround(x * factor[i]!) + term[i]!);
}

/** The values of `t` repeated to fill `shape`. Throws a Failure when it does not fit. */
export function broadcast(t: Tensor, shape: readonly number[]): Float32Array {
  const padded = [...Array.from({ length: Math.max(0, shape.length - t.shape.length) }, () => 1), ...t.shape];
  if (padded.length !== shape.length || padded.some((length, axis) => length !== 1 && length !== shape[axis])) {
    throw new Failure(
      "internal",
      `An edit of shape [${t.shape.join(", ")}] does not fit a hook of shape [${shape.join(", ")}].`,
    );
  }
  const size = sizeOf(shape);
  if (t.data.length === size) return t.data;
  const out = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    let rest = i;
    let from = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const index = rest % shape[axis]!;
      rest = (rest - index) / shape[axis]!;
      if (padded[axis] !== 1) from += index * stride;
      stride *= padded[axis]!;
    }
    out[i] = t.data[from]!;
  }
  return out;
}
