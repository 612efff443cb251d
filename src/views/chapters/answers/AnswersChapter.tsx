/**
 * Chapter 1, "How often?": how often each model does harm, why it spreads, one answer of each, and about what.
 */
import { AnswersFinding } from "./AnswersFinding";
import { ANSWERS_PICTURES } from "./pictures";

const {
  answers: Answers,
  "ask-many": AskMany,
  "knock-on-matrix": KnockOnMatrix,
  "why-it-spreads": WhyItSpreads,
} = ANSWERS_PICTURES;

export function AnswersChapter() {
  return (
    <>
      <AnswersFinding />
      <AskMany />
      <WhyItSpreads />
      <Answers />
      <KnockOnMatrix />
    </>
  );
}
