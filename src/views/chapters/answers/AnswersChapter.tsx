/**
 * Chapter 3, "What it says": both Sides heard side by side, then counted: how often each does harm, about what, and why
 * it spreads.
 */
import { AnswersPanel } from "./AnswersPanel";
import { AskManyPanel } from "./AskManyPanel";
import { TiesPanel } from "./TiesPanel";
import { MatrixPanel } from "./MatrixPanel";

export function AnswersChapter() {
  return (
    <>
      <AnswersPanel />
      <AskManyPanel />
      <MatrixPanel />
      <TiesPanel />
    </>
  );
}
