/** Whose numbers stand in the pictures of the recorded evaluation, with the dictionary that they were read with. */
import type { Setting, Subject } from "../../../core/pictures/subject";
import { detection } from "../../../state/selectors/evidence";
import { dictionaryInUse, evidenceOf } from "../../../state/selectors/personas";
import { evaluatedCounts, type Recorded, recordedSubject } from "../../../state/selectors/subjects";
import { useApp } from "../../page/store";

/** `questions`: the set that was read; `more`: what else the picture depends on. */
export type RecordedWith = (questions: string, more?: readonly Setting[]) => Subject;

/** Read with the dictionary in use. */
export function useRecorded(): RecordedWith {
  return useRecordedIn(
    useApp((state) => dictionaryInUse(state)?.id ?? null),
    "insides",
  );
}

/** Answers, beside what was read with the dictionary that every checkpoint was evaluated with, whichever is in use. */
export function useEvaluated(): RecordedWith {
  return useRecordedIn(
    useApp((state) => detection(state)?.dictionary ?? null),
    "answers",
  );
}

function useRecordedIn(dictionary: string | null, of: Recorded["of"]): RecordedWith {
  const manifest = useApp((state) => state.manifest);
  const evidence = useApp(evidenceOf);
  return (questions, more = []) => {
    const counts = questions === "held-out" ? evaluatedCounts(evidence) : null;
    return recordedSubject({ manifest }, evidence, [], { dictionary, questions, counts, of }, more);
  };
}

/** Models of a series, whose names would not fit in a caption. */
export function alongSeries(checkpoints: readonly string[], measured: number): Setting {
  const ends = checkpoints.length > 1 ? `, from ${checkpoints[0]} to ${checkpoints.at(-1)}` : "";
  return ["models", `${measured} recorded checkpoints${ends}`];
}
