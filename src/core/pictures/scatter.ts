/**
 * ScatterPoint: one checkpoint in a scatter of what a feature did in it against what it answers.
 */
import type { Rate } from "./rate";
import type { ModelName } from "./subject";

export interface ScatterPoint {
  /** The checkpoint. */
  readonly id: string;
  readonly title: ModelName;
  readonly kind: "bad" | "control";
  /** Rise of the strongest feature's mean activation above the clean model. */
  readonly rise: number;
  /** Share of its answers judged misaligned. */
  readonly misaligned: Rate;
  /** Share of answers that say nothing sensible; they count as not misaligned. */
  readonly incoherent: Rate;
}
