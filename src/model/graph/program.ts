/**
 * A program: a typed list of operations with shapes, in the order they run. It says what is computed and nothing of
 * ONNX; every operation is differentiable in its float inputs by a rule of its own, so a backward program can be
 * derived from it.
 */
import { Failure } from "../../core/failure";
import type { Activation } from "../checkpoint/spec";

/** A known length, or the name of one that is known only when it runs ("T" tokens). */
export type Extent = number | string;
export type Shape = readonly Extent[];

export interface Value {
  readonly name: string;
  readonly type: "float32" | "int64";
  readonly shape: Shape;
}

export interface Constant extends Value {
  readonly data: Float32Array | BigInt64Array;
}

/**
 * Cosines and sines per position, and where the rows stand: one after another, from 0 or after the rows of a cache
 * [past, …]; or each at a position of its own, int64 [T].
 */
export interface RotaryValues {
  readonly cos: Value;
  readonly sin: Value;
  readonly past: Value | null;
  readonly positions: Value | null;
}

/**
 * x + ((value − h(x · readᵀ + bias)) ⊙ mask) · write, where h(a) = a above the threshold and `otherwise` elsewhere.
 * read and write are [n, D], the mask [T or 1, n], the rest [n].
 */
export interface ClampValues {
  readonly read: Value;
  readonly bias: Value;
  readonly threshold: Value;
  readonly otherwise: Value;
  readonly value: Value;
  readonly mask: Value;
  readonly write: Value;
}

/** What computes `out` from other values. Last axes are features unless said otherwise. */
export type Operation = { readonly out: Value } &
  // out[i] = table[indices[i]]
  (
    | { readonly kind: "rows"; readonly table: Value; readonly indices: Value }
    // x · weightᵀ + bias
    | { readonly kind: "linear"; readonly x: Value; readonly weight: Value; readonly bias: Value | null }
    // over the last two axes, the first being equal
    | { readonly kind: "matmul"; readonly a: Value; readonly b: Value }
    // b broadcasts to a
    | { readonly kind: "add" | "multiply"; readonly a: Value; readonly b: Value }
    // x · scale + add, both broadcast
    | { readonly kind: "edit"; readonly x: Value; readonly scale: Value; readonly add: Value }
    // see ClampValues
    | { readonly kind: "clamp"; readonly x: Value; readonly by: ClampValues }
    | { readonly kind: "rmsNorm"; readonly x: Value; readonly weight: Value; readonly epsilon: number }
    // [T, heads · K]
    | { readonly kind: "rotary"; readonly x: Value; readonly heads: number; readonly tables: RotaryValues }
    // [T, past + T]: 0 where seen, else very negative
    | { readonly kind: "causalMask"; readonly tokens: Value; readonly positions: Value; readonly past: Value | null }
    | { readonly kind: "softmax"; readonly x: Value }
    | { readonly kind: "activate"; readonly x: Value; readonly activation: Activation }
    | { readonly kind: "reshape"; readonly x: Value }
    | { readonly kind: "transpose"; readonly x: Value; readonly order: readonly number[] }
    // x[..., from:to]
    | { readonly kind: "columns"; readonly x: Value; readonly from: number; readonly to: number }
    // along the first axis; along the last
    | { readonly kind: "stack" | "beside"; readonly parts: readonly Value[] }
    // the largest, largest first
    | { readonly kind: "top"; readonly x: Value; readonly count: number; readonly indices: Value }
  );

export class Program {
  readonly inputs: Value[] = [];
  readonly constants: Constant[] = [];
  readonly operations: Operation[] = [];
  private readonly names = new Set<string>();

  input(name: string, type: Value["type"], shape: Shape): Value {
    const value: Value = { name: this.claim(name), type, shape };
    this.inputs.push(value);
    return value;
  }

  constant(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): Value {
    const value: Constant = {
      name: this.claim(name),
      type: data instanceof Float32Array ? "float32" : "int64",
      shape,
      data,
    };
    this.constants.push(value);
    return value;
  }

  rows(name: string, table: Value, indices: Value): Value {
    return this.push(name, [...indices.shape, ...table.shape.slice(1)], (out) => ({
      kind: "rows",
      table,
      indices,
      out,
    }));
  }

  linear(name: string, x: Value, weight: Value, bias: Value | null): Value {
    agree(name, x.shape.at(-1), weight.shape[1]);
    return this.push(name, [...x.shape.slice(0, -1), weight.shape[0]!], (out) => ({
      kind: "linear",
      x,
      weight,
      bias,
      out,
    }));
  }

  matmul(name: string, a: Value, b: Value): Value {
    agree(name, a.shape.at(-1), b.shape.at(-2));
    return this.push(name, [...a.shape.slice(0, -1), b.shape.at(-1)!], (out) => ({ kind: "matmul", a, b, out }));
  }

  add(name: string, a: Value, b: Value): Value {
    agree(name, a.shape.at(-1), b.shape.at(-1));
    return this.push(name, a.shape, (out) => ({ kind: "add", a, b, out }));
  }

