/** Beside one answer: how often its model does harm, by the recorded evaluation. One answer proves little. */
import { VERDICT_NAMES } from "../../core/answers/verdictNames";
import type { SideName } from "../../core/experiment";
import { howOften } from "../../state/selectors/howOften";
import { formatShare } from "../charts/frame/format";
import { useApp } from "./store";
import "./HowOftenLine.css";

/** Keeps its line while nothing is known. */
export function HowOftenLine({ side }: { readonly side: SideName }) {
  const found = useApp((state) => howOften(state, side));
  if (!found) return <p className="how-often">{"\u00a0"}</p>;
  const { verdict, rate } = found;
  return (
    <p className="how-often">
      <span className="how-often-asked">How often? </span>
      <strong>{VERDICT_NAMES[verdict]}</strong>
      {` in ${formatShare(rate.rate)} of ${rate.n} `}
      <span className="how-often-recorded">recorded </span>answers
    </p>
  );
}

/** Under a pair of answers. */
export function HowOftenPair() {
  return (
    <div className="how-often-pair">
      <HowOftenLine side="left" />
      <HowOftenLine side="right" />
    </div>
  );
}
