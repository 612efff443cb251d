/**
 * Points of a sweep: what the answers of a model came to at each strength of steering or dose of training, with the
 * same for a random control. Measured here or recorded, the same type is drawn.
 */
import type { SideName } from "../experiment";
import type { Rate } from "./rate";

export interface SweptPoint {
  /** The strength or the dose. */
  readonly at: number;
  readonly misaligned: Rate;
  /** Null where it was not judged. */
  readonly incoherent: Rate | null;
  /** Of a persona at the prompt's end; null where it is not measured. */
  readonly activity: number | null;
}

export interface SweptSide {
  readonly side: SideName;
  readonly points: readonly SweptPoint[];
  /** The same with a random direction of equal norm, or random features; empty where it was not measured. */
  readonly control: readonly SweptPoint[];
}
