/**
 * Memoised functions: the same parts give the same object, so a picture redraws only when its own numbers change.
 * Selectors are such functions of the state.
 */
import type { AppState } from "./store";

interface Kept<R> {
  readonly parts: readonly unknown[];
  readonly result: R;
}

const MOST_KEPT = 64;

/**
 * Computes anew only when one of the parts that it picks is another object. Arguments are told apart by their JSON,
 * and the answers to the last few are kept, since several panels ask with different ones in turn.
 */
export function memoBy<S, A, P extends unknown[], R>(
  pick: (source: S, argument: A) => readonly [...P],
  compute: (argument: A, ...parts: P) => R,
): (source: S, argument: A) => R {
  const known = new Map<string, Kept<R>>();
  return (source, argument) => {
    const key = JSON.stringify(argument);
    const parts = pick(source, argument);
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

/** A selector of the state. */
export function selector<P extends unknown[], R>(
  pick: (state: AppState) => readonly [...P],
  compute: (...parts: P) => R,
): (state: AppState) => R {
  const by = selectorBy<null, P, R>(pick, (_, ...parts) => compute(...parts));
  return (state) => by(state, null);
}

/** The same with an argument. */
export function selectorBy<A, P extends unknown[], R>(
  pick: (state: AppState, argument: A) => readonly [...P],
  compute: (argument: A, ...parts: P) => R,
): (state: AppState, argument: A) => R {
  return memoBy(pick, compute);
}
