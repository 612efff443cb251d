/**
 * Chapter 4, "Prove it": the reader reaches into a Side and hears its answer change.
 */
import { AnswersPanel } from "./AnswersPanel";

export function SurgeryChapter() {
  return <AnswersPanel />;
}
