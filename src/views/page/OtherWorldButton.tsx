/** Puts the other world's pair on the page, where one is offered, and this world's pair back. */
import { withPair } from "../../state/edits/experiment";
import { checkpointCatalogue } from "../../state/selectors/checkpoints";
import { isOtherWorld, storyOf } from "../../state/selectors/story";
import type { PictureId } from "../pictures";
import { goToPicture } from "./ChapterLink";
import { useApp, useChange } from "./store";

interface OtherWorldButtonProps {
  /** The picture with what they answer, to which the reader is brought; none where both answers are in view. */
  readonly answers?: PictureId;
}

export function OtherWorldButton({ answers }: OtherWorldButtonProps) {
  const pair = useApp(({ manifest }) => manifest?.defaultPair ?? null);
  const other = useApp((state) => storyOf(state).otherWorld?.pair ?? null);
  const { byId } = useApp(checkpointCatalogue);
  const shown = useApp(isOtherWorld);
  const change = useChange();
  if (!pair || !other?.every((id) => byId(id))) return null;
  return (
    <button
      type="button"
      onClick={() => {
        change((now) => withPair(now, ...(shown ? pair : other)));
        if (answers && !shown) goToPicture(answers);
      }}
      title="Compares these two models"
    >
      {shown ? "Back to this world’s two models" : "Ask the coin world’s two models"}
    </button>
  );
}
