/**
 * Chapter 3, "What it says": both Sides heard side by side, then counted: how often each does harm, and about what.
 */
import { AnswersPanel } from "./answers/AnswersPanel";
import { AskManyPanel } from "./answers/AskManyPanel";
import { MatrixPanel } from "./answers/MatrixPanel";

export function AnswersChapter() {
  return (
    <>
      <AnswersPanel />
      <AskManyPanel />
      <MatrixPanel />
    </>
  );
}
