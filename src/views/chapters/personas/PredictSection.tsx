/**
 * The fourth question: do they predict bad answers? Every checkpoint in one scatter, and beside it feature and
 * answers along the share of bad data.
 */
import { detection } from "../../../state/selectors/evidence";
import { useApp } from "../../page/store";
import { PERSONAS_PICTURES } from "./pictures";

const { detection: Detection, dose: Dose } = PERSONAS_PICTURES;

export function PredictSection() {
  const isRecorded = useApp((state) => detection(state) !== null);
  if (!isRecorded) return null;
  return (
    <div className="predict">
      <Detection />
      <Dose />
    </div>
  );
}
