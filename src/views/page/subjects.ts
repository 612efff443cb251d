/** Whose numbers stand in the pictures of the comparison on the screen, and what the Sides asked for are called. */
import { type PairTitles, pairTitles, type Setting, type Subject } from "../../core/pictures/subject";
import { askedSubject, NOBODY, runSubject } from "../../state/selectors/subjects";
import { useApp } from "./store";

/** Of the comparison whose pictures are on the screen. */
export function useRunSubject(more: readonly Setting[] = []): Subject {
  const manifest = useApp((state) => state.manifest);
  const run = useApp((state) => state.run);
  return run ? runSubject({ manifest }, run, more) : NOBODY;
}

/** Of the Sides as they are asked for now, for what is chosen and not for what is shown. */
export function useAskedTitles(): PairTitles {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  return pairTitles(experiment ? askedSubject({ manifest }, experiment) : NOBODY);
}
