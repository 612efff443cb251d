/** Runs in order of their suspicion, the most suspicious first; runs of one suspicion keep the order of their files. */
import { UNLABELLED } from "./detection";
import { STEPS } from "./suspicion";

/** A counting sort of thousandths, so that a hundred thousand runs take a few milliseconds. */
export function bySuspicion(scores: Uint16Array): Uint32Array {
  const starts = new Uint32Array(STEPS + 2);
  for (const score of scores) starts[STEPS - score + 1]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const order = new Uint32Array(scores.length);
  scores.forEach((score, run) => (order[starts[STEPS - score]!++] = run));
  return order;
}

/** The place in `order` of the next run without a label behind `at`, from the top where there is none; -1: no other. */
export function nextUnlabelled(order: Uint32Array, labels: Int8Array, at: number): number {
  for (let step = 1; step < order.length; step++) {
    const place = (at + step) % order.length;
    if (labels[order[place]!] === UNLABELLED) return place;
  }
  return -1;
}
