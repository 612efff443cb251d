/** Which runs the monitor is tried on: those that were recorded, or others that both models write here. */
import { useState } from "react";
import { countRuns } from "../../../state/tasks/sheets";
import { useApp, useServices } from "../../page/store";
import type { From } from "./scoredRuns";

const COUNTS = [52, 100, 200, 400];

interface CountHereProps {
  readonly from: From;
  /** Some were counted here. */
  readonly here: boolean;
  readonly onFrom: (from: From) => void;
}

export function CountHere({ from, here, onFrom }: CountHereProps) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const counting = useApp(({ effects }) => effects.work?.kind === "monitor");
  const [count, setCount] = useState(COUNTS[1]!);
  return (
    <div className="caught-count">
      <div role="group" aria-label="Runs">
        <button
          type="button"
          className="chip small"
          aria-pressed={from === "recorded"}
          onClick={() => onFrom("recorded")}
        >
          recorded runs
        </button>
        <button
          type="button"
          className="chip small"
          aria-pressed={from === "here"}
          disabled={!here}
          onClick={() => onFrom("here")}
        >
          runs counted here
        </button>
      </div>
      <label className="control">
        runs
        <select value={count} onChange={(event) => setCount(Number(event.target.value))}>
          {COUNTS.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="caught-start"
        disabled={!ready}
        onClick={() => {
          if (counting) return runner.sweeps.stop();
          onFrom("here");
          runner.lend((session) => countRuns(session, count));
        }}
      >
        {counting ? "Stop" : "Count here"}
      </button>
    </div>
  );
}
