/**
 * What each Side said before anything was done to it, for the same question and dice, so that the change can be seen.
 */
import { useState } from "react";
import { textOf } from "../../../core/answers/answer";
import type { Experiment } from "../../../core/experiment";
import type { SideName } from "../../../core/experiment";
import { withList } from "../../../state/edits/interventions";
import { answerKey } from "../../../state/keys";
import type { AppState } from "../../../state/store";
import { useApp } from "../../page/store";

/** The question of a Side as if nothing were done to it. */
function plainKey(experiment: Experiment, side: SideName): string {
  return answerKey(withList(experiment, side, []), side);
}

/** The text a Side gave untouched to this question; null where it has not, or is untouched now. */
function untouchedText({ answers, experiment }: AppState, side: SideName): string | null {
  const answer = answers?.[side];
  if (!experiment || !answer || experiment[side].interventions.length > 0) return null;
  const ended = !/waiting|speaking|stopped/.test(answer.state);
  return ended && answer.asks === answerKey(experiment, side) ? textOf(answer.tokens).trim() : null;
}

/** The remembered text to set beside a changed answer; null where there is none to compare with. */
export function useUntouched(side: SideName): string | null {
  const experiment = useApp((state) => state.experiment);
  const now = useApp((state) => untouchedText(state, side));
  const [known, setKnown] = useState<{ readonly key: string; readonly text: string } | null>(null);
  const key = experiment && plainKey(experiment, side);
  if (now !== null && key !== null && (known?.key !== key || known.text !== now)) setKnown({ key, text: now });
  const changed = (experiment?.[side].interventions.length ?? 0) > 0;
  return changed && known !== null && known.key === key ? known.text : null;
}
