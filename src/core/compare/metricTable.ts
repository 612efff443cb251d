/**
 * The metrics: one row for each, and everything that is known of it. A metric that has no row does not compile; one
 * that has is computed, drawn, offered and written into links without another word elsewhere.
 */
import type { Capture } from "../capture";
import type { MetricId } from "../experiment";
import { Failure } from "../failure";
import type { GridScale } from "../pictures/grid";
import type { Tensor } from "../tensor";
import { directEffect, finalScale } from "./directEffect";
import { cosineDistance, l2, relativeL2 } from "./metrics";

/** One direction per Side, [D] each: what "direct effect" measures along. */
export interface LogitDirections {
  readonly left: Tensor;
  readonly right: Tensor;
}

/** Of two rows [D], and of where they stand. */
type Measure = (left: Float32Array, right: Float32Array, leftPosition: number, rightPosition: number) => number;

export interface Metric {
  /** Its number in links. Never changed, and never given to another. */
  readonly wire: number;
  readonly name: string;
  readonly unit: string;
  readonly scale: Exclude<GridScale, "probability">;
  /** What one number is, in a sentence: "its number is …". */
  readonly says: string;
  /** It speaks of two next tokens, and is not there without them. */
  readonly needsContrast: boolean;
  readonly between: (left: Capture, right: Capture, directions: LogitDirections | null) => Measure;
}

export const METRICS: Readonly<Record<MetricId, Metric>> = {
  l2: {
    wire: 0,
    name: "Distance (L2)",
    unit: "L2, residual-stream units",
    scale: "magnitude",
    says: "the length of the difference between the two models",
    needsContrast: false,
    between: () => l2,
  },
  relativeL2: {
    wire: 1,
    name: "Relative change",
    unit: "× its size",
    scale: "magnitude",
    says: "how far the part moved from {left} to {right}, as a share of its size in {left} (0.3: by three tenths)",
    needsContrast: false,
    between: () => relativeL2,
  },
  cosine: {
    wire: 2,
    name: "Turn (cosine distance)",
    unit: "1 − cosine",
    scale: "magnitude",
    says: "how far the direction turned: 0 the same, 1 at right angles, 2 opposite",
    needsContrast: false,
    between: () => cosineDistance,
  },
  directEffect: {
    wire: 3,
    name: "Direct effect",
    unit: "logits of difference",
    scale: "signed",
    says: "how much more this part, by itself, now speaks for one next word against another",
    needsContrast: true,
    between: (left, right, directions) => {
      if (!directions) throw new Failure("internal", "Direct effect needs the two tokens it speaks of.");
      const leftScale = finalScale(left);
      const rightScale = finalScale(right);
      return (a, b, i, j) =>
        directEffect(b, directions.right, rightScale[j]!) - directEffect(a, directions.left, leftScale[i]!);
    },
  },
};

/** In the order in which they are offered. */
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[];
