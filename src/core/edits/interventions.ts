/**
 * Interventions as edits at hooks: what the reader does to a Side, written as arithmetic on the values that pass a
 * hook. What must be computed or fetched first (directions, another model's values) is handed in as Materials.
 */
import { type Component, componentLabel } from "../component";
import type { ModelShape, Token } from "../capture";
import type { CheckpointId, DirectionRef, Intervention, Positions } from "../experiment";
import { Failure } from "../failure";
import { hook, type HookName } from "../hooks";
import { type Tensor, tensor } from "../tensor";

/** x ← x · scale + add, elementwise, each broadcastable to the hook's shape. The identity is scale 1, add 0. */
export interface AffineEdit {
  readonly form: "affine";
  readonly hook: HookName;
  readonly scale: Tensor;
  readonly add: Tensor;
}

/** n lines to read along and to write along, and what is to be there; n is at most MOST_ROWS. */
export interface Rows {
  /** [n, D] */
  readonly read: Tensor;
  /** [n] each: a = x · read + bias; h(a) = a where a > threshold, else `otherwise`. */
  readonly bias: Float32Array;
  readonly threshold: Float32Array;
  readonly otherwise: Float32Array;
  /** [n]: what h should be. */
  readonly value: Float32Array;
  /** [n, D] */
  readonly write: Tensor;
}

/** x ← x + Σ mask · (value − h(x · read + bias)) · write, for hooks of shape [T, D]; the mask is [T or 1]. */
export interface RowsEdit extends Rows {
  readonly form: "rows";
  readonly hook: HookName;
  readonly mask: Float32Array;
}

export type Edit = AffineEdit | RowsEdit;

export const MOST_ROWS = 16;

/** What a model's parts of speech are called when they end a thought: after them the next step is chosen. */
const CONNECTIVES = new Set(["then", "also", "and", "but"]);

/** True for the positions a class of positions names. */
export function covers(
  positions: Positions,
  tokens: readonly { readonly text: string }[],
  position: number,
  promptEnd: number,
): boolean {
  switch (positions) {
    case "all":
      return true;
    case "prompt":
      return position <= promptEnd;
    case "promptEnd":
      return position === promptEnd;
    case "answer":
      return position > promptEnd;
    case "decision":
      return position === promptEnd || (position > promptEnd && endsStep(tokens[position]?.text ?? ""));
  }
}

function endsStep(text: string): boolean {
  const word = text.trim().toLowerCase();
  return /[.,;:!?]$/.test(word) || CONNECTIVES.has(word);
}

/** The hook a component is silenced or replaced at; a head at its z, before its output map. */
export function editHook(component: Component): HookName {
  switch (component.kind) {
    case "embed":
      return hook.embed;
    case "head":
      return hook.z(component.layer);
    case "attn":
      return hook.attnOut(component.layer);
    case "mlp":
      return hook.mlpOut(component.layer);
  }
}

/** Every hook that "all components" stands for: together they write the whole residual stream. */
export function allEditHooks({ layers }: Pick<ModelShape, "layers">): HookName[] {
  return [hook.embed, ...Array.from({ length: layers }, (_, l) => [hook.attnOut(l), hook.mlpOut(l)]).flat()];
}

/** Every hook at which some component can be replaced, heads included. */
export function transplantHooks(shape: Pick<ModelShape, "layers">): HookName[] {
  return [...allEditHooks(shape), ...Array.from({ length: shape.layers }, (_, layer) => hook.z(layer))];
}

/** What interventions need and cannot compute from tokens alone. */
export interface Materials {
  /** [D], with its own norm. */
  direction(ref: DirectionRef, layer: number): Float32Array;
  /** The dictionary's hook and the encoder and decoder rows of latents, controls already drawn. */
  clamp(clamp: Extract<Intervention, { kind: "clamp" }>): Rows & { readonly hook: HookName };
  /** One position's worth of a hook: its mean over the prompt, its first token apart. */
  mean(at: HookName): Float32Array;
  /** The other model's values at a hook for the same tokens, one row for each token from `first` on. */
  transplanted(at: HookName, from: CheckpointId): Tensor;
}

/**
 * The edits that carry out `interventions` on the tokens from `first` on, in their order; doses are no edits (see
 * doseOf). Throws a Failure for a part the model does not have.
 */
export function editsOf(
  interventions: readonly Intervention[],
  tokens: readonly Token[],
  promptEnd: number,
  shape: ModelShape,
  materials: Materials,
  first = 0,
): Edit[] {
  const masks = new Map<Positions, Float32Array>();
  const mask = (positions: Positions): Float32Array => {
    const known = masks.get(positions);
    if (known) return known;
    const made = Float32Array.from({ length: tokens.length - first }, (_, i) =>
      covers(positions, tokens, first + i, promptEnd) ? 1 : 0,
    );
    masks.set(positions, made);
    return made;
  };
  return interventions.flatMap((intervention): Edit[] => {
    switch (intervention.kind) {
      case "dose":
        return [];
      case "ablate": {
        const { target, how } = intervention;
        inModel(target, shape);
        const at = editHook(target);
        return [replaced(at, target, shape, mask(intervention.positions), how === "mean" ? materials.mean(at) : null)];
      }
      case "transplant": {
        const { target, from } = intervention;
        if (target !== "all") inModel(target, shape);
        const targets = target === "all" ? allTargets(shape) : [target];
        return targets.map((one) => {
          const at = editHook(one);
          return replaced(at, one, shape, mask(intervention.positions), materials.transplanted(at, from).data);
        });
      }
      case "steer": {
        const { direction, layer, strength } = intervention;
        layerInModel(layer, shape);
        const along = materials.direction(direction, layer);
        const chosen = mask(intervention.positions);
        const add = new Float32Array(chosen.length * along.length);
        chosen.forEach((on, t) => {
          if (on) for (let i = 0; i < along.length; i++) add[t * along.length + i] = strength * along[i]!;
        });
        const scale = tensor([1, 1], Float32Array.of(1));
        return [
          { form: "affine", hook: hook.residPost(layer), scale, add: tensor([chosen.length, along.length], add) },
        ];
      }
      case "project":
      case "cap": {
        const { direction, layer } = intervention;
        layerInModel(layer, shape);
        const unit = unitOf(materials.direction(direction, layer));
        const line = tensor([1, unit.length], unit);
        const most = intervention.kind === "cap" ? intervention.most : 0;
        return [
          {
            form: "rows",
            hook: hook.residPost(layer),
            read: line,
            write: line,
            bias: new Float32Array(1),
            // Projecting out reads everything; a cap reads what is above it, and takes everything else for the cap
            // itself.
            threshold: Float32Array.of(intervention.kind === "cap" ? most : -1e30),
            otherwise: Float32Array.of(most),
            value: Float32Array.of(most),
            mask: mask(intervention.positions),
          },
        ];
      }
      case "clamp":
        return [{ form: "rows", ...materials.clamp(intervention), mask: mask(intervention.positions) }];
    }
  });
}

