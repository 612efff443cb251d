/**
 * What the Engine does in one forward pass a Side: capture it, compare two, and give the directions that direct logit
 * attribution needs. The interface only; runtime/jobs/passes.ts carries it out.
 */
import type { Capture, Comparison } from "../../core/capture";
import type { CheckpointId, Side } from "../../core/experiment";
import type { Tensor } from "../../core/tensor";

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

export interface PassesEngine {
  compare(request: CompareRequest, signal: AbortSignal): Promise<Comparison>;
  capture(request: CaptureRequest, signal: AbortSignal): Promise<Capture>;
  contrast(request: ContrastRequest, signal: AbortSignal): Promise<Contrast>;
}
