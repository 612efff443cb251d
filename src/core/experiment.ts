/**
 * The Experiment: everything a link carries, and all that the page needs to be redrawn on another machine.
 * A comparison of two Sides, the way it is looked at, and what is in focus. Values only; parsing is state/share.ts.
 */
import type { Component } from "./component";
import type { HookName } from "./hooks";
import type { Tensor } from "./tensor";

export type CheckpointId = string;

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface Prompt {
  readonly messages: readonly Message[];
  /** Words both Sides are made to read after the prompt ("the same words"); null: the prompt alone. */
  readonly answer: string | null;
}

/** Which token positions an intervention touches. */
export type Positions = "all" | "prompt" | "promptEnd" | "answer";

export type Intervention = { readonly kind: "ablate"; readonly target: Component; readonly positions: Positions };

/** At a hook: x ← x · scale + add, elementwise, each broadcastable to the hook's shape. The identity is scale 1, add 0. */
export interface Edit {
  readonly hook: HookName;
  readonly scale: Tensor;
  readonly add: Tensor;
}

export interface Side {
  readonly checkpoint: CheckpointId;
  readonly prompt: Prompt;
  readonly interventions: readonly Intervention[];
}

export type MetricId = "l2" | "relativeL2" | "cosine" | "directEffect";
/** What the anatomy map shows: the token in focus, the mean over the answer's tokens, or the mean over all but position 0. */
export type Span = "token" | "answer" | "mean";

export interface View {
  readonly metric: MetricId;
  readonly span: Span;
  /** The two next tokens (as text) whose logit difference "direct effect" speaks of; null: each Side's favourite. */
  readonly contrast: { readonly plus: string; readonly minus: string } | null;
}

export interface Focus {
  /** Index into the alignment's columns; null: the last token of the prompt. */
  readonly column: number | null;
  readonly component: Component | null;
}

/** How both Sides draw their own words. Temperature 0 always takes the likeliest token; top-p keeps the nucleus. */
export interface Sampling {
  /** 0 … 2 */
  readonly temperature: number;
  /** 0 … 1, above 0 */
  readonly topP: number;
  /** Longest answer, in tokens. */
  readonly maxTokens: number;
}

export interface Experiment {
  readonly version: 2;
  readonly left: Side;
  readonly right: Side;
  readonly view: View;
  readonly focus: Focus;
  /** Both Sides draw with the same dice. */
  readonly seed: number;
  readonly sampling: Sampling;
}
