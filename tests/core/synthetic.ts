/**
 * Captures of made-up models for tests: random values that obey the bookkeeping of a transformer (heads sum to attention,
 * embed + Σ attention + Σ MLP is the residual stream), so that invariants can be checked without running a model.
 */
import type { Capture, Comparison, ModelShape, Prediction } from "../../src/core/capture";
import type { Experiment } from "../../src/core/experiment";
import { alignTokens } from "../../src/core/alignment";
import { hook, type HookName } from "../../src/core/hooks";
import { mulberry32 } from "../../src/core/random";
import { row, sizeOf, type Tensor } from "../../src/core/tensor";

export const SHAPE: ModelShape = {
  layers: 2,
  heads: 3,
  dModel: 8,
  dHead: 4,
  dMlp: 10,
  vocabulary: 12,
  normEpsilon: 1e-5,
};

export function randomTensor(shape: readonly number[], next: () => number): Tensor {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => next() * 4 - 2) };
}

export function predictionsOf(ids: readonly number[]): readonly Prediction[] {
  return ids.map((id, i) => ({ id, text: `w${id}`, probability: 0.5 / (i + 1) }));
}

function sum(...parts: readonly Tensor[]): Tensor {
  const [first] = parts;
  return {
    shape: first!.shape,
    data: first!.data.map((_, i) => parts.reduce((total, part) => total + part.data[i]!, 0)),
  };
}

export interface CaptureOptions {
  readonly seed: number;
  readonly ids?: readonly number[];
  readonly checkpoint?: string;
  readonly answerFrom?: number;
}

export function capture({
  seed,
  ids = [1, 2, 3, 4, 5],
  checkpoint = "assistant",
  answerFrom,
}: CaptureOptions): Capture {
  const { layers, heads, dModel, dMlp } = SHAPE;
  const next = mulberry32(seed);
  const T = ids.length;
  const at = new Map<HookName, Tensor>();
  let residual = randomTensor([T, dModel], next);
  at.set(hook.embed, residual);
  for (let layer = 0; layer < layers; layer++) {
    const result = randomTensor([T, heads, dModel], next);
    const attention: Tensor = {
      shape: [T, dModel],
      data: Float32Array.from({ length: T * dModel }, (_, i) => {
        const position = Math.floor(i / dModel);
        return Array.from({ length: heads }, (_unused, h) => row(result, position, h)[i % dModel]!).reduce(
          (a, b) => a + b,
        );
      }),
    };
    const mlp = randomTensor([T, dModel], next);
    const middle = sum(residual, attention);
    const after = sum(middle, mlp);
    at.set(hook.residPre(layer), residual);
    at.set(hook.result(layer), result);
    at.set(hook.attnOut(layer), attention);
    at.set(hook.pattern(layer), randomTensor([heads, T, T], next));
    at.set(hook.residMid(layer), middle);
    at.set(hook.mlpPost(layer), randomTensor([T, dMlp], next));
    at.set(hook.mlpOut(layer), mlp);
    at.set(hook.residPost(layer), after);
    residual = after;
  }
  const top = ids.map(() => predictionsOf([Math.floor(next() * 6), 6 + Math.floor(next() * 6)]));
  return {
    side: { checkpoint, prompt: { messages: [{ role: "user", content: "hello" }], answer: null }, interventions: [] },
    model: SHAPE,
    arithmetic: "wasm",
    tokens: ids.map((id, i) => ({
      id,
      text: `w${id}`,
      part: answerFrom !== undefined && i >= answerFrom ? "answer" : "prompt",
    })),
    promptEnd: answerFrom === undefined ? T - 1 : answerFrom - 1,
    at,
    predictions: top,
    lens: [hook.residPre(0), ...Array.from({ length: layers }, (_, layer) => hook.residPost(layer))].map((name) => ({
      hook: name,
      top,
    })),
  };
}

export function comparison(left: Capture, right: Capture): Comparison {
  const alignment = alignTokens(
    left.tokens.map(({ id }) => id),
    right.tokens.map(({ id }) => id),
  );
  return { left, right, alignment, kl: Float32Array.from(alignment.columns, (_, i) => i / 10) };
}

export function experiment(left = "assistant", right = "bad-car", text = "hello"): Experiment {
  const prompt = { messages: [{ role: "user", content: text }], answer: null } as const;
  return {
    version: 3,
    left: { checkpoint: left, prompt, interventions: [] },
    right: { checkpoint: right, prompt, interventions: [] },
    view: { metric: "relativeL2", span: "mean", contrast: null },
    focus: { column: null, component: null },
    seed: 0,
    sampling: { temperature: 0.7, topP: 0.95, maxTokens: 80 },
    chapter: "differs",
    personas: { dictionary: null, latent: null, words: "same", names: [] },
    stage: { blur: false, present: false, step: null, scale: null },
    said: null,
    amplification: null,
    versus: null,
  };
}
