/**
 * The reader's own search, as the recorded tables offer it: whether there is one for the pair on the page, and the
 * button that starts it.
 */
import { withLatent } from "../../../state/edits/personas";
import type { FeatureChange } from "../../../state/featureState";
import type { LatentName } from "../../../state/selectors/personas";
import { findingIsStale } from "../../../state/selectors/ranking";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useChange, useServices } from "../../page/store";

/** The search that answers the Sides on the page; null where there is none. */
export function useFreshSearch(): FeatureChange | null {
  return useApp((state) => (findingIsStale(state) ? null : state.features.finding));
}

export interface SearchHereProps {
  /** Shown instead of what was recorded. */
  readonly found: FeatureChange | null;
  readonly recordedOn: string;
}

export function SearchHere({ found, recordedOn }: SearchHereProps) {
  const { runner } = useServices();
  const finds = useApp(({ features }) => features.find.status === "running");
  const ready = useApp(({ features }) => features.dictionary.status === "here");
  const set = useApp(({ manifest }) => manifest?.offers.promptSets[0]?.id);
  if (found) return <SourceMark source="live" of={`${found.result.promptCount} prompts`} />;
  return (
    <>
      <SourceMark source="recorded" of={recordedOn} />
      {set !== undefined && (
        <button type="button" disabled={finds || !ready} onClick={() => runner.find({ kind: "shipped", id: set })}>
          {finds ? "Computing…" : "Compute it here for this pair"}
        </button>
      )}
    </>
  );
}

/** Room before the falling feature, which row is open, and what choosing a row does. */
export function useRows(shown: readonly LatentName[]) {
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const change = useChange();
  return {
    splits: [shown.findIndex(({ role }) => role === "faller")].filter((at) => at > 0),
    selectedRow: latent === null ? null : shown.findIndex((persona) => persona.latent === latent),
    onRow: (row: number) => change((experiment) => withLatent(experiment, shown[row]?.latent ?? null)),
  };
}