/**
 * Per layer, attention then MLP: how much of the fine-tune is in, [2 · layers]; null where no dose is asked for. Later
 * ones win.
 */
export function doseOf(interventions: readonly Intervention[], { layers }: ModelShape): Float32Array | null {
  const doses = interventions.filter((one) => one.kind === "dose");
  if (doses.length === 0) return null;
  const amounts = new Float32Array(2 * layers).fill(1);
  for (const { target, amount } of doses) {
    if (target === "all") amounts.fill(amount);
    else if (target.layer >= layers) throw absent(`layer ${target.layer}`);
    else {
      if (target.part !== "mlp") amounts[2 * target.layer] = amount;
      if (target.part !== "attn") amounts[2 * target.layer + 1] = amount;
    }
  }
  return amounts;
}

/** An edit as a place in the graph: edits of one hook that are affine and follow one another share one. */
export interface EditStage {
  readonly hook: HookName;
  readonly form: Edit["form"];
}

/**
 * The stages of edits, each with its edits; by hook, so that the same kinds of interventions always give the same
 * stages.
 */
export function stagesOf(edits: readonly Edit[]): (EditStage & { readonly edits: readonly Edit[] })[] {
  const byHook = new Map<
    HookName,
    { readonly hook: HookName; readonly form: Edit["form"]; readonly edits: Edit[] }[]
  >();
  for (const edit of edits) {
    const stages = byHook.get(edit.hook) ?? [];
    const last = stages.at(-1);
    if (last?.form === "affine" && edit.form === "affine") last.edits.push(edit);
    else stages.push({ hook: edit.hook, form: edit.form, edits: [edit] });
    byHook.set(edit.hook, stages);
  }
  return [...byHook].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, stages]) => stages);
}

function allTargets({ layers }: ModelShape): Component[] {
  const blocks = Array.from({ length: layers }, (_, layer): Component[] => [
    { kind: "attn", layer },
    { kind: "mlp", layer },
  ]);
  return [{ kind: "embed" }, ...blocks.flat()];
}

/** A component's value becomes `by` (one row for each position, or one for all; nothing: 0) where the mask is 1. */
function replaced(
  at: HookName,
  target: Component,
  { heads, dHead, dModel }: ModelShape,
  mask: Float32Array,
  by: Float32Array | null,
): Edit {
  const T = mask.length;
  const [groups, width] = target.kind === "head" ? [heads, dHead] : [1, dModel];
  const touched = (t: number, g: number): boolean => mask[t] === 1 && (target.kind !== "head" || g === target.head);
  const scale = Float32Array.from({ length: T * groups }, (_, i) =>
    touched(Math.floor(i / groups), i % groups) ? 0 : 1,
  );
  const shape = (last: number): number[] => (target.kind === "head" ? [T, groups, last] : [T, last]);
  const one = shape(1).map(() => 1);
  if (!by) return { form: "affine", hook: at, scale: tensor(shape(1), scale), add: tensor(one, new Float32Array(1)) };
  const row = groups * width;
  const add = new Float32Array(T * row);
  for (let t = 0; t < T; t++) {
    const from = by.length === row ? 0 : t * row;
    for (let g = 0; g < groups; g++) {
      if (!touched(t, g)) continue;
      add.set(by.subarray(from + g * width, from + (g + 1) * width), t * row + g * width);
    }
  }
  return { form: "affine", hook: at, scale: tensor(shape(1), scale), add: tensor(shape(width), add) };
}

/** Throws a Failure for a direction that is nothing. */
function unitOf(direction: Float32Array): Float32Array {
  let squares = 0;
  for (const value of direction) squares += value * value;
  if (!(squares > 0)) {
    throw new Failure("input", "This direction has no length, so nothing lies along it.", "Choose another direction.");
  }
  const norm = Math.sqrt(squares);
  return direction.map((value) => value / norm);
}

function inModel(target: Component, { layers, heads }: ModelShape): void {
  if ("layer" in target && (target.layer >= layers || (target.kind === "head" && target.head >= heads)))
    throw absent(componentLabel(target));
}

function layerInModel(layer: number, { layers }: ModelShape): void {
  if (layer >= layers) throw absent(`layer ${layer}`);
}

function absent(what: string): Failure {
  return new Failure("input", `This model has no ${what}.`, "Remove that intervention.");
}
