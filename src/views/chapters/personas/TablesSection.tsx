/**
 * Features by checkpoint and by domain: recorded, and computed here for the pair on the page when the reader asks for
 * it.
 */
import { CheckpointsPanel } from "./CheckpointsPanel";
import { DomainsPanel } from "./DomainsPanel";

export function TablesSection() {
  return (
    <div className="tables">
      <CheckpointsPanel />
      <DomainsPanel />
    </div>
  );
}
