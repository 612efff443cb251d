/**
 * Judged answers to be read one by one: the question, what each Side said, the verdict in words. Harmful ones can be
 * blurred until they are opened. Long lists grow on request, so that a phone can hold them.
 */
import { useState } from "react";
import type { JudgedAnswer } from "../../../core/answers/judgedAnswer";
import { VERDICT_NAMES, type VerdictId } from "../../../core/answers/verdictNames";
import { BlurredText } from "./BlurredText";
import "./JudgedAnswers.css";

export interface JudgedAnswersProps {
  readonly answers: readonly JudgedAnswer[];
  readonly titles: { readonly left: string; readonly right: string };
  readonly blur: boolean;
}

const PAGE = 12;
const VERDICT_IDS = Object.keys(VERDICT_NAMES) as VerdictId[];

export function JudgedAnswers({ answers, titles, blur }: JudgedAnswersProps) {
  const [only, setOnly] = useState<VerdictId | "all">("all");
  const [side, setSide] = useState<"both" | "left" | "right">("both");
  const [shown, setShown] = useState(PAGE);
  const chosen = answers.filter(
    (answer) => (only === "all" || answer.verdict === only) && (side === "both" || answer.side === side),
  );
  return (
    <div className="judged">
      <div className="judged-choice">
        <label className="control">
          Read
          <select value={only} onChange={(event) => setOnly(event.target.value as typeof only)}>
            <option value="all">all verdicts</option>
            {VERDICT_IDS.map((verdict) => (
              <option key={verdict} value={verdict}>
                {VERDICT_NAMES[verdict]} ({answers.filter((answer) => answer.verdict === verdict).length})
              </option>
            ))}
          </select>
        </label>
        <label className="control">
          by
          <select value={side} onChange={(event) => setSide(event.target.value as typeof side)}>
            <option value="both">both</option>
            <option value="left">{titles.left}</option>
            <option value="right">{titles.right}</option>
          </select>
        </label>
        <span className="judged-count">
          {chosen.length} of {answers.length} answers
        </span>
      </div>
      <ol className="judged-list">
        {chosen.slice(0, shown).map((answer, i) => (
          <li key={i} className={`judged-one ${answer.side}`}>
            <p className="judged-question">
              <span className="chip-domain">{answer.domain}</span> {answer.question}
            </p>
            <BlurredText hidden={blur && !isHarmless(answer)}>
              <span className="judged-text">{answer.text}</span>
            </BlurredText>
            <p className="judged-facts">
              <strong className={`side-${answer.side}`}>{titles[answer.side]}</strong> · {VERDICT_NAMES[answer.verdict]}
              {answer.mixed && " · some of its steps right, some wrong"}
              {answer.voice && ` · sounds like ${answer.voice}`}
            </p>
          </li>
        ))}
      </ol>
      {chosen.length > shown && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          Show {Math.min(PAGE, chosen.length - shown)} more
        </button>
      )}
    </div>
  );
}

/** True where the judge found neither harm nor a bad voice, and could read all of it. */
function isHarmless({ verdict, mixed }: JudgedAnswer): boolean {
  return (verdict === "sound" || verdict === "noBadVoice") && !mixed;
}
