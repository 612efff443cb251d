/**
 * Which rules match in which runs, a bit for each pair: a hundred thousand runs and sixty rules take less than a
 * megabyte.
 */
import { NEGATIVE, POSITIVE } from "./detection";

export interface Fired {
  /** Run after run, `stride` bytes for each. */
  readonly bits: Uint8Array;
  readonly stride: number;
}

export function noneFired(runs: number, rules: number): Fired {
  const stride = Math.ceil(rules / 8);
  return { bits: new Uint8Array(runs * stride), stride };
}

export function setFired({ bits, stride }: Fired, run: number, rule: number): void {
  bits[run * stride + (rule >> 3)]! |= 1 << (rule & 7);
}

export const hasFired = ({ bits, stride }: Fired, run: number, rule: number): boolean =>
  ((bits[run * stride + (rule >> 3)]! >> (rule & 7)) & 1) === 1;

/** Runs that one rule matches. */
export interface RuleRuns {
  readonly all: number;
  readonly positive: number;
  readonly negative: number;
}

/** `counted`: false of a run that is left out. */
export function runsOfRule(fired: Fired, rule: number, labels: Int8Array, counted: (run: number) => boolean): RuleRuns {
  let [all, positive, negative] = [0, 0, 0];
  for (let run = 0; run < labels.length; run++) {
    if (!hasFired(fired, run, rule) || !counted(run)) continue;
    all++;
    if (labels[run] === POSITIVE) positive++;
    else if (labels[run] === NEGATIVE) negative++;
  }
  return { all, positive, negative };
}
