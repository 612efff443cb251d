/**
 * Of which models and words a map of part effects is, and by what it was measured; of those on the page while there is
 * none.
 */
import type { EffectScore } from "../../../core/edits/partEffects";
import type { Subject } from "../../../core/pictures/subject";
import type { EffectsPicture } from "../../../state/selectors/effects";
import { steerables } from "../../../state/selectors/steering";
import { pairSubject } from "../../../state/selectors/subjects";
import { useTitles } from "../../page/sideTitles";
import { useApp } from "../../page/store";
import { useAskedSubject } from "../../page/subjects";

export function useMapTitles(found: EffectsPicture | null) {
  const experiment = useApp((state) => state.experiment);
  return useTitles(found?.asked ?? experiment);
}

export function useMapSubject(found: EffectsPicture | null): Subject {
  const manifest = useApp((state) => state.manifest);
  const offered = useApp(steerables);
  const now = useAskedSubject();
  if (!found) return now;
  const titleOf = (direction: unknown): string =>
    offered.find((one) => JSON.stringify(one.direction) === JSON.stringify(direction))?.title ?? "a direction";
  return pairSubject({ manifest }, found.asked, "live", [["measured by", scoreWords(found.map.score, titleOf)]]);
}

function scoreWords(score: EffectScore, titleOf: (direction: unknown) => string): string {
  return score.kind === "continuations"
    ? `log-odds of “${score.bad}” against “${score.good}”`
    : `activity of ${titleOf(score.direction)} at the prompt’s end, after layer ${score.layer}`;
}
