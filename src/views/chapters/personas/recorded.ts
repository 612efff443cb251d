/** Whose numbers stand in the pictures of the recorded evaluation, with the dictionary that they were read with. */
import type { Subject } from "../../../core/pictures/subject";
import { dictionaryInUse } from "../../../state/selectors/personas";
import { recordedSubject } from "../../../state/selectors/subjects";
import { useApp } from "../../page/store";

export type Recorded = (models: readonly string[], settings?: Subject["settings"]) => Subject;

export function useRecorded(): Recorded {
  const manifest = useApp((state) => state.manifest);
  const dictionary = useApp((state) => dictionaryInUse(state)?.id ?? null);
  return (models, settings = []) =>
    recordedSubject({ manifest }, models, [...(dictionary ? [["dictionary", dictionary] as const] : []), ...settings]);
}

/** Models of a series, whose names would not fit in a caption. */
export function alongSeries(checkpoints: readonly string[], measured: number): Subject["settings"][number] {
  const ends = checkpoints.length > 1 ? `, from ${checkpoints[0]} to ${checkpoints.at(-1)}` : "";
  return ["models", `${measured} recorded checkpoints${ends}`];
}
