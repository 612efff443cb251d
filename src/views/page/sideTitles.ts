/** The two Sides' names as the reader chose them; told apart by their place where both are one checkpoint. */
import type { Side } from "../../core/experiment";
import { useApp } from "./store";

interface SideTitles {
  readonly left: string;
  readonly right: string;
}

/** Of the Sides whose pictures are on the screen; of those asked for while there is none. */
export function useSideTitles(): SideTitles {
  const run = useApp((state) => state.run?.experiment);
  const asked = useApp((state) => state.experiment);
  return useTitles(run ?? asked);
}

/** Of the Sides asked for now. */
export function useAskedTitles(): SideTitles {
  return useTitles(useApp((state) => state.experiment));
}

/** Of the Sides that the counted answers came from; of those asked for while nothing was counted. */
export function useSurveyTitles(): SideTitles {
  const asked = useApp((state) => state.experiment);
  const survey = useApp((state) => state.effects.survey?.asked);
  return useTitles(survey ?? asked);
}

type Checkpoints = Readonly<Record<"left" | "right", Pick<Side, "checkpoint">>>;

/** Of the Sides of an experiment, as they were when a result was found. */
export function useTitles(experiment: Checkpoints | null | undefined): SideTitles {
  const manifest = useApp((state) => state.manifest);
  const titleOf = (id: string | undefined): string =>
    manifest?.checkpoints.find((entry) => entry.id === id)?.title ?? id ?? "";
  const left = titleOf(experiment?.left.checkpoint);
  const right = titleOf(experiment?.right.checkpoint);
  return left === right ? { left: `${left} (left)`, right: `${right} (right)` } : { left, right };
}
