/**
 * Chapter 3, "What it says": both Sides heard side by side, then counted: how often each does harm, about what, and why it
 * spreads.
 */
import { AnswersPanel } from "./answers/AnswersPanel";
import { AskManyPanel } from "./answers/AskManyPanel";
import { LinksPanel } from "./answers/LinksPanel";
import { MatrixPanel } from "./answers/MatrixPanel";

export function AnswersChapter() {
  return (
    <>
      <AnswersPanel />
      <AskManyPanel />
      <MatrixPanel />
      <LinksPanel />
    </>
  );
}
