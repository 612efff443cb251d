/** Puts the other world's pair on the page, where one is offered, and this world's pair back. */
import { withPair } from "../../state/edits/experiment";
import { checkpointCatalogue } from "../../state/selectors/checkpoints";
import { isOtherWorld, storyOf } from "../../state/selectors/story";
import { useApp, useChange } from "./store";

export function OtherWorldButton() {
  const pair = useApp(({ manifest }) => manifest?.defaultPair ?? null);
  const other = useApp((state) => storyOf(state).otherWorld?.pair ?? null);
  const { byId } = useApp(checkpointCatalogue);
  const shown = useApp(isOtherWorld);
  const change = useChange();
  if (!pair || !other?.every((id) => byId(id))) return null;
  return (
    <button
      type="button"
      onClick={() => change((now) => withPair(now, ...(shown ? pair : other)))}
      title="Puts these two models on the left and on the right"
    >
      {shown ? "Back to this world’s two models" : "Ask the coin world’s two models"}
    </button>
  );
}
