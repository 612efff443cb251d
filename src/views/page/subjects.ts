/** Whose numbers stand in the pictures of the two Sides: of those drawn, or of those asked for. */
import type { Subject } from "../../core/pictures/subject";
import { pairSubject } from "../../state/selectors/subjects";
import { useApp } from "./store";

const NOBODY: Subject = { models: [], source: "live", settings: [] };

/** Of the comparison whose pictures are on the screen. */
export function useRunSubject(settings: Subject["settings"] = []): Subject {
  const manifest = useApp((state) => state.manifest);
  const run = useApp((state) => state.run);
  return run ? pairSubject({ manifest }, run.experiment, run.source, settings) : NOBODY;
}

/** Of the two Sides asked for now: for what they say at this moment. */
export function useAskedSubject(settings: Subject["settings"] = []): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  return experiment ? pairSubject({ manifest }, experiment, "live", settings) : NOBODY;
}
