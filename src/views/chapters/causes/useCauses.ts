/** What was read of the models here, or is recorded of them, with its names and whose it is. */
import { useMemo } from "react";
import type { Subject } from "../../../core/pictures/subject";
import { anyReading, type CausesShown, causesIn, readCauses, recordedCauses } from "../../../state/selectors/causes";
import { storyOf, voicePhrase } from "../../../state/selectors/story";
import { askedSubject, NOBODY, recordedSubject, WORK_SESSIONS, workSubject } from "../../../state/selectors/subjects";
import type { AppState } from "../../../state/store";
import { useApp, useServices } from "../../page/store";
import type { CausesPictureProps } from "./causesPictures";

export type CausesFrom = "here" | "recorded";

function subjectOf(state: AppState, shown: CausesShown | null, from: CausesFrom): Subject {
  const { manifest, experiment } = state;
  if (!experiment) return NOBODY;
  if (!shown) return askedSubject({ manifest }, experiment);
  const read = from === "here" ? anyReading(state, shown.rungs) : null;
  if (read) return workSubject({ manifest }, read, "many");
  const conditions = { dictionary: null, questions: WORK_SESSIONS, counts: null, of: "answers" as const };
  const ids = shown.models.map(({ id }) => id);
  return recordedSubject({ manifest }, null, ids, conditions);
}

/** `chosen` is shown if it is there; what was read here comes first. Null before the evidence has arrived. */
export function useCauses(chosen: CausesFrom | null): (CausesPictureProps & { readonly from: CausesFrom }) | null {
  const { store } = useServices();
  const [here, recorded, causes] = [useApp(readCauses), useApp(recordedCauses), useApp(causesIn)];
  const [story, experiment] = [useApp(storyOf), useApp((state) => state.experiment)];
  return useMemo(() => {
    if (!causes) return null;
    const from = here && chosen !== "recorded" ? "here" : "recorded";
    const shown = from === "here" ? here : recorded;
    const names = causes.directions.map(({ name }) => voicePhrase(story, name));
    const subject = subjectOf({ ...store.getState(), experiment }, shown, from);
    return { shown, names, recorded: from === "recorded", subject, from };
  }, [store, here, recorded, causes, story, experiment, chosen]);
}
