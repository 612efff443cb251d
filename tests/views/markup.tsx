/** What components say of a state, as markup: drawn once by the server's renderer, with nothing behind their buttons. */
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Chapter } from "../../src/core/experiment";
import { type AppState, makeStore } from "../../src/state/store";
import type { Keeping } from "../../src/views/page/DevicePanel";
import { Provider } from "../../src/views/page/store";

export const NOTHING_KEPT: Keeping = {
  size: async () => ({ files: 0, bytes: 0 }),
  clear: async () => undefined,
};

export function markupOf(state: AppState, chapter: Chapter, children: ReactNode): string {
  const store = makeStore();
  store.setState({ ...state, experiment: { ...state.experiment!, chapter } });
  // The server's renderer asks for the state as it was first.
  Object.assign(store, { getInitialState: store.getState });
  const runner = new Proxy({}, { get: () => () => undefined }) as never;
  return renderToStaticMarkup(<Provider services={{ store, runner }}>{children}</Provider>);
}
