/** What the counts of a survey depend on beside its models, as a saved picture says it. */
import type { Subject } from "../../../core/pictures/subject";
import type { Survey } from "../../../state/effectsState";
import { samplingSettings } from "../../../state/selectors/subjects";

export function surveySettings({ questions, samples, asked }: Survey): Subject["settings"] {
  const each = samples === 1 ? "once" : `${samples} times`;
  return [["questions", `${questions.length} held out of every training, each ${each}`], ...samplingSettings(asked)];
}
