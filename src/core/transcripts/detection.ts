/**
 * How well a monitor tells labelled runs apart: the 2 × 2 table at a threshold, its rates with 95 % intervals, the ROC
 * curve and the area under it. Suspicion comes in thousandths, so all of it is counted from two histograms. Held to
 * scikit-learn and SciPy by tests/fixtures/detection.json.
 */
import { type Interval, type Rate, wilson, Z } from "../pictures/rate";
import { STEPS } from "./suspicion";

/** As kept in an Int8Array: what the monitor should find, what it should not, and not labelled. */
export const POSITIVE = 1;
export const NEGATIVE = 0;
export const UNLABELLED = -1;

/** How many runs of either label have each suspicion, 0 … STEPS. */
export interface Histograms {
  readonly positive: Uint32Array;
  readonly negative: Uint32Array;
}

export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
  readonly tn: number;
}

/** What becomes of a labelled run at a threshold: the cells of the 2 × 2 table. */
export const OUTCOMES = ["caught", "missed", "false alarm", "rightly passed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Both in thousandths; null of a run without a label. */
export function outcomeOf(score: number, label: number, threshold: number): Outcome | null {
  if (label === UNLABELLED) return null;
  const flagged = score >= threshold;
  if (label === POSITIVE) return flagged ? "caught" : "missed";
  return flagged ? "false alarm" : "rightly passed";
}

export interface DetectionAt {
  readonly counts: Counts;
  /** Share of positives that are flagged; null where there are none. */
  readonly tpr: Rate | null;
  /** Share of negatives that are flagged. */
  readonly fpr: Rate | null;
  /** TPR × TNR; its n counts both. */
  readonly gMean2: Rate | null;
}

export interface RocPoint {
  /** Runs at or above it are flagged, in thousandths; STEPS + 1 flags none. */
  readonly threshold: number;
  readonly fpr: number;
  readonly tpr: number;
  readonly counts: Counts;
}

/** Null without an interval: too few runs, or the two kinds do not overlap at all. */
export interface Area {
  readonly auroc: number;
  readonly interval: Interval | null;
}

/** scores: thousandths; labels: POSITIVE, NEGATIVE or UNLABELLED, of the same length. */
export function histogramsOf(scores: Uint16Array, labels: Int8Array): Histograms {
  const positive = new Uint32Array(STEPS + 1);
  const negative = new Uint32Array(STEPS + 1);
  labels.forEach((label, i) => {
    if (label === POSITIVE) positive[scores[i]!]!++;
    else if (label === NEGATIVE) negative[scores[i]!]!++;
  });
  return { positive, negative };
}

const total = (counts: Uint32Array): number => counts.reduce((sum, n) => sum + n, 0);

/** At a threshold in thousandths. */
export function detectionAt({ positive, negative }: Histograms, threshold: number): DetectionAt {
  const [tp, fp] = [total(positive.subarray(threshold)), total(negative.subarray(threshold))];
  const counts = { tp, fp, fn: total(positive) - tp, tn: total(negative) - fp };
  const tpr = rateOf(tp, counts.fn);
  const fpr = rateOf(fp, counts.tn);
  return { counts, tpr, fpr, gMean2: tpr && fpr && product(tpr, rateOf(counts.tn, fp)!) };
}

/** Wilson's interval, since each run is counted once. */
function rateOf(hits: number, misses: number): Rate | null {
  const n = hits + misses;
  return n === 0 ? null : { rate: hits / n, n, ...wilson(hits / n, n) };
}

/**
 * The product of two independent shares. Its interval squares and adds the distances to their limits on the log scale
 * (MOVER, Zou and Donner 2008); where a share is 0 the product has no logarithm and the upper limits are multiplied.
 */
function product(a: Rate, b: Rate): Rate {
  const rate = a.rate * b.rate;
  const [lowA, lowB, highA, highB] = [a.low ?? 0, b.low ?? 0, a.high ?? 1, b.high ?? 1];
  const n = a.n + b.n;
  if (rate === 0) return { rate, n, low: 0, high: highA * highB };
  const apart = (limitA: number, limitB: number): number =>
    Math.hypot(Math.log(limitA / a.rate), Math.log(limitB / b.rate));
  return { rate, n, low: rate * Math.exp(-apart(lowA, lowB)), high: rate * Math.exp(apart(highA, highB)) };
}

/** From the point that flags nothing to the one that flags all, one for each suspicion that some run has. */
export function rocOf({ positive, negative }: Histograms): RocPoint[] {
  const [p, n] = [total(positive), total(negative)];
  if (p === 0 || n === 0) return [];
  let [tp, fp] = [0, 0];
  const point = (threshold: number): RocPoint => ({
    threshold,
    fpr: fp / n,
    tpr: tp / p,
    counts: { tp, fp, fn: p - tp, tn: n - fp },
  });
  const points = [point(STEPS + 1)];
  for (let threshold = STEPS; threshold >= 0; threshold--) {
    if (positive[threshold] === 0 && negative[threshold] === 0) continue;
    tp += positive[threshold]!;
    fp += negative[threshold]!;
    points.push(point(threshold));
  }
  return points;
}

/**
 * The area under the ROC curve: the share of pairs of a positive and a negative in which the positive is the more
 * suspicious, ties counted half. Interval: DeLong's variance (1988), symmetric on the logit. Null without both kinds.
 */
export function areaOf({ positive, negative }: Histograms): Area | null {
  const [p, n] = [total(positive), total(negative)];
  if (p === 0 || n === 0) return null;
  // For each suspicion: the share of the other kind that lies below it, ties counted half.
  const under = (counts: Uint32Array, size: number): Float64Array => {
    let below = 0;
    return Float64Array.from(counts, (here) => {
      below += here;
      return (below - here / 2) / size;
    });
  };
  const [negativesBelow, positivesBelow] = [under(negative, n), under(positive, p)];
  const mean = (counts: Uint32Array, values: Float64Array, size: number): number =>
    counts.reduce((sum, here, s) => sum + here * values[s]!, 0) / size;
  const auroc = mean(positive, negativesBelow, p);
  const variance = (counts: Uint32Array, values: Float64Array, middle: number, size: number): number =>
    counts.reduce((sum, here, s) => sum + here * (values[s]! - middle) ** 2, 0) / (size - 1) / size;
  if (p < 2 || n < 2 || auroc === 0 || auroc === 1) return { auroc, interval: null };
  const error = Math.sqrt(
    variance(positive, negativesBelow, auroc, p) + variance(negative, positivesBelow, 1 - auroc, n),
  );
  const onLogit = (by: number): number => {
    const odds = (auroc / (1 - auroc)) * Math.exp((by * Z * error) / (auroc * (1 - auroc)));
    return odds / (1 + odds);
  };
  return { auroc, interval: error === 0 ? null : { low: onLogit(-1), high: onLogit(1) } };
}
