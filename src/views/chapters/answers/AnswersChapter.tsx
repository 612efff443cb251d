/**
 * Chapter 3, "What it says": both Sides heard side by side, then counted: how often each does harm, about what, and why
 * it spreads.
 */
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
      <Answers />
      <AskMany />
      <KnockOnMatrix />
      <WhyItSpreads />
    </>
  );
}
