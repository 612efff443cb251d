/**
 * The fields an ONNX file is made of, each as something that writes itself with protobufjs' Writer. Writes only.
 */
import protobuf from "protobufjs/minimal.js";

type Writer = protobuf.Writer;

/** One field of a message. */
export type Field = (writer: Writer) => void;

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

const key = (writer: Writer, field: number, wire: number): Writer => writer.uint32(field * 8 + wire);

/** int32, int64, bool or enum. */
export const varint =
  (field: number, value: number): Field =>
  (writer) =>
    key(writer, field, VARINT).int64(value);

export const float =
  (field: number, value: number): Field =>
  (writer) =>
    key(writer, field, FIXED_32).float(value);

export const bytes =
  (field: number, value: Uint8Array): Field =>
  (writer) =>
    key(writer, field, LENGTH_DELIMITED).bytes(value);

export const text =
  (field: number, value: string): Field =>
  (writer) =>
    key(writer, field, LENGTH_DELIMITED).string(value);

/** A message inside a message; its fields in order. */
export const nested =
  (field: number, fields: readonly Field[]): Field =>
  (writer) => {
    key(writer, field, LENGTH_DELIMITED).fork();
    for (const inside of fields) inside(writer);
    writer.ldelim();
  };

/** All fields as one run of bytes. */
export function join(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const writer = protobuf.Writer.create();
  for (const field of fields) field(writer);
  const whole = writer.finish();
  return new Uint8Array(whole.buffer as ArrayBuffer, whole.byteOffset, whole.byteLength);
}
