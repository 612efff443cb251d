/**
 * A Program spelled as ONNX: each operation as one or a few nodes of opset 17, with the two fused operators of
 * com.microsoft's contrib set that both the WebAssembly and the WebGPU runtime carry (rotary positions, RMSNorm).
 */
import type { ClampValues, Operation, Program, RotaryValues, Value } from "./program";
import { encodeModel, type Attribute, type Node } from "./onnxFile";

const CONTRIB = "com.microsoft";
/** Added to a score that must not be seen; finite, because infinity times zero is not a number. */
const UNSEEN = -1e30;

/** The ONNX model of a program with these values as outputs. */
export function toOnnx(program: Program, outputs: readonly Value[]): Uint8Array<ArrayBuffer> {
  const lowering = new Lowering();
  for (const operation of program.operations) lowering.lower(operation);
  return encodeModel({
    nodes: lowering.nodes,
    constants: [...program.constants, ...lowering.constants.values()],
    inputs: program.inputs,
    outputs,
  });
}

class Lowering {
  readonly nodes: Node[] = [];
  readonly constants = new Map<string, Value & { readonly data: Float32Array | BigInt64Array }>();

  lower(operation: Operation): void {
    const out = operation.out.name;
    switch (operation.kind) {
      case "rows":
        return this.node("Gather", [operation.table.name, operation.indices.name], [out], { axis: 0 });
      case "linear":
        return this.linear(operation.x, operation.weight, operation.bias, out);
      case "matmul":
        return this.node("MatMul", [operation.a.name, operation.b.name], [out]);
      case "add":
        return this.node("Add", [operation.a.name, operation.b.name], [out]);
      case "multiply":
        return this.node("Mul", [operation.a.name, operation.b.name], [out]);
      case "edit":
        this.node("Mul", [operation.x.name, operation.scale.name], [`${out}.scaled`]);
        return this.node("Add", [`${out}.scaled`, operation.add.name], [out]);
      case "clamp":
        return this.clamp(operation.x, operation.by, out);
      case "rmsNorm":
        return this.node("SimplifiedLayerNormalization", [operation.x.name, operation.weight.name], [out], {
          axis: -1,
          epsilon: { float: operation.epsilon },
          stash_type: 1,
        });
      case "rotary":
        return this.rotary(operation.x, operation.tables, operation.heads, out);
      case "causalMask":
        return this.causalMask(operation.tokens, operation.positions, operation.past, out);
      case "softmax":
        return this.node("Softmax", [operation.x.name], [out], { axis: -1 });
      case "activate":
        return this.activate(operation.x, operation.activation, out);
      case "reshape":
        return this.node(
          "Reshape",
          [operation.x.name, this.ints(operation.out.shape.map((n) => (typeof n === "number" ? n : -1)))],
          [out],
        );
      case "transpose":
        return this.node("Transpose", [operation.x.name], [out], { perm: operation.order });
      case "columns":
        return this.node(
          "Slice",
          [operation.x.name, this.ints([operation.from]), this.ints([operation.to]), this.ints([-1])],
          [out],
        );
      case "stack":
      case "beside":
        return this.node(
          "Concat",
          operation.parts.map(({ name }) => name),
          [out],
          { axis: operation.kind === "stack" ? 0 : -1 },
        );
      case "top":
        return this.node("TopK", [operation.x.name, this.ints([operation.count])], [out, operation.indices.name], {
          axis: -1,
        });
    }
  }

  private linear(x: Value, weight: Value, bias: Value | null, out: string): void {
    this.node("Gemm", [x.name, weight.name, ...(bias ? [bias.name] : [])], [out], { transB: 1 });
  }

  private clamp(x: Value, by: ClampValues, out: string): void {
    this.node("Gemm", [x.name, by.read.name, by.bias.name], [`${out}.read`], { transB: 1 });
    this.node("Greater", [`${out}.read`, by.threshold.name], [`${out}.above`]);
    this.node("Where", [`${out}.above`, `${out}.read`, by.otherwise.name], [`${out}.is`]);
    this.node("Sub", [by.value.name, `${out}.is`], [`${out}.lacks`]);
    this.node("Mul", [`${out}.lacks`, by.mask.name], [`${out}.chosen`]);
    this.node("MatMul", [`${out}.chosen`, by.write.name], [`${out}.moved`]);
    this.node("Add", [x.name, `${out}.moved`], [out]);
  }

