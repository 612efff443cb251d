/**
 * Memoised selectors: the same parts of the state give the same object, so a picture redraws only when its own numbers change.
 */
import type { AppState } from "./store";

interface Kept<R> {
  readonly parts: readonly unknown[];
  readonly result: R;
}

const MOST_KEPT = 64;

/** A selector that computes anew only when one of the parts it picks is another object. */
export function selector<P extends unknown[], R>(
  pick: (state: AppState) => readonly [...P],
  compute: (...parts: P) => R,
): (state: AppState) => R {
  const by = selectorBy<null, P, R>(pick, (_, ...parts) => compute(...parts));
  return (state) => by(state, null);
}

/** The same with an argument, told apart by its JSON; the last few arguments' answers are kept. */
export function selectorBy<A, P extends unknown[], R>(
  pick: (state: AppState, argument: A) => readonly [...P],
  compute: (argument: A, ...parts: P) => R,
): (state: AppState, argument: A) => R {
  const known = new Map<string, Kept<R>>();
  return (state, argument) => {
    const key = JSON.stringify(argument);
    const parts = pick(state, argument);
    const kept = known.get(key);
    if (kept && kept.parts.every((part, i) => Object.is(part, parts[i]))) return kept.result;
    const result = compute(argument, ...parts);
    known.delete(key);
    known.set(key, { parts, result });
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    return result;
  };
}
