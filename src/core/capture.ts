/**
 * A Capture: one forward pass, frozen. Position axis first, no batch; it holds no model and can be stored or sent.
 * A Comparison is two of them made on the same device, with what had to be reduced where the logits were.
 */
import type { Alignment } from "./alignment";
import type { Side } from "./experiment";
import type { HookName } from "./hooks";
import type { Tensor } from "./tensor";

/** Where a token came from: the chat template's own marks, a message, or the answer both Sides are made to read. */
export type TokenPart = "template" | "system" | "prompt" | "answer";

export interface Token {
  readonly id: number;
  /** The token's own text; a token that holds part of a character shows "�". */
  readonly text: string;
  readonly part: TokenPart;
}

export interface Prediction {
  readonly id: number;
  readonly text: string;
  /** 0 … 1 */
  readonly probability: number;
}

/**
 * The logit lens at one place: final norm and unembedding applied to a residual stream, top predictions per position.
 */
export interface LensReading {
  readonly hook: HookName;
  readonly top: readonly (readonly Prediction[])[];
}

/** Which arithmetic computed a capture. */
export type Arithmetic = "webgpu" | "wasm" | "reference" | "pytorch";

/** What the pictures need to know of a model's shape. */
export interface ModelShape {
  readonly layers: number;
  readonly heads: number;
  readonly dModel: number;
  readonly dHead: number;
  readonly dMlp: number;
  readonly vocabulary: number;
  /** Constant added to the mean square in RMSNorm (or to the variance in LayerNorm). */
  readonly normEpsilon: number;
}

export interface Capture {
  readonly side: Side;
  readonly model: ModelShape;
  readonly arithmetic: Arithmetic;
  readonly tokens: readonly Token[];
  /** Index of the last token before the answer: the position that predicts the answer's first word. */
  readonly promptEnd: number;
  readonly at: ReadonlyMap<HookName, Tensor>;
  /** Top next tokens per position, most likely first. */
  readonly predictions: readonly (readonly Prediction[])[];
  /** After the embedding and after every block, in order. */
  readonly lens: readonly LensReading[];
}

export interface Comparison {
  readonly left: Capture;
  readonly right: Capture;
  readonly alignment: Alignment;
  /** Per aligned column: KL(right ‖ left) of the next-token distributions over the whole vocabulary, in nats. */
  readonly kl: Float32Array;
}
