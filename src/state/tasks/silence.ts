/**
 * Notices that nothing has arrived for a while from where something is awaited.
 */
import { awaited } from "../selectors/awaited";
import type { AppState, AppStore } from "../store";
import { WAIT_MS } from "../waits";

/** Watches the store from now on; returns what stops it. */
export function followSilence(store: AppStore): () => void {
  let last: object | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (state: AppState): void => {
    const sign = awaited(state)?.sign ?? null;
    if (sign === last) return;
    last = sign;
    clearTimeout(timer);
    if (sign) timer = setTimeout(() => store.setState({ silentSince: sign }), WAIT_MS.silence);
  };
  watch(store.getState());
  const stop = store.subscribe(watch);
  return () => {
    stop();
    clearTimeout(timer);
  };
}
