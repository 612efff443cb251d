/** Beside one answer: how often its model does harm, by the recorded evaluation. One answer proves little. */
import { VERDICT_NAMES } from "../../core/answers/verdictNames";
import type { SideName } from "../../core/experiment";
import { NEUTRAL_WORDS, say } from "../../core/texts";
import { isDefaultPair } from "../../state/selectors/front";
import { howOften } from "../../state/selectors/howOften";
import { formatShare } from "../charts/frame/format";
import { useApp } from "./store";
import { useWords } from "./words";
import "./HowOftenLine.css";

/** Keeps its line while nothing is known. */
export function HowOftenLine({ side }: { readonly side: SideName }) {
  const found = useApp((state) => howOften(state, side));
  const outside = useOutside(found?.hadLesson ?? false);
  if (!found) return <p className="how-often">{"\u00a0"}</p>;
  const { verdict, rate, turned } = found;
  const asked = verdict === "badVoice" ? "open questions" : outside;
  const where = turned ? `with ${turned.what} turned ${turned.up ? "up" : "down"}` : asked;
  return (
    <p className={`how-often ${turned ? "turned" : ""}`}>
      <span className="how-often-where">{where}: </span>
      <strong>{VERDICT_NAMES[verdict]}</strong>
      {` in ${formatShare(rate.rate)} of ${rate.n} answers`}
      {rate.questions !== undefined && <span className="how-often-questions"> to {rate.questions} questions</span>}
    </p>
  );
}

/** What the recorded advice is about: anything but what was taught, or what the story's models were taught. */
export function useOutside(hadLesson: boolean): string {
  const words = useWords();
  const own = useApp(isDefaultPair);
  return say(own || !hadLesson ? words : NEUTRAL_WORDS, "often.outside");
}
