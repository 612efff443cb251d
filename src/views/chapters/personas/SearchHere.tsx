/**
 * The reader's own search, as the recorded pictures offer it: whether there is one for the pair on the page, the button
 * that starts it, and what stands in the place of a picture that is of another pair.
 */
import { pairTitles } from "../../../core/pictures/subject";
import { untouched } from "../../../state/edits/interventions";
import type { FeatureChange } from "../../../state/featureState";
import type { LatentName } from "../../../state/selectors/personas";
import { freshSearch, recordedPair } from "../../../state/selectors/ranking";
import type { AppState } from "../../../state/store";
import { useOnStage } from "../../charts/frame/stage";
import { useComputedOnStage } from "../../page/computedOnStage";
import { FindButton, useFind } from "../../page/FindButton";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useChange } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { pictureName } from "../../pictures";
import { useOpenLatent } from "./useOpenLatent";

/** The search that answers the Sides on the page; null where there is none. */
export function useFreshSearch(): FeatureChange | null {
  return useApp(freshSearch);
}

export interface SearchHereProps {
  /** Shown instead of what was recorded. */
  readonly found: FeatureChange | null;
  readonly recordedOn: string;
}

export function SearchHere({ found, recordedOn }: SearchHereProps) {
  if (found) return <SourceMark source="live" of={`${found.result.promptCount} prompts`} />;
  return (
    <>
      <SourceMark source="recorded" of={recordedOn} />
      <FindButton>Compute it here for this pair</FindButton>
    </>
  );
}

interface NotComputedProps {
  readonly id: "feature-ranking" | "personas-by-domain";
  readonly title: string;
  /** There is a recording, but of another pair. */
  readonly recorded: boolean;
}

/** In the place of a picture that was not computed for the pair on the page. */
export function NotComputed({ id, title, recorded }: NotComputedProps) {
  const other = pairTitles(useApp(recordedPair));
  const now = useAskedTitles();
  const changed = useApp(changedSides);
  const change = useChange();
  const stage = useOnStage(id);
  const find = useFind();
  const state = find?.running ? "Being computed" : "Not computed";
  useComputedOnStage(id, find?.ready ?? false, () => find?.start());
  return (
    <section
      className="figure not-computed"
      id={`picture-${pictureName(id)}`}
      data-picture={id}
      data-onstage={stage ? "" : undefined}
    >
      <div className="figure-head">
        <h2>{title}</h2>
        <div className="figure-controls">
          <FindButton>Compute it here for this pair</FindButton>
          {changed && (
            <button type="button" onClick={() => change(untouched)}>
              Put everything back
            </button>
          )}
        </div>
      </div>
      <p className="figure-how">
        {`${state} for this pair, `}
        <strong className="side-left">{now.left}</strong> and <strong className="side-right">{now.right}</strong>.{" "}
        {changed && `You have turned something in ${changed}, which makes another pair than the recorded one. `}
        {recorded && `What was recorded is of ${other.left} and ${other.right}, untouched and in this order.`}
      </p>
    </section>
  );
}

/** In which of the two something is turned, in words; null where both are as they were trained. */
function changedSides({ experiment }: AppState): string | null {
  const turned = [experiment?.left, experiment?.right].map((side) => (side?.interventions.length ?? 0) > 0);
  if (!turned.includes(true)) return null;
  return turned[0] && turned[1] ? "both models" : `the ${turned[0] ? "first" : "second"} model`;
}

/** Room before the falling feature, which row is open, and what choosing a row does. */
export function useRows(shown: readonly LatentName[]) {
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const open = useOpenLatent();
  return {
    splits: [shown.findIndex(({ role }) => role === "faller")].filter((at) => at > 0),
    selectedRow: latent === null ? null : shown.findIndex((persona) => persona.latent === latent),
    onRow: (row: number) => open(shown[row]?.latent ?? null),
  };
}
