/** Runs both Sides over the first prompt set that the host offers, and ranks the features by what changed. */
import { useApp, useServices } from "./store";

export function FindButton({ children }: { readonly children: string }) {
  const { runner } = useServices();
  const finds = useApp(({ features }) => features.find.status === "running");
  const ready = useApp(({ features }) => features.dictionary.status === "here");
  const set = useApp(({ manifest }) => manifest?.offers.promptSets[0]?.id);
  if (set === undefined) return null;
  return (
    <button type="button" disabled={finds || !ready} onClick={() => runner.find({ kind: "shipped", id: set })}>
      {finds ? "Computing…" : children}
    </button>
  );
}
