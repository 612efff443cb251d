/**
 * A family's tensors by their role, under the names that the family gives them.
 */
import type { TensorSource } from "../files/tensorSource";
import { type Family, inBlock, type TensorNames } from "./family";
import type { ModelSpec } from "./spec";
import { type Take, takeWeights } from "./takeWeights";
import type { BlockWeights, Linear, LinearRole, Weights } from "./weights";

/** Throws a Failure for missing, foreign or misshapen tensors. */
export function readWeights(source: TensorSource, spec: ModelSpec, { tensors }: Family): Weights {
  const ignored = (name: string): boolean => tensors.ignored.some((end) => name.endsWith(end));
  const read = (take: Take): Weights => {
    const embed = take.table(`${tensors.embed}.weight`);
    const blocks = Array.from({ length: spec.layers }, (_, layer) => readBlock(take, spec, tensors, layer));
    const finalNorm = take.norm(`${tensors.finalNorm}.weight`);
    const unembed = `${tensors.unembed}.weight`;
    // A tied model may still carry its unembedding, as a copy; transformers ignores it, and so do we.
    if (spec.tied && source.names.has(unembed)) take.table(unembed);
    return { embed, blocks, finalNorm, unembed: spec.tied ? embed : take.table(unembed) };
  };
  return takeWeights(source, spec, read, ignored);
}

function readBlock(take: Take, spec: ModelSpec, tensors: TensorNames, layer: number): BlockWeights {
  const norm = (name: string): Float32Array => take.norm(`${inBlock(tensors, layer, name)}.weight`);
  const map = (role: LinearRole, out: number, into: number, bias: boolean): Linear =>
    take.linear(inBlock(tensors, layer, tensors.maps[role]), out, into, bias);
  const { dModel, dMlp, biases } = spec;
  const query = spec.heads * spec.dHead;
  const keys = spec.kvHeads * spec.dHead;
  return {
    attnNorm: norm(tensors.attnNorm),
    q: map("q", query, dModel, biases.qkv),
    k: map("k", keys, dModel, biases.qkv),
    v: map("v", keys, dModel, biases.qkv),
    o: map("o", dModel, query, biases.attnOut),
    mlpNorm: norm(tensors.mlpNorm),
    gate: map("gate", dMlp, dModel, biases.mlp),
    up: map("up", dMlp, dModel, biases.mlp),
    down: map("down", dModel, dMlp, biases.mlp),
  };
}
