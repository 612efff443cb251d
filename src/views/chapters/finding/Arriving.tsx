/** Stands where an answer will stand: what it waits for, in bytes of all that is still needed. */
import { stillNeeded } from "../../../state/selectors/stillNeeded";
import { formatBytes } from "../../page/bytes";
import { useApp } from "../../page/store";

export function Arriving() {
  const engine = useApp((state) => state.engine.status);
  const needed = useApp(stillNeeded);
  if (engine === "failed") return <span className="arriving">No model can run here now; the line below says why.</span>;
  if (needed === null || needed.done >= needed.total) return <span className="arriving">It reads the question…</span>;
  return (
    <span className="arriving">
      Waits for the models: {formatBytes(needed.done)} of {formatBytes(needed.total)}.
    </span>
  );
}
