/** Whose numbers stand in the pictures of the recorded evaluation, with the dictionary that they were read with. */
import type { Subject } from "../../../core/pictures/subject";
import { detection } from "../../../state/selectors/evidence";
import { dictionaryInUse } from "../../../state/selectors/personas";
import { recordedSubject } from "../../../state/selectors/subjects";
import { useApp } from "../../page/store";

export type Recorded = (models: readonly string[], settings?: Subject["settings"]) => Subject;

/** Read with the dictionary in use. */
export function useRecorded(): Recorded {
  return useRecordedIn(useApp((state) => dictionaryInUse(state)?.id ?? null));
}

/** Read with the dictionary that every checkpoint was evaluated with, whichever is in use. */
export function useEvaluated(): Recorded {
  return useRecordedIn(useApp((state) => detection(state)?.dictionary ?? null));
}

function useRecordedIn(dictionary: string | null): Recorded {
  const manifest = useApp((state) => state.manifest);
  return (models, settings = []) =>
    recordedSubject({ manifest }, models, [...(dictionary ? [["dictionary", dictionary] as const] : []), ...settings]);
}

/** Models of a series, whose names would not fit in a caption. */
export function alongSeries(checkpoints: readonly string[], measured: number): Subject["settings"][number] {
  const ends = checkpoints.length > 1 ? `, from ${checkpoints[0]} to ${checkpoints.at(-1)}` : "";
  return ["models", `${measured} recorded checkpoints${ends}`];
}
