/**
 * Taking a family's tensors out of a file: every one must be there, have the shape the config promises, hold finite
 * numbers, and none may be left over. Knows no family.
 */
import { Failure } from "../../core/failure";
import type { ModelSpec } from "./spec";
import type { TensorSource } from "../files/tensorSource";
import { quoted } from "../files/text";
import type { Linear, Weights } from "./weights";

export interface Take {
  /** [D] */
  norm(name: string): Float32Array;
  /** [V, D] */
  table(name: string): Float32Array;
  /** `module`.weight [out, in] and, where there should be one, `module`.bias [out]. */
  linear(module: string, out: number, into: number, bias: boolean): Linear;
}

/** Runs `read` and refuses tensors it did not take, unless `ignorable`. Throws a Failure that names the tensor. */
export function takeWeights(
  source: TensorSource,
  spec: ModelSpec,
  read: (take: Take) => Weights,
  ignorable: (name: string) => boolean,
): Weights {
  const taken = new Set<string>();
  const values = (name: string, expected: readonly number[]): Float32Array => {
    if (!source.names.has(name)) {
      throw new Failure(
        "file",
        `${source.file} lacks the tensor ${quoted(name)}.`,
        "Check that config.json belongs to these weights.",
      );
    }
    const shape = source.shape(name);
    if (shape.length !== expected.length || shape.some((length, axis) => length !== expected[axis])) {
      const promised = `config.json promises [${expected.join(", ")}]`;
      throw new Failure(
        "file",
        `${quoted(name)} in ${source.file} has the shape [${shape.join(", ")}], but ${promised}.`,
        "Check that both belong to the same model.",
      );
    }
    taken.add(name);
    return finite(source.float32(name), name, source.file);
  };
  const weights = read({
    norm: (name) => values(name, [spec.dModel]),
    table: (name) => values(name, [spec.vocabulary, spec.dModel]),
    linear: (module, out, into, bias) => ({
      out,
      in: into,
      weight: values(`${module}.weight`, [out, into]),
      bias: bias ? values(`${module}.bias`, [out]) : null,
      change: null,
    }),
  });
  const extra = [...source.names].find((name) => !taken.has(name) && !ignorable(name));
  if (extra !== undefined) {
    throw new Failure(
      "file",
      `${source.file} holds ${quoted(extra)}, which a model of this kind does not have.`,
      "Check that config.json belongs to these weights.",
    );
  }
  return weights;
}

/** The values, or a Failure when one is infinite or not a number. */
export function finite(values: Float32Array, name: string, file: string): Float32Array {
  // Infinity − infinity and anything with not-a-number is not a number, and stays so in a sum.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - values[i]!;
  if (sum !== 0)
    throw new Failure(
      "file",
      `${quoted(name)} in ${file} holds values that are not numbers.`,
      "The file is damaged; download it again.",
    );
  return values;
}
