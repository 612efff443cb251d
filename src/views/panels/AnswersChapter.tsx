/**
 * Chapter 3, "What it says": both Sides heard side by side.
 */
import { AnswersPanel } from "./answers/AnswersPanel";

export function AnswersChapter() {
  return <AnswersPanel />;
}
