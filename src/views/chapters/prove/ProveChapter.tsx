/**
 * Chapter 4, "Prove it": one dial for the newcomer, the list of all that is done to either Side, and the pictures of
 * cause: how strongly it works, which part carries it, which part learnt it, how much training it takes, and what lies
 * beyond.
 */
import { AmplifyPanel } from "./AmplifyPanel";
import { PartEffectsPanel } from "./PartEffectsPanel";
import { DosePanel } from "./DosePanel";
import { InterventionList } from "./InterventionList";
import { SteeringPanel } from "./SteeringPanel";
import { SteeringDial } from "./SteeringDial";

export function ProveChapter() {
  return (
    <>
      <SteeringDial />
      <InterventionList />
      <SteeringPanel />
      <PartEffectsPanel kind="transplant" />
      <PartEffectsPanel kind="dose" />
      <DosePanel />
      <AmplifyPanel />
    </>
  );
}
