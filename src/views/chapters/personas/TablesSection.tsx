/**
 * Features by checkpoint and by domain: recorded, and computed here for the pair on the page when the reader asks for
 * it.
 */
import { PERSONAS_PICTURES } from "./pictures";

const { "personas-by-checkpoint": ByCheckpoint, "personas-by-domain": ByDomain } = PERSONAS_PICTURES;

export function TablesSection() {
  return (
    <div className="tables">
      <ByCheckpoint />
      <ByDomain />
    </div>
  );
}
