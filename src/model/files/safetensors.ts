/**
 * safetensors: an 8-byte header length, a JSON header, then raw little-endian tensors
 * (github.com/huggingface/safetensors). The whole header is checked against the file before anything is allocated from
 * what it claims.
 */
import { Failure } from "../../core/failure";
import { fromBfloat16, fromFloat16 } from "./halfFloat";
import type { TensorSource } from "./tensorSource";
import { repeatedName } from "./repeatedName";
import { jsonObject, parseJson, quoted, shown } from "./text";

/** Bytes per value of every type the format knows; the first four are those we read. */
const WIDTHS: ReadonlyMap<string, number> = new Map([
  ["F64", 8],
  ["F32", 4],
  ["F16", 2],
  ["BF16", 2],
  ["I64", 8],
  ["U64", 8],
  ["I32", 4],
  ["U32", 4],
  ["I16", 2],
  ["U16", 2],
  ["I8", 1],
  ["U8", 1],
  ["BOOL", 1],
  ["F8_E4M3", 1],
  ["F8_E5M2", 1],
  ["F8_E8M0", 1],
  ["C64", 8],
]);
const LONGEST_HEADER = 100_000_000;
const MOST_AXES = 8;
const PREFIX = 8;

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Reads the header of a safetensors file; values are read when asked for. Throws a Failure of kind "file". */
export function parseSafetensors(bytes: Uint8Array, file: string): TensorSource {
  const refuse = (what: string, advice = "Download it again."): Failure =>
    new Failure("file", `${file} cannot be used: ${what}.`, advice);
  if (bytes.length < PREFIX) throw refuse("it is too short to be a safetensors file");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = view.getBigUint64(0, true);
  if (claimed > BigInt(LONGEST_HEADER) || claimed < 2n) throw refuse("it is not a safetensors file");
  const start = PREFIX + Number(claimed);
  if (start > bytes.length) throw refuse("it ends inside its own header, so it is torn");
  if (bytes[PREFIX] !== 0x7b) throw refuse("it is not a safetensors file");
  const headerBytes = bytes.subarray(PREFIX, start);
  const header = jsonObject(parseJson(headerBytes, `The header of ${file}`), `The header of ${file}`);
  const twice = repeatedName(headerBytes);
  if (twice !== null) throw refuse(`its header names ${quoted(twice)} twice`);

  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(header)) {
    if (name !== "__metadata__") entries.set(name, parseEntry(name, value, refuse));
    // Notes, which say nothing about the tensors.
    else if (!Object.values(jsonObject(value, `“__metadata__” in ${file}`)).every((note) => typeof note === "string"))
      throw refuse("its “__metadata__” holds something other than texts");
  }
  checkLayout([...entries.values()], bytes.length - start, refuse);

  const entry = (name: string): Entry => {
    const found = entries.get(name);
    if (!found) throw refuse(`it holds no tensor ${quoted(name)}`, "Check that it belongs to this model.");
    return found;
  };
  return {
    file,
    names: new Set(entries.keys()),
    shape: (name) => entry(name).shape,
    float32: (name) => {
      const { dtype, begin, end } = entry(name);
      const at = bytes.byteOffset + start + begin;
      switch (dtype) {
        case "F32":
          return new Float32Array(...aligned(bytes, at, end - begin, 4));
        case "F16":
          return fromFloat16(new Uint16Array(...aligned(bytes, at, end - begin, 2)));
        case "BF16":
          return fromBfloat16(new Uint16Array(...aligned(bytes, at, end - begin, 2)));
        case "F64":
          return Float32Array.from(new Float64Array(...aligned(bytes, at, end - begin, 8)));
        default:
          throw refuse(
            `${quoted(name)} is stored as ${dtype}`,
            "Unmask reads F64, F32, F16 and BF16; convert the file.",
          );
      }
    },
  };
}

function parseEntry(name: string, json: unknown, refuse: (what: string) => Failure): Entry {
  const { dtype, shape, data_offsets: offsets } = jsonObject(json, `${quoted(name)} in the header`);
  const width = typeof dtype === "string" ? WIDTHS.get(dtype) : undefined;
  if (typeof dtype !== "string" || width === undefined)
    throw refuse(`${quoted(name)} has the unknown type ${shown(dtype)}`);
  if (!Array.isArray(shape) || shape.length > MOST_AXES || !shape.every(isCount))
    throw refuse(`${quoted(name)} has an impossible shape`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    throw refuse(`${quoted(name)} has impossible offsets`);
  const [begin, end] = offsets as [number, number];
  const size = shape.reduce((product: number, length: number) => product * length, width);
  if (!Number.isSafeInteger(size) || end - begin !== size) {
    throw refuse(`${quoted(name)} claims the shape [${shape.join(", ")}] of ${dtype}, but ${end - begin} bytes`);
  }
  return { name, dtype, shape: shape as number[], begin, end };
}

/** Every byte of the data belongs to exactly one tensor. */
function checkLayout(entries: Entry[], length: number, refuse: (what: string) => Failure): void {
  let at = 0;
  for (const { name, begin, end } of entries.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw refuse(`${quoted(name)} starts at byte ${begin} of the data, where ${at} was expected`);
    if (end > length) throw refuse(`${quoted(name)} ends beyond the end of the file, so it is torn`);
    at = end;
  }
  if (at !== length) throw refuse(`${length - at} bytes at its end belong to no tensor`);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Arguments for a typed array over these bytes, copied only where they are not aligned. */
function aligned(bytes: Uint8Array, at: number, length: number, width: number): [ArrayBufferLike, number, number] {
  if (at % width === 0) return [bytes.buffer, at, length / width];
  const from = at - bytes.byteOffset;
  return [bytes.slice(from, from + length).buffer, 0, length / width];
}
