/** What stands under the axis of a recorded series. */
import { say } from "../../../core/texts";
import { type RecordedSeries } from "../../../state/selectors/series";
import { storyOf, trainingName } from "../../../state/selectors/story";
import { useApp } from "../../page/store";

/** Under the name of the training that its models had. */
export function useAxis({ kind, checkpoints }: Pick<RecordedSeries, "kind" | "checkpoints">): string {
  const { words, doseRows } = useApp(storyOf);
  const training = useApp((state) => trainingName(state, checkpoints.at(-1) ?? ""));
  if (kind === "time") return `steps of ${training}`;
  return kind === "dose" ? `share of ${doseRows} in the training data` : say(words, "repair.axis");
}
