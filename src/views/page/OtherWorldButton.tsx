/** Puts the other world's pair on the page, where one is offered, and brings the reader to what they answer. */
import { withPair } from "../../state/edits/experiment";
import { checkpointCatalogue } from "../../state/selectors/checkpoints";
import { isOtherWorld, storyOf } from "../../state/selectors/story";
import { goToPicture } from "./ChapterLink";
import { useApp, useChange } from "./store";

export function OtherWorldButton() {
  const other = useApp((state) => storyOf(state).otherWorld?.pair ?? null);
  const { byId } = useApp(checkpointCatalogue);
  const shown = useApp(isOtherWorld);
  const change = useChange();
  if (shown || !other?.every((id) => byId(id))) return null;
  return (
    <button
      type="button"
      onClick={() => {
        change((now) => withPair(now, ...other));
        goToPicture("answers");
      }}
      title="Compares these two models, in every chapter"
    >
      Ask the coin world’s two models
    </button>
  );
}
