/**
 * Engine: the waist between "what is asked" and "where it runs". The page knows this interface and nothing below it.
 * Every call takes a signal; a call that is aborted rejects with a Failure of kind "cancelled".
 */
import type { AnswerRequest, Spoken, SpokenToken } from "../../core/answers/answer";
import type { Arithmetic, Capture, Comparison, ModelShape } from "../../core/capture";
import type { CheckpointId, Side } from "../../core/experiment";
import type { HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";
import type { CheckpointEntry, Golden } from "../../model/hosted/manifest";
import type { Offers } from "../../model/hosted/offers";
import type { Progress } from "./progress";
import type { FeatureEngine } from "./features";
import type { EffectsEngine } from "./effects";

export type Device = "webgpu" | "wasm";

/** Which device runs, and the sentence that says why. */
export interface DeviceReport {
  readonly device: Device;
  readonly threads: number;
  readonly reason: string;
}

/** What the reader asked for: a device, or the best one that passes its check. */
export type DeviceChoice = "auto" | Device;

export interface CaptureRequest {
  readonly side: Side;
  /** "device": as the reader will run it; "reference": the plain TypeScript arithmetic, for the noise floor. */
  readonly arithmetic: "device" | "reference";
}

export interface CompareRequest {
  readonly left: Side;
  readonly right: Side;
}

/** Direct logit attribution needs one direction per Side: (W_U[:, plus] − W_U[:, minus]) ⊙ final norm weight, [D]. */
export interface ContrastRequest {
  readonly checkpoints: readonly [CheckpointId, CheckpointId];
  readonly plus: string;
  readonly minus: string;
}

export interface Contrast {
  readonly plus: { readonly id: number; readonly text: string };
  readonly minus: { readonly id: number; readonly text: string };
  readonly left: Tensor;
  readonly right: Tensor;
}

/** How far this device is from PyTorch on a golden prompt. */
export interface DeviceCheck {
  readonly arithmetic: Arithmetic;
  /** Largest |difference| over every hook, as a share of that hook's root mean square. */
  readonly worst: number;
  readonly worstHook: HookName;
  readonly hooks: number;
}

/** How much a fine-tune moved the weights; null for a full checkpoint. */
export interface WeightChange {
  /** ‖ΔW‖ / ‖W‖ over all changed matrices. */
  readonly relativeNorm: number;
  readonly matrices: number;
}

export interface Loaded {
  readonly shape: ModelShape;
  readonly change: WeightChange | null;
}

export type Offered = Pick<Offers, "dictionaries" | "directions">;

export interface StartRequest {
  readonly choice: DeviceChoice;
  /** Absolute address of the folder that holds the models; a worker has no document to be relative to. */
  readonly root: string;
  /** Files that interventions are made of, fetched when one asks for them. */
  readonly offered: Offered;
}

export interface Engine extends FeatureEngine, EffectsEngine {
  /** Starts the runtime on the chosen device; the report says what was chosen and why. */
  start(request: StartRequest, on: (progress: Progress) => void, signal: AbortSignal): Promise<DeviceReport>;
  load(entry: CheckpointEntry, on: (progress: Progress) => void, signal: AbortSignal): Promise<Loaded>;
  compare(request: CompareRequest, signal: AbortSignal): Promise<Comparison>;
  capture(request: CaptureRequest, signal: AbortSignal): Promise<Capture>;
  contrast(request: ContrastRequest, signal: AbortSignal): Promise<Contrast>;
  /** The Side's own answer, streamed: `on` is told of new tokens as they come, the promise gives all of them. */
  generate(request: AnswerRequest, on: (tokens: readonly SpokenToken[]) => void, signal: AbortSignal): Promise<Spoken>;
  /** Runs the golden prompt here and compares with what PyTorch computed. Its checkpoint must be loaded. */
  check(golden: Golden, signal: AbortSignal): Promise<DeviceCheck>;
  release(id: CheckpointId): Promise<void>;
  /** Ends the worker and frees its memory. */
  dispose(): void;
}