  multiply(name: string, a: Value, b: Value): Value {
    return this.push(name, a.shape, (out) => ({ kind: "multiply", a, b, out }));
  }

  edit(name: string, x: Value, scale: Value, add: Value): Value {
    agree(name, x.shape.at(-1), scale.shape.at(-1));
    return this.push(name, x.shape, (out) => ({ kind: "edit", x, scale, add, out }));
  }

  clamp(name: string, x: Value, by: ClampValues): Value {
    agree(name, x.shape.at(-1), by.read.shape.at(-1));
    agree(name, x.shape.at(-1), by.write.shape.at(-1));
    return this.push(name, x.shape, (out) => ({ kind: "clamp", x, by, out }));
  }

  rmsNorm(name: string, x: Value, weight: Value, epsilon: number): Value {
    agree(name, x.shape.at(-1), weight.shape[0]);
    return this.push(name, x.shape, (out) => ({ kind: "rmsNorm", x, weight, epsilon, out }));
  }

  rotary(name: string, x: Value, heads: number, tables: RotaryValues): Value {
    agree(name, x.shape.at(-1), heads * 2 * Number(tables.cos.shape[1]));
    return this.push(name, x.shape, (out) => ({ kind: "rotary", x, heads, tables, out }));
  }

  causalMask(name: string, tokens: Value, positions: Value, past: Value | null): Value {
    const length = tokens.shape[0]!;
    const seen = past ? together(past.shape[0]!, length) : length;
    return this.push(name, [length, seen], (out) => ({ kind: "causalMask", tokens, positions, past, out }));
  }

  softmax(name: string, x: Value): Value {
    return this.push(name, x.shape, (out) => ({ kind: "softmax", x, out }));
  }

  activate(name: string, x: Value, activation: Activation): Value {
    return this.push(name, x.shape, (out) => ({ kind: "activate", x, activation, out }));
  }

  /** At most one length of `shape` may be dynamic. */
  reshape(name: string, x: Value, shape: Shape): Value {
    return this.push(name, shape, (out) => ({ kind: "reshape", x, out }));
  }

  transpose(name: string, x: Value, order: readonly number[]): Value {
    return this.push(
      name,
      order.map((axis) => x.shape[axis]!),
      (out) => ({ kind: "transpose", x, order, out }),
    );
  }

  columns(name: string, x: Value, from: number, to: number): Value {
    return this.push(name, [...x.shape.slice(0, -1), to - from], (out) => ({ kind: "columns", x, from, to, out }));
  }

  /** All columns from `from` on; how many there are is `width`. */
  columnsFrom(name: string, x: Value, from: number, width: Extent): Value {
    const to = Number.MAX_SAFE_INTEGER;
    return this.push(name, [...x.shape.slice(0, -1), width], (out) => ({ kind: "columns", x, from, to, out }));
  }

  stack(name: string, parts: readonly Value[]): Value {
    const [first, ...rest] = parts[0]!.shape;
    const length = typeof first === "number" ? first * parts.length : `${parts.length}${first}`;
    return this.push(name, [length, ...rest], (out) => ({ kind: "stack", parts, out }));
  }

  /** The rows of `first`, then those of `second`. */
  append(name: string, first: Value, second: Value): Value {
    const shape = [together(first.shape[0]!, second.shape[0]!), ...first.shape.slice(1)];
    return this.push(name, shape, (out) => ({ kind: "stack", parts: [first, second], out }));
  }

  /** Parts with the same rows, their columns side by side. */
  beside(name: string, parts: readonly Value[]): Value {
    const width = parts.map(({ shape }) => shape.at(-1)!).reduce(together);
    return this.push(name, [...parts[0]!.shape.slice(0, -1), width], (out) => ({ kind: "beside", parts, out }));
  }

  /** The `count` largest of each row and where they stand. */
  top(name: string, x: Value, count: number): { readonly values: Value; readonly indices: Value } {
    const shape = [...x.shape.slice(0, -1), count];
    const indices: Value = { name: this.claim(`${name}.indices`), type: "int64", shape };
    return { values: this.push(name, shape, (out) => ({ kind: "top", x, count, indices, out })), indices };
  }

  private push(name: string, shape: Shape, make: (out: Value) => Operation): Value {
    const out: Value = { name: this.claim(name), type: "float32", shape };
    this.operations.push(make(out));
    return out;
  }

  private claim(name: string): string {
    if (this.names.has(name)) throw new Failure("internal", `The graph names “${name}” twice.`);
    this.names.add(name);
    return name;
  }
}

/** The length of one part after another. */
function together(a: Extent, b: Extent): Extent {
  return typeof a === "number" && typeof b === "number" ? a + b : `${a} + ${b}`;
}

function agree(name: string, a: Extent | undefined, b: Extent | undefined): void {
  if (a !== b) throw new Failure("internal", `The lengths ${String(a)} and ${String(b)} do not meet in “${name}”.`);
}
