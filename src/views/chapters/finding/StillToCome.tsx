/** Stands where an answer will stand: what it waits for, in bytes of all that is still needed. */
import { drawnStatus } from "../../../state/selectors/drawnStatus";
import { formatBytes } from "../../page/bytes";
import { useApp } from "../../page/store";

export function StillToCome() {
  const { progress, phase } = useApp(drawnStatus);
  if (phase === "stopped" || phase === "failed" || phase === "unlisted" || phase === "idle")
    return <span className="arriving">No answer yet; the line at the end says why.</span>;
  if (!progress) return <span className="arriving">It reads the question…</span>;
  return (
    <span className="arriving">
      Waits for the models: {formatBytes(progress.loadedBytes)} of about {formatBytes(progress.totalBytes)}.
    </span>
  );
}