  /** The contrib operator wants a batch axis and a first position; or, in a batch of rows, the position of each. */
  private rotary(x: Value, { cos, sin, past, positions }: RotaryValues, heads: number, out: string): void {
    const width = Number(x.shape[1]);
    let at = past ? this.rowsOf(past, out) : this.ints([0]);
    if (positions) this.node("Reshape", [positions.name, this.ints([-1, 1])], [(at = `${out}.positions`)]);
    this.node("Reshape", [x.name, this.ints(positions ? [-1, 1, width] : [1, -1, width])], [`${out}.batch`]);
    this.node(
      "RotaryEmbedding",
      [`${out}.batch`, at, cos.name, sin.name],
      [`${out}.turned`],
      { num_heads: heads, interleaved: 0 },
      CONTRIB,
    );
    this.node("Reshape", [`${out}.turned`, this.ints([-1, width])], [out]);
  }

  /** Position i of the run sees everything up to itself, what came before the run included. */
  private causalMask(tokens: Value, positions: Value, past: Value | null, out: string): void {
    const length = this.rowsOf(tokens, out);
    const first = past ? this.rowsOf(past, `${out}.before`) : this.ints([0]);
    let end = length;
    if (past) this.node("Add", [first, length], [(end = `${out}.end`)]);
    this.node("Slice", [positions.name, this.ints([0]), end], [`${out}.seen`]);
    this.node("Slice", [positions.name, first, end], [`${out}.own`]);
    this.node("Reshape", [`${out}.seen`, this.ints([1, -1])], [`${out}.from`]);
    this.node("Reshape", [`${out}.own`, this.ints([-1, 1])], [`${out}.to`]);
    this.node("Greater", [`${out}.from`, `${out}.to`], [`${out}.future`]);
    this.node("Where", [`${out}.future`, this.number(UNSEEN), this.number(0)], [out]);
  }

  /** How many rows a value has, as a list of one whole number. */
  private rowsOf(value: Value, name: string): string {
    this.node("Shape", [value.name], [`${name}.rows`], { start: 0, end: 1 });
    return `${name}.rows`;
  }

  private activate(x: Value, activation: string, out: string): void {
    switch (activation) {
      case "silu":
        this.node("Sigmoid", [x.name], [`${out}.sigmoid`]);
        return this.node("Mul", [x.name, `${out}.sigmoid`], [out]);
      case "relu":
        return this.node("Relu", [x.name], [out]);
      case "gelu":
        this.node("Mul", [x.name, this.number(Math.SQRT1_2)], [`${out}.narrow`]);
        this.node("Erf", [`${out}.narrow`], [`${out}.erf`]);
        this.node("Add", [`${out}.erf`, this.number(1)], [`${out}.share`]);
        this.node("Mul", [x.name, `${out}.share`], [`${out}.double`]);
        return this.node("Mul", [`${out}.double`, this.number(0.5)], [out]);
      default:
        this.node("Mul", [x.name, x.name], [`${out}.square`]);
        this.node("Mul", [`${out}.square`, this.number(0.044715)], [`${out}.bend`]);
        this.node("Add", [`${out}.bend`, this.number(1)], [`${out}.slope`]);
        this.node("Mul", [x.name, `${out}.slope`], [`${out}.cubic`]);
        this.node("Mul", [`${out}.cubic`, this.number(Math.sqrt(2 / Math.PI))], [`${out}.inner`]);
        this.node("Tanh", [`${out}.inner`], [`${out}.tanh`]);
        this.node("Add", [`${out}.tanh`, this.number(1)], [`${out}.share`]);
        this.node("Mul", [x.name, `${out}.share`], [`${out}.double`]);
        return this.node("Mul", [`${out}.double`, this.number(0.5)], [out]);
    }
  }

  private node(
    type: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = "",
  ): void {
    this.nodes.push({ type, inputs, outputs, attributes, domain });
  }

  /** A constant list of whole numbers, shared by value. */
  private ints(values: readonly number[]): string {
    const name = `ints.${values.join(".")}`;
    this.constants.set(name, { name, type: "int64", shape: [values.length], data: BigInt64Array.from(values, BigInt) });
    return name;
  }

  private number(value: number): string {
    const name = `number.${value}`;
    this.constants.set(name, { name, type: "float32", shape: [], data: Float32Array.of(value) });
    return name;
  }
}
