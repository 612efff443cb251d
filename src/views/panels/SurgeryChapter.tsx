/**
 * Chapter 4, "Prove it": the reader reaches into a Side and hears its answer change.
 */
import { InterventionList } from "./surgery/InterventionList";
import { VillainDial } from "./surgery/VillainDial";

export function SurgeryChapter() {
  return (
    <>
      <VillainDial />
      <InterventionList />
    </>
  );
}
