/**
 * The first screen: one sentence that says what was found, a question, two answers with a verdict each, what is active
 * inside, and one control. What else can be chosen is behind "Change".
 */
import type { Chapter } from "../../../core/experiment";
import { say, type TextId } from "../../../core/texts";
import { CHAPTER_IDS } from "../../../state/chapters";
import { isDefaultPair } from "../../../state/selectors/front";
import { told } from "../../charts/frame/told";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp } from "../../page/store";
import { useWords } from "../../page/words";
import { NEUTRAL_WORDS } from "../../../core/texts";
import { AskField } from "./AskField";
import { Change } from "./Change";
import { LeverControl } from "./LeverControl";
import { TwoAnswers } from "./TwoAnswers";
import "./FindingChapter.css";

export function FindingChapter() {
  return (
    <article className="finding" data-chapter="finding" aria-labelledby="finding-title">
      <Title />
      <AskField />
      <TwoAnswers />
      <LeverControl />
      <Then />
      <Change />
    </article>
  );
}

/** The story's sentence is true of the models that the page opens with, and of no others. */
function Title() {
  const words = useWords();
  const known = useApp(({ manifest, notice }) => manifest !== null || notice !== null);
  const own = useApp(isDefaultPair);
  return (
    <h1 id="finding-title" className="finding-title chapter-title" tabIndex={-1}>
      {known ? told(own ? words : NEUTRAL_WORDS, "front.finding") : "\u00a0"}
    </h1>
  );
}

/** The question that each chapter answers. */
const QUESTIONS: Readonly<Partial<Record<Chapter, TextId & `front.${string}`>>> = {
  answers: "front.answers",
  personas: "front.personas",
  differs: "front.differs",
  prove: "front.prove",
};

function Then() {
  const words = useWords();
  return (
    <nav className="finding-then" aria-label="Where it goes on">
      <span>Then:</span>
      {CHAPTER_IDS.map((id) => {
        const question = QUESTIONS[id];
        return (
          question && (
            <ChapterLink key={id} to={id}>
              {say(words, question as "front.answers")}
            </ChapterLink>
          )
        );
      })}
    </nav>
  );
}
