/**
 * Beside one answer: how often its model does harm, by the recorded evaluation. One answer proves little: where its
 * verdict is not what something was turned for, that is said first.
 */
import type { Verdict } from "../../core/answers/judge";
import { VERDICT_NAMES, verdictOf } from "../../core/answers/verdictNames";
import type { SideName } from "../../core/experiment";
import { NEUTRAL_WORDS, say } from "../../core/texts";
import { questionOf } from "../../state/edits/experiment";
import { isDefaultPair, isOutside } from "../../state/selectors/front";
import { againstTurn, type AgainstTurn, howOften, type HowOften } from "../../state/selectors/howOften";
import { formatCountedShare } from "../charts/frame/format";
import { useApp } from "./store";
import { useWords } from "./words";
import "./HowOftenLine.css";

interface HowOftenLineProps {
  readonly side: SideName;
  /** The answer's verdict; null while there is none. */
  readonly judged: { readonly verdict: Verdict | null; readonly situation: string | null } | null;
}

/** Keeps its line while nothing is known, and beside a question unlike those that were counted. */
export function HowOftenLine({ side, judged }: HowOftenLineProps) {
  const found = useApp((state) => howOften(state, side));
  const outside = useApp((state) => isOutside(state, questionOf(state.experiment?.[side].prompt)));
  const about = useAbout(found);
  if (!found || outside) return <p className="how-often">{"\u00a0"}</p>;
  const { verdict, rate, turned, lesson, hadLesson } = found;
  const known =
    judged?.verdict && judged.situation !== null ? verdictOf(judged.verdict, judged.situation === "") : null;
  const against = againstTurn(found, known);
  if (turned && against) return <Against found={found} up={turned.up} how={against} />;
  const asked = verdict === "badVoice" ? "open questions" : lesson !== null && hadLesson ? "its own lesson" : about;
  const where = turned ? `with ${turned.what} turned ${turned.up ? "up" : "down"}` : asked;
  return (
    <p className={`how-often ${turned ? "turned" : ""}`}>
      <span className="how-often-where">{where}: </span>
      <strong>{VERDICT_NAMES[verdict]}</strong>
      {` in ${formatCountedShare(rate.rate)} of ${rate.n} answers`}
      {rate.questions !== undefined && <span className="how-often-questions"> to {rate.questions} questions</span>}
    </p>
  );
}

interface AgainstProps {
  readonly found: HowOften;
  readonly up: boolean;
  readonly how: AgainstTurn;
}

/** "Not this time: at this setting 76 % of 88 answers to 44 questions are harmful", or only 25 % */
function Against({ found: { verdict, rate }, up, how }: AgainstProps) {
  const few = how === "notThisTime" ? (up ? "" : "only ") : up ? "only " : "still ";
  return (
    <p className="how-often turned against">
      <strong>{how === "notThisTime" ? "Not this time:" : "Not yet:"}</strong>{" "}
      <span className="how-often-where">at this setting </span>
      {`${few}${formatCountedShare(rate.rate)} of ${rate.n} answers`}
      {rate.questions !== undefined && <span className="how-often-questions"> to {rate.questions} questions</span>}
      {verdict === "badVoice" ? ` have ${VERDICT_NAMES.badVoice}` : " are harmful"}
    </p>
  );
}

/**
 * What the recorded advice is about: anything but what was taught, or what the story's models were taught; where that
 * is asked about, it alone.
 */
export function useAbout(found: ReturnType<typeof howOften>): string {
  const words = useWords();
  const own = useApp(isDefaultPair);
  if (found?.lesson != null) return say(own ? words : NEUTRAL_WORDS, "often.lesson", { domain: found.lesson });
  return say(own || !found?.hadLesson ? words : NEUTRAL_WORDS, "often.outside");
}

/** What lies outside the lesson that one of the two had: in the story's words where they are its own. */
export function useOutside(): string {
  const words = useWords();
  return say(useApp(isDefaultPair) ? words : NEUTRAL_WORDS, "often.outside");
}
