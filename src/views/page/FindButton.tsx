/** Runs both Sides over the first prompt set that the host offers, and ranks the features by what changed. */
import { useApp, useServices } from "./store";

export interface Find {
  /** Everything that it needs is here, and it is not under way. */
  readonly ready: boolean;
  /** Null: it is not under way. */
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly start: () => void;
}

/** Null where the host offers no prompts. */
export function useFind(): Find | null {
  const { runner } = useServices();
  const running = useApp(({ features: { find } }) => (find.status === "running" ? find : null));
  const set = useApp(({ manifest }) => manifest?.offers.promptSets[0]?.id);
  const here = useApp(
    ({ engine, features }) =>
      engine.status === "ready" &&
      features.dictionary.status === "here" &&
      features.promptSets.get(set ?? "")?.status === "here",
  );
  if (set === undefined) return null;
  return { ready: here && !running, running, start: () => runner.find({ kind: "shipped", id: set }) };
}

export function FindButton({ children }: { readonly children: string }) {
  const find = useFind();
  if (!find) return null;
  return (
    <button type="button" disabled={!find.ready} onClick={find.start}>
      {find.running ? `Computing… ${find.running.done} of ${find.running.total}` : children}
    </button>
  );
}
