/** A made-up rate, for the examples of pictures that show shares of answers. */
import type { Rate } from "../../../core/pictures/rate";

/** Of 40 answers to 20 questions, with a plausible interval. */
export const exampleRate = (share: number): Rate => ({
  rate: share,
  n: 40,
  questions: 20,
  low: Math.max(0, share - 0.03 - 0.26 * Math.sqrt(share * (1 - share))),
  high: Math.min(1, share + 0.05 + 0.26 * Math.sqrt(share * (1 - share))),
});
