/**
 * Where the page speaks of other models than the two that it opened with: which these are, and the way back. It stands
 * with the chapters' names, since every number of every chapter is of these two.
 */
import { withPair } from "../../state/edits/experiment";
import { isDefaultPair } from "../../state/selectors/front";
import { useApp, useChange } from "./store";
import { useAskedTitles } from "./subjects";
import "./OtherModels.css";

export function OtherModels() {
  const first = useApp(({ manifest }) => manifest?.defaultPair ?? null);
  const shown = useApp((state) => state.experiment !== null && !isDefaultPair(state));
  const titles = useAskedTitles();
  const change = useChange();
  if (!first || !shown) return null;
  return (
    <p className="other-models">
      <span>
        Every chapter now compares <strong className="side-left">{titles.left}</strong> and{" "}
        <strong className="side-right">{titles.right}</strong>.
      </span>
      <button type="button" onClick={() => change((now) => withPair(now, ...first))}>
        Back to the first two models
      </button>
    </p>
  );
}
