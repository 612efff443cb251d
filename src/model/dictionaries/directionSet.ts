/**
 * Plain direction sets (safetensors): by name a direction for every layer, [layers + 1, D]; row 0 at the embedding, row
 * l + 1 after block l. Persona-vector files in the wild use this order too, which is one off from a count of blocks.
 */
import type { FeatureDictionary } from "../../core/features/dictionary";
import { Failure } from "../../core/failure";
import { hook } from "../../core/hooks";
import { row, type Tensor, tensor } from "../../core/tensor";
import { parseSafetensors } from "../files/safetensors";
import { quoted } from "../files/text";
import { finite } from "../checkpoint/takeWeights";

export interface DirectionSet {
  readonly id: string;
  /** The layer its makers found best: after this block. */
  readonly layer: number;
  /** By name, [layers + 1, D]. */
  readonly directions: ReadonlyMap<string, Tensor>;
}

/** Reads a set. Throws a Failure of kind "file" when it is no set of directions for every layer of one model. */
export function parseDirections(
  bytes: Uint8Array,
  { id, layer, file }: { readonly id: string; readonly layer: number; readonly file: string },
): DirectionSet {
  const source = parseSafetensors(bytes, file);
  const refuse = (what: string): Failure =>
    new Failure("file", `${file} cannot be used: ${what}.`, "Check that it holds directions for this model.");
  const [first] = source.names;
  if (first === undefined) throw refuse("it holds no direction");
  const expected = source.shape(first);
  const [rows = 0, width = 0] = expected;
  if (expected.length !== 2 || width === 0) throw refuse(`${quoted(first)} is no table of a direction for every layer`);
  if (layer + 1 >= rows)
    throw refuse(`it is to be read after block ${layer}, but has rows for ${rows - 1} blocks only`);
  const directions = new Map(
    [...source.names].map((name) => {
      const shape = source.shape(name);
      if (shape.length !== 2 || shape[0] !== rows || shape[1] !== width)
        throw refuse(
          `${quoted(name)} has the shape [${shape.join(", ")}], and ${quoted(first)} has [${rows}, ${width}]`,
        );
      return [name, tensor(shape, finite(source.float32(name), name, file))] as const;
    }),
  );
  return { id, layer, directions };
}

/** A set as a dictionary at one layer: each activation is the projection on the unit direction. */
export function directionsDictionary({ id, layer, directions }: DirectionSet): FeatureDictionary {
  const rows = [...directions.values()].map((direction) => row(direction, layer + 1));
  const D = rows[0]!.length;
  const data = new Float32Array(rows.length * D);
  rows.forEach((values, l) => {
    let squares = 0;
    for (const value of values) squares += value * value;
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < D; i++) data[l * D + i] = values[i]! / length;
  });
  const unit = tensor([rows.length, D], data);
  return {
    id,
    hook: hook.residPost(layer),
    encoder: { read: unit, bias: new Float32Array(rows.length), gate: { kind: "projection" }, input: "none" },
    directions: unit,
    offset: new Float32Array(D),
    warnings: [],
  };
}
