/**
 * The dial of the monitor: from which suspicion on a run is flagged.
 */
import { STEPS } from "../../core/transcripts/suspicion";

interface FlagFromProps {
  /** In steps of suspicion, from 10 to STEPS. */
  readonly threshold: number;
  readonly onThreshold: (threshold: number) => void;
}

export function FlagFrom({ threshold, onThreshold }: FlagFromProps) {
  const said = (threshold / STEPS).toFixed(2);
  return (
    <label className="dial">
      Flag from
      <input
        type="range"
        min={10}
        max={STEPS}
        step={10}
        value={threshold}
        aria-valuetext={said}
        onChange={(event) => onThreshold(Number(event.target.value))}
      />
      <output className="dial-value">{said}</output>
    </label>
  );
}
