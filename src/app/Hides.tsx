/** The chapter about a model that hides, with the worker in which the reader's rules run. */
import { HidesChapter } from "../views/chapters/hides/HidesChapter";
import { startRules } from "./transcriptWorker";

export function Hides() {
  return <HidesChapter start={startRules} />;
}
