/**
 * Binds React to the vanilla store: one context, one hook to read, one to act.
 */
import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { Experiment } from "../../core/experiment";
import type { Runner } from "../../state/tasks/runner";
import type { AppState, AppStore } from "../../state/store";

export interface Services {
  readonly store: AppStore;
  readonly runner: Runner;
}

const Context = createContext<Services | null>(null);

export function Provider({ services, children }: { readonly services: Services; readonly children: ReactNode }) {
  return <Context value={services}>{children}</Context>;
}

export function useServices(): Services {
  const services = useContext(Context);
  if (!services) throw new Error("A panel stands outside the Provider.");
  return services;
}

export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useServices().store, select);
}

/** Replaces the experiment by what `change` makes of it. */
export function useChange(): (change: (experiment: Experiment) => Experiment) => void {
  const { store } = useServices();
  return (change) => store.setState(({ experiment }) => (experiment ? { experiment: change(experiment) } : {}));
}
