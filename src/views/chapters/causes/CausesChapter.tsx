/** Chapter “The same reason?” of a story about work sessions: what is active inside both models as they act alike. */
import { HowTold } from "./HowTold";
import { CAUSES_PICTURES } from "./pictures";

const { "cause-map": CauseMap, "two-clouds": Clouds } = CAUSES_PICTURES;

export function CausesChapter() {
  return (
    <>
      <CauseMap />
      <Clouds />
      <HowTold />
    </>
  );
}
