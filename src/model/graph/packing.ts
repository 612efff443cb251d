/**
 * Hooks as outputs: a value that two hooks name leaves once, and equal shapes can leave as one stack. On WebGPU every
 * output is a trip to the graphics card and back; on the CPU the stack is a copy more, which costs more than the
 * outputs it saves. Unpacking gives views.
 */
import { Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import { tensor, type Tensor } from "../../core/tensor";
import { hookShape } from "../checkpoint/hookShape";
import type { ModelSpec } from "../checkpoint/spec";
import type { Program, Value } from "./program";

export interface RawOutput {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Packing {
  readonly outputs: readonly { readonly value: Value }[];
  unpack(outputs: ReadonlyMap<string, RawOutput>): Map<HookName, Tensor>;
}

/** Where a hook's values are: part `index` of `count` in an output. */
interface Place {
  readonly output: Value;
  readonly index: number;
  readonly count: number;
}

/** Adds stacks to the program, where `stacked` is wanted. Throws a Failure for a hook the program does not compute. */
export function packOutputs(
  program: Program,
  spec: ModelSpec,
  wanted: readonly HookName[],
  hooks: ReadonlyMap<HookName, Value>,
  stacked: boolean,
): Packing {
  const groups = new Map<string, Value[]>();
  const owner = new Map<HookName, Value>();
  for (const name of wanted) {
    const value = hooks.get(name);
    if (!value) throw new Failure("internal", `This model has no hook “${name}”.`);
    owner.set(name, value);
    const key = stacked ? value.shape.join(" ") : value.name;
    const group = groups.get(key) ?? [];
    if (!group.includes(value)) group.push(value);
    groups.set(key, group);
  }
  const places = new Map<Value, Place>();
  const outputs = [...groups.values()].map((group, g) => {
    const output = group.length === 1 ? group[0]! : program.stack(`stack.${g}`, group);
    group.forEach((value, index) => places.set(value, { output, index, count: group.length }));
    return { value: output };
  });
  return { outputs, unpack: unpacker(spec, owner, places) };
}

/** Made apart from the program: a function made beside it would keep it, and all of its weights, as long as itself. */
function unpacker(
  spec: ModelSpec,
  owner: ReadonlyMap<HookName, Value>,
  places: ReadonlyMap<Value, Place>,
): Packing["unpack"] {
  return (raw) => new Map([...owner].map(([name, value]) => [name, take(spec, name, value, places.get(value)!, raw)]));
}

function take(
  spec: ModelSpec,
  name: HookName,
  value: Value,
  { output, index, count }: Place,
  raw: ReadonlyMap<string, RawOutput>,
): Tensor {
  const whole = raw.get(output.name);
  if (!whole) throw new Failure("internal", `The run gave back no “${output.name}”.`);
  const size = whole.data.length / count;
  const part = whole.data.subarray(index * size, (index + 1) * size);
  const axis = value.shape.lastIndexOf("T");
  const T = axis === 0 ? whole.shape[0]! / count : whole.shape[axis]!;
  return tensor(hookShape(spec, name, T), part);
}
