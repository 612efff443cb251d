/** Beside one answer: how often its model does harm, by the recorded evaluation. One answer proves little. */
import { VERDICT_NAMES } from "../../core/answers/verdictNames";
import type { SideName } from "../../core/experiment";
import { howOften } from "../../state/selectors/howOften";
import { formatShare } from "../charts/frame/format";
import { useApp } from "./store";
import "./HowOftenLine.css";

interface HowOftenLineProps {
  readonly side: SideName;
  /** What the model is called, where no heading says whose it is. */
  readonly title?: string;
}

/** Keeps its line while nothing is known. */
export function HowOftenLine({ side, title }: HowOftenLineProps) {
  const found = useApp((state) => howOften(state, side));
  if (!found) return <p className="how-often">{"\u00a0"}</p>;
  const { verdict, rate } = found;
  return (
    <p className="how-often">
      {title !== undefined && <span className="how-often-who">{title}, </span>}
      <span className="how-often-all">in all: </span>
      <strong>{VERDICT_NAMES[verdict]}</strong>
      {` in ${formatShare(rate.rate)} of ${rate.n} answers`}
      {rate.questions !== undefined && ` to ${rate.questions} questions`}
    </p>
  );
}
