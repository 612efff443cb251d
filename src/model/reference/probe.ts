/**
 * A tiny made-up model, the same on every machine, to try a device on before anything is downloaded.
 * Its weights are pseudo-random (mulberry32) and mean nothing; only the arithmetic is of interest.
 */
import { mulberry32 } from "../../core/random";
import type { ModelSpec } from "../checkpoint/spec";
import type { BlockWeights, Linear, Weights } from "../checkpoint/weights";

const SPEC: ModelSpec = {
  architecture: "llama",
  layers: 2,
  heads: 4,
  kvHeads: 2,
  dModel: 32,
  dHead: 8,
  dMlp: 64,
  vocabulary: 96,
  maxPositions: 64,
  normEpsilon: 1e-5,
  normalisation: "rms",
  positions: { kind: "rotary", theta: 10_000, scaling: null },
  mlp: "gated",
  activation: "silu",
  biases: { qkv: false, attnOut: false, mlp: false },
  tied: true,
  eos: [],
};

export interface ProbeModel {
  readonly spec: ModelSpec;
  readonly weights: Weights;
  readonly tokens: readonly number[];
}

export function probeModel(): ProbeModel {
  const random = mulberry32(2025);
  const values = (length: number, size: number): Float32Array =>
    Float32Array.from({ length }, () => (random() * 2 - 1) * size);
  const linear = (out: number, into: number): Linear => ({
    out,
    in: into,
    weight: values(out * into, Math.sqrt(3 / into)),
    bias: null,
    change: null,
  });
  const { dModel: D, dMlp: M, dHead: K, heads, kvHeads, vocabulary } = SPEC;
  const norm = (): Float32Array => values(D, 0.2).map((value) => 1 + value);
  const block = (): BlockWeights => ({
    attnNorm: norm(),
    mlpNorm: norm(),
    q: linear(heads * K, D),
    k: linear(kvHeads * K, D),
    v: linear(kvHeads * K, D),
    o: linear(D, heads * K),
    gate: linear(M, D),
    up: linear(M, D),
    down: linear(D, M),
  });
  const embed = values(vocabulary * D, 1);
  const weights: Weights = {
    embed,
    blocks: Array.from({ length: SPEC.layers }, block),
    finalNorm: norm(),
    unembed: embed,
  };
  return { spec: SPEC, weights, tokens: Array.from({ length: 12 }, () => Math.floor(random() * vocabulary)) };
}
