/**
 * A dictionary's encoder as a graph of its own: pre-activations of residual rows, one matrix product. Norm and gate are
 * left to core/features/dictionary.ts, where they cost next to nothing and are the same for every device.
 */
import type { Encoder } from "../../core/features/dictionary";
import type { RawOutput } from "./packing";
import { toOnnx } from "./lower";
import { Program } from "./program";

export interface EncoderGraph {
  readonly model: Uint8Array<ArrayBuffer>;
  /** Name of the float32 input [N, D]: rows as the encoder reads them. */
  readonly rowsInput: string;
  /** Pre-activations [N, latents]. */
  unpack(outputs: ReadonlyMap<string, RawOutput>): Float32Array;
}

export function buildEncoder({ read, bias }: Encoder): EncoderGraph {
  const [latents = 0, D = 0] = read.shape;
  const p = new Program();
  const input = p.input("rows", "float32", ["N", D]);
  const weights = p.constant("W_enc", [latents, D], read.data);
  const output = p.linear("preActivations", input, weights, p.constant("b_enc", [latents], bias));
  return {
    model: toOnnx(p, [output]),
    rowsInput: input.name,
    unpack: (outputs) => outputs.get(output.name)!.data,
  };
}
