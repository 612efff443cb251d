/** The chapter that tries a monitor, with the worker in which the reader's rules run. */
import { CaughtChapter } from "../views/chapters/caught/CaughtChapter";
import { startRules } from "./transcriptWorker";

export function Caught() {
  return <CaughtChapter start={startRules} />;
}
