/**
 * The ONNX file format: nodes, constants, inputs and outputs as protocol buffers. Field numbers are those of
 * onnx.proto3 (github.com/onnx/onnx); it knows nothing of what the nodes mean.
 */
import type { Constant, Value } from "./program";
import { bytes, type Field, float, varint, join, nested, text } from "./protobuf";

export type Attribute = number | readonly number[] | { readonly float: number };

export interface Node {
  readonly type: string;
  /** "" is ONNX's own set of operators. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxModel {
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

const IR_VERSION = 8;
const OPSETS = [
  { domain: "", version: 17 },
  { domain: "com.microsoft", version: 1 },
];
const ELEMENT = { float32: 1, int64: 7 } as const;
const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;

export function encodeModel({ nodes, constants, inputs, outputs }: OnnxModel): Uint8Array<ArrayBuffer> {
  const graph = [
    ...nodes.map((node) => nested(1, encodeNode(node))),
    text(2, "unmask"),
    ...constants.map((constant) => nested(5, encodeConstant(constant))),
    ...inputs.map((value) => nested(11, encodeValue(value))),
    ...outputs.map((value) => nested(12, encodeValue(value))),
  ];
  return join([
    varint(1, IR_VERSION),
    text(2, "unmask"),
    nested(7, graph),
    ...OPSETS.map(({ domain, version }) => nested(8, [text(1, domain), varint(2, version)])),
  ]);
}

function encodeNode({ type, domain, inputs, outputs, attributes }: Node): Field[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, outputs[0] ?? type),
    text(4, type),
    ...Object.entries(attributes).map(([name, value]) => nested(5, [text(1, name), ...encodeAttribute(value)])),
    text(7, domain),
  ];
}

function encodeAttribute(value: Attribute): Field[] {
  if (typeof value === "number") return [varint(3, value), varint(20, ATTRIBUTE.int)];
  if ("float" in value) return [float(2, value.float), varint(20, ATTRIBUTE.float)];
  return [...value.map((item) => varint(8, item)), varint(20, ATTRIBUTE.ints)];
}

function encodeConstant({ name, type, shape, data }: Constant): Field[] {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return [...shape.map((length) => varint(1, Number(length))), varint(2, ELEMENT[type]), text(8, name), bytes(9, raw)];
}

function encodeValue({ name, type, shape }: Value): Field[] {
  const axes = shape.map((length) => nested(1, [typeof length === "number" ? varint(1, length) : text(2, length)]));
  return [text(1, name), nested(2, [nested(1, [varint(1, ELEMENT[type]), nested(2, axes)])])];
}
