/**
 * Edits as inputs of the graph. An affine stage has a scale and an add, [T or 1, width], heads flattened because the
 * graph holds z as [T, H · K]; a rows stage has MOST_ROWS lines to read and write, of which those not in use are zero.
 */
import {
  type AffineEdit,
  type Edit,
  MOST_ROWS,
  type RowsEdit,
  type EditStage,
  stagesOf,
} from "../../core/edits/interventions";
import { Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import { sizeOf, tensor, type Tensor } from "../../core/tensor";
import { hookShape } from "../checkpoint/hookShape";
import { broadcast } from "../reference/forward";
import type { ModelSpec } from "../checkpoint/spec";
import type { Program, Value } from "./program";

/** The name of an input of the stage that is the `index`th of its hook. */
const inputName = (hook: HookName, index: number, what: string): string => `${hook}.${index}.${what}`;

/** What no number exceeds, so that a line that is not in use reads nothing. */
const NEVER = 3e38;

/** Adds the inputs and the arithmetic of a stage to the program; returns what the rest of the model sees. */
export function editStage(program: Program, { hook, form }: EditStage, index: number, x: Value): Value {
  const width = x.shape[1]!;
  const input = (what: string, shape: Value["shape"]): Value =>
    program.input(inputName(hook, index, what), "float32", shape);
  const out = inputName(hook, index, "edited");
  if (form === "affine") {
    const scale = input("scale", [`${hook}.${index} scale rows`, width]);
    return program.edit(out, x, scale, input("add", [`${hook}.${index} add rows`, width]));
  }
  return program.clamp(out, x, {
    read: input("read", [MOST_ROWS, width]),
    bias: input("bias", [MOST_ROWS]),
    threshold: input("threshold", [MOST_ROWS]),
    otherwise: input("otherwise", [MOST_ROWS]),
    value: input("value", [MOST_ROWS]),
    mask: input("mask", [`${hook}.${index} mask rows`, MOST_ROWS]),
    write: input("write", [MOST_ROWS, width]),
  });
}

/**
 * Inputs for a run of a graph with these stages; hooks without an edit get the identity, affine edits that follow one
 * another are composed. Throws a Failure for edits that the graph has no stage for.
 */
export function editFeeds(spec: ModelSpec, stages: readonly EditStage[], edits: readonly Edit[]): Map<string, Tensor> {
  const given = stagesOf(edits);
  const feeds = new Map<string, Tensor>();
  const stray = given.find(({ hook: name }) => !stages.some(({ hook }) => hook === name));
  if (stray) throw new Failure("internal", `The graph was not built to edit “${stray.hook}”.`);
  for (const name of new Set(stages.map(({ hook }) => hook))) {
    const built = stages.filter(({ hook }) => hook === name);
    const mine = given.filter(({ hook }) => hook === name);
    if (mine.length > 0 && (mine.length !== built.length || mine.some(({ form }, i) => form !== built[i]!.form)))
      throw new Failure("internal", `The graph was built for other edits of “${name}”.`);
    built.forEach(({ form }, index) => {
      const now = mine[index]?.edits ?? [];
      const values =
        form === "affine"
          ? affineFeeds(spec, name, now as readonly AffineEdit[])
          : rowsFeeds(spec.dModel, now[0] as RowsEdit | undefined);
      for (const [what, value] of Object.entries(values)) feeds.set(inputName(name, index, what), value);
    });
  }
  return feeds;
}

function affineFeeds(spec: ModelSpec, name: HookName, edits: readonly AffineEdit[]): Record<string, Tensor> {
  const rows = Math.max(1, ...edits.flatMap(({ scale, add }) => [rowsOf(scale, spec, name), rowsOf(add, spec, name)]));
  const shape = hookShape(spec, name, rows);
  const width = sizeOf(shape) / rows;
  let scale: Float32Array = new Float32Array(rows * width).fill(1);
  let add: Float32Array = new Float32Array(rows * width);
  edits.forEach((edit, n) => {
    const factor = broadcast(edit.scale, shape);
    const term = broadcast(edit.add, shape);
    if (n === 0) [scale, add] = [factor, term];
    else [scale, add] = [scale.map((x, i) => x * factor[i]!), add.map((x, i) => x * factor[i]! + term[i]!)];
  });
  return { scale: tensor([rows, width], scale), add: tensor([rows, width], add) };
}

function rowsFeeds(width: number, edit: RowsEdit | undefined): Record<string, Tensor> {
  const n = edit?.value.length ?? 0;
  if (n > MOST_ROWS) throw new Failure("input", `At most ${MOST_ROWS} features can be clamped at once.`, "Take fewer.");
  const padded = (values: Float32Array | undefined, each: number, rest: number): Float32Array => {
    const all = new Float32Array(MOST_ROWS * each).fill(rest);
    if (values) all.set(values);
    return all;
  };
  const line = (values: Float32Array | undefined, rest: number): Tensor => tensor([MOST_ROWS], padded(values, 1, rest));
  const matrix = (values: Tensor | undefined): Tensor => tensor([MOST_ROWS, width], padded(values?.data, width, 0));
  const rows = edit?.mask.length ?? 1;
  const mask = new Float32Array(rows * MOST_ROWS);
  edit?.mask.forEach((on, t) => mask.fill(on, t * MOST_ROWS, t * MOST_ROWS + n));
  return {
    read: matrix(edit?.read),
    bias: line(edit?.bias, 0),
    threshold: line(edit?.threshold, NEVER),
    otherwise: line(edit?.otherwise, 0),
    value: line(edit?.value, 0),
    mask: tensor([rows, MOST_ROWS], mask),
    write: matrix(edit?.write),
  };
}

/** How many positions an edit's tensor speaks of: its first axis, when it has as many axes as the hook. */
function rowsOf(t: Tensor, spec: ModelSpec, name: HookName): number {
  return t.shape.length === hookShape(spec, name, 1).length ? (t.shape[0] ?? 1) : 1;
}
