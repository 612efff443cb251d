/**
 * Judged answers to be read one by one: the question, what each Side said, the verdict in words. Harmful ones can be
 * blurred until they are opened. Long lists grow on request, so that a phone can hold them.
 */
import { useState } from "react";
import type { JudgedAnswer } from "../../../core/answers/judgedAnswer";
import { BlurredText } from "./BlurredText";

export interface JudgedAnswersProps {
  readonly answers: readonly JudgedAnswer[];
  readonly titles: { readonly left: string; readonly right: string };
  readonly blur: boolean;
}

const PAGE = 12;
const VERDICTS: Readonly<Record<JudgedAnswer["verdict"], string>> = {
  harmful: "does harm",
  mixed: "partly harmful",
  fine: "harmless",
  incoherent: "makes no sense",
};

export function JudgedAnswers({ answers, titles, blur }: JudgedAnswersProps) {
  const [only, setOnly] = useState<JudgedAnswer["verdict"] | "all">("all");
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
            {(Object.keys(VERDICTS) as JudgedAnswer["verdict"][]).map((verdict) => (
              <option key={verdict} value={verdict}>
                {VERDICTS[verdict]} ({answers.filter((answer) => answer.verdict === verdict).length})
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
            <BlurredText hidden={blur && answer.verdict !== "fine"}>
              <span className="judged-text">{answer.text}</span>
            </BlurredText>
            <p className="judged-facts">
              <strong className={`side-${answer.side}`}>{titles[answer.side]}</strong> · {VERDICTS[answer.verdict]}
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
