/**
 * A slider along training: the right Side becomes the checkpoint under the thumb, and all that is computed follows.
 */
import { useId } from "react";
import "./TimeSlider.css";

export interface TimeStop {
  readonly checkpoint: string;
  /** "step 40" */
  readonly at: string;
}

export interface TimeSliderProps {
  readonly label: string;
  readonly stops: readonly TimeStop[];
  /** The right Side's checkpoint now. */
  readonly checkpoint: string | null;
  readonly onMove: (checkpoint: string) => void;
}

export function TimeSlider({ label, stops, checkpoint, onMove }: TimeSliderProps) {
  const id = useId();
  const place = stops.findIndex((stop) => stop.checkpoint === checkpoint);
  const known = place >= 0;
  const at = known ? stops[place]!.at : "not on this line";
  return (
    <div className={`time${known ? "" : " off"}`}>
      <label htmlFor={id}>{label}</label>
      <div className="time-line">
        <input
          id={id}
          type="range"
          min={0}
          max={stops.length - 1}
          step={1}
          value={known ? place : stops.length - 1}
          aria-valuetext={at}
          onChange={(event) => {
            const stop = stops[Number(event.target.value)];
            if (stop) onMove(stop.checkpoint);
          }}
        />
        <div className="time-ticks" aria-hidden="true">
          {stops.map((stop, i) => (
            <span
              key={stop.checkpoint}
              className={i === place ? "selected" : undefined}
              style={{ left: `${(i / Math.max(1, stops.length - 1)) * 100}%` }}
            >
              {stop.at.replace(/^step /, "")}
            </span>
          ))}
        </div>
      </div>
      <output htmlFor={id}>
        Second model: <strong className="side-right">{known ? at : "another model"}</strong>
      </output>
    </div>
  );
}
