/**
 * Chapter 4, "Is that the cause?": one dial for the newcomer, the list of all that is done to either Side, and the
 * pictures of cause: how strongly it works, which part carries it, which part learnt it, how much training it takes,
 * and what lies beyond.
 */
import { DialFinding } from "./DialFinding";
import { InterventionList } from "./InterventionList";
import { PROVE_PICTURES } from "./pictures";
import { SteeringDial } from "./SteeringDial";

const {
  "steering-curve": SteeringCurve,
  "transplant-map": TransplantMap,
  "dose-map": DoseMap,
  "dose-curve": DoseCurve,
  amplified: Amplified,
} = PROVE_PICTURES;

export function ProveChapter() {
  return (
    <>
      <DialFinding />
      <SteeringDial />
      <InterventionList />
      <SteeringCurve />
      <TransplantMap />
      <DoseMap />
      <DoseCurve />
      <Amplified />
    </>
  );
}
