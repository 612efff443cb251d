/**
 * The Experiment: everything a link carries, and all that the page needs to be redrawn on another machine.
 * A comparison of two Sides, the way it is looked at, and what is in focus. Values only; parsing is
 * state/link/codec.ts.
 */
import type { Component } from "./component";

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

/**
 * Which token positions an intervention touches. "decision": the prompt's end and every token of the answer after
 * which the next step is chosen (after . , ; : ! ? and the words then, also, and, but).
 */
export type Positions = "all" | "prompt" | "promptEnd" | "answer" | "decision";

/** A direction in the residual stream. It keeps its own norm, so that a strength of 1 adds what was measured. */
export type DirectionRef =
  /** The decoder row of a latent, scaled by the latent's typical activation. */
  | { readonly kind: "latent"; readonly dictionary: string; readonly latent: number }
  /** A shipped mean difference; the intervention's layer chooses its row. */
  | { readonly kind: "voice"; readonly set: string; readonly name: string }
  /** The mean difference of the reader's own prompts, at the prompt's end, computed where the model runs. */
  | { readonly kind: "contrast"; readonly positive: readonly string[]; readonly negative: readonly string[] }
  /** A control: a random direction of the norm of another. */
  | { readonly kind: "random"; readonly seed: number; readonly like: Exclude<DirectionRef, { kind: "random" }> };

/** What a reader does to one Side. Layers are blocks; directions act on the residual stream after the block. */
export type Intervention =
  | {
      readonly kind: "ablate";
      readonly target: Component;
      /** "mean": its own mean over the prompt's tokens but the first, before anything is done to the model. */
      readonly how: "zero" | "mean";
      readonly positions: Positions;
    }
  | {
      readonly kind: "transplant";
      readonly target: Component | "all";
      readonly from: CheckpointId;
      readonly positions: Positions;
    }
  /** x + strength · direction */
  | {
      readonly kind: "steer";
      readonly direction: DirectionRef;
      readonly layer: number;
      readonly strength: number;
      readonly positions: Positions;
    }
  /** x without its part along the direction */
  | {
      readonly kind: "project";
      readonly direction: DirectionRef;
      readonly layer: number;
      readonly positions: Positions;
    }
  /** The part of x along the unit direction is made `most` where it is more. */
  | {
      readonly kind: "cap";
      readonly direction: DirectionRef;
      readonly layer: number;
      readonly most: number;
      readonly positions: Positions;
    }
  /** x + Σ (value − f(x)) · decoder row, at the dictionary's hook, for at most 16 latents. */
  | {
      readonly kind: "clamp";
      readonly dictionary: string;
      readonly latents: readonly { readonly latent: number; readonly value: number }[];
      readonly positions: Positions;
      /** Seed of a control that clamps as many random latents instead; null: the latents themselves. */
      readonly random: number | null;
    }
  /** How much of the fine-tune's weight change is in: 0 none, 1 all; from −0.5 to 1.5. */
  | {
      readonly kind: "dose";
      readonly target: "all" | { readonly layer: number; readonly part: "attn" | "mlp" | "both" };
      readonly amount: number;
    };

export type SideName = "left" | "right";

export interface Side {
  readonly checkpoint: CheckpointId;
  readonly prompt: Prompt;
  readonly interventions: readonly Intervention[];
}

export type MetricId = "l2" | "relativeL2" | "cosine" | "directEffect";
/**
 * What the anatomy map shows: the token in focus, the mean over the answer's tokens, or the mean over all but
 * position 0.
 */
export type Span = "token" | "answer" | "mean";

export interface View {
  readonly metric: MetricId;
  readonly span: Span;
  /** The two next tokens (as text) that "direct effect" compares; null: each Side's likeliest. */
  readonly contrast: { readonly plus: string; readonly minus: string } | null;
}

export interface Focus {
  /**
   * Index into the alignment's columns; null: the last token of the prompt; "widest": where the two models' predictions
   * are furthest apart.
   */
  readonly column: number | "widest" | null;
  readonly component: Component | null;
}

/** How both Sides sample. Temperature 0 always takes the likeliest token; top-p keeps the nucleus. */
export interface Sampling {
  /** 0 … 2 */
  readonly temperature: number;
  /** 0 … 1, above 0 */
  readonly topP: number;
  /** Longest answer, in tokens. */
  readonly maxTokens: number;
}

/**
 * The first screen, "finding", and the questions that the page then asks one after another; a family of models may have
 * some of its own.
 */
export type Chapter =
  | "finding"
  | "answers"
  | "personas"
  | "differs"
  | "prove"
  | "scene"
  | "ladder"
  | "causes"
  | "proof"
  | "listen"
  | "caught"
  | "hides"
  | "used";

export interface Personas {
  /** Which feature dictionary; null: the first that fits. */
  readonly dictionary: string | null;
  /** The feature whose card is open. */
  readonly latent: number | null;
  /** Both Sides read the same words, or each its own answer. */
  readonly words: "same" | "own";
  /** Names that the reader gave to features. */
  readonly names: readonly { readonly latent: number; readonly name: string }[];
}

/** How the page is shown to a class. */
export interface Stage {
  /** Harmful answers are blurred until they are clicked. */
  readonly blur: boolean;
  readonly present: boolean;
  /** What stands on the presenter's stage: a picture's name, or another step's; null: the chapter's first. */
  readonly step: string | null;
  /** A pinned end of the colour scale; null: each picture's own. */
  readonly scale: number | null;
}

/** What both Sides said where the link was copied: short hashes, so that a recipient sees whether it was reproduced. */
export interface Said {
  /** Of the two questions, so that the rest does not stand under another one. */
  readonly asks: string;
  readonly left: string;
  readonly right: string;
}

/** A rung of a reader's ladder: one that the story offers, by its id, or a sentence of the reader's own. */
export type RungRef = { readonly id: string } | { readonly says: string };

/** A story's name stands alone in an address, where a digit begins a link: "switch". */
export const isStoryName = (text: string): boolean => /^[a-z][a-z-]*$/.test(text);

/** Where in a story of work sessions the page is. */
export interface StoryPlace {
  /** Which story; its family's list of models goes with it. */
  readonly id: string;
  /** Index of the work session among those that the story offers. */
  readonly desk: number;
  /** Index of the rung whose instructions both Sides are given. */
  readonly rung: number;
  /** The reader's own ladder; null: the story's. */
  readonly rungs: readonly RungRef[] | null;
}

export interface Experiment {
  readonly version: 3;
  readonly left: Side;
  readonly right: Side;
  readonly view: View;
  readonly focus: Focus;
  /** Both Sides sample with the same random numbers. */
  readonly seed: number;
  readonly sampling: Sampling;
  readonly chapter: Chapter;
  readonly personas: Personas;
  readonly stage: Stage;
  readonly said: Said | null;
  /** A third answer, from the logits left + amplification · (right − left); null: none. */
  readonly amplification: number | null;
  /** The two continuations that effects of parts are scored by; null: those offered with the prompt. */
  readonly versus: { readonly good: string; readonly bad: string } | null;
  /** Absent: the story that the bare address tells. */
  readonly story?: StoryPlace;
}
