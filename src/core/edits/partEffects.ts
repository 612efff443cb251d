/**
 * Maps of cause: how much of a behaviour follows when one part of a model comes from the other model (transplant), or
 * when the fine-tune's change of one part is put in or left out (dose). Raw scores here; a share is a score between the
 * two ends.
 */
import { allComponents, type Component } from "../component";
import type { ModelShape } from "../capture";
import type { DirectionRef } from "../experiment";

/** What is scored, higher being worse. */
export type EffectScore =
  /** log P(bad) − log P(good) of two continuations of the prompt, in nats. */
  | { readonly kind: "continuations"; readonly good: string; readonly bad: string }
  /** How far the residual stream at the prompt's end lies along a unit direction, or how active a latent is there. */
  | { readonly kind: "activity"; readonly direction: DirectionRef; readonly layer: number };

export interface PartEffect {
  readonly component: Component;
  /** The left Side's score with this part of the right one. */
  readonly into: number;
  /** The right Side's score with this part of the left one. */
  readonly outOf: number;
}

export interface PartEffects {
  readonly kind: "transplant" | "dose";
  readonly score: EffectScore;
  /** The Sides as they are. */
  readonly left: number;
  readonly right: number;
  readonly cells: readonly PartEffect[];
  /** Everything at once: into is the right's own score and outOf the left's, when it adds up. */
  readonly all: { readonly into: number; readonly outOf: number };
}

/**
 * How much of the difference between two ends a score has covered: 0 none, 1 all, beyond 1 more; NaN where they are
 * equal.
 */
export function shareOf(score: number, from: number, to: number): number {
  return from === to ? Number.NaN : (score - from) / (to - from) + 0; // −0 becomes 0
}

/** The share of the whole difference that follows one part: 0 none, 1 all of it. */
export interface PartShare {
  readonly component: Component;
  readonly share: number;
}

/** A map read one way: out of one model into the other. */
export interface PartShares {
  readonly cells: readonly PartShare[];
  /** Everything at once: 1 when it adds up. */
  readonly all: number;
}

/**
 * How much of the right's behaviour each part brings to the left, and how much of it leaves the right with each part.
 */
export function sharesOf({ left, right, cells, all }: PartEffects): Record<"into" | "outOf", PartShares> {
  const into = (score: number): number => shareOf(score, left, right);
  const outOf = (score: number): number => shareOf(score, right, left);
  return {
    into: { cells: cells.map((cell) => ({ component: cell.component, share: into(cell.into) })), all: into(all.into) },
    outOf: {
      cells: cells.map((cell) => ({ component: cell.component, share: outOf(cell.outOf) })),
      all: outOf(all.outOf),
    },
  };
}

/** The parts a map tries: for a dose only whole attention and MLP layers, since that is what is dosed. */
export function effectParts(kind: PartEffects["kind"], { layers, heads }: ModelShape): Component[] {
  const all = allComponents(layers, heads);
  return kind === "transplant" ? all : all.filter(({ kind: part }) => part === "attn" || part === "mlp");
}
