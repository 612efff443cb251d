/**
 * Plain direction sets (safetensors): by name a direction for every layer, [layers + 1, D]; row 0 at the embedding, row l + 1
 * after block l. Persona-vector files in the wild use this order too, which is one off from a count of blocks.
 */
import type { FeatureDictionary } from "../core/features";
import { Failure } from "../core/failure";
import { hook } from "../core/hooks";
import { row, type Tensor, tensor } from "../core/tensor";
import { parseSafetensors } from "./safetensors";
import { finite } from "./takeWeights";

export interface DirectionSet {
  readonly id: string;
  /** The layer its makers found best: after this block. */
  readonly layer: number;
  /** By name, [layers + 1, D]. */
  readonly directions: ReadonlyMap<string, Tensor>;
}

/** Reads a set for a model of this shape. Throws a Failure of kind "file" when a direction does not fit. */
export function parseDirections(
  bytes: Uint8Array,
  { id, layer, file }: { readonly id: string; readonly layer: number; readonly file: string },
  { layers, dModel }: { readonly layers: number; readonly dModel: number },
): DirectionSet {
  const source = parseSafetensors(bytes, file);
  const refuse = (what: string): Failure =>
    new Failure("file", `${file} cannot be used: ${what}.`, "Check that these directions belong to this model.");
  if (source.names.size === 0) throw refuse("it holds no direction");
  if (layer >= layers) throw refuse(`it is to be read after block ${layer}, but the model has ${layers} blocks`);
  const directions = new Map(
    [...source.names].map((name) => {
      const shape = source.shape(name);
      if (shape.length !== 2 || shape[0] !== layers + 1 || shape[1] !== dModel)
        throw refuse(
          `“${name}” has the shape [${shape.join(", ")}], but a direction for every layer of this model is [${layers + 1}, ${dModel}]`,
        );
      return [name, tensor(shape, finite(source.float32(name), name, file))] as const;
    }),
  );
  return { id, layer, directions };
}

/** The row of a direction that acts after a block, as it is in the file. */
export function afterBlock(direction: Tensor, layer: number): Float32Array {
  return row(direction, layer + 1);
}

/** A set as a dictionary at one layer: each activation is the projection on the unit direction. */
export function directionsDictionary({ id, layer, directions }: DirectionSet): FeatureDictionary {
  const rows = [...directions.values()].map((direction) => afterBlock(direction, layer));
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
