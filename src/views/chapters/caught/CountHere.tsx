/** Which runs the monitor is tried on: those that were recorded, or others that both models write here. */
import { countRuns } from "../../../state/tasks/sheets";
import { CountLive } from "../../page/CountLive";

const COUNTS = [52, 100, 200, 400];

/** Whence runs come: never both. */
export type From = "recorded" | "here";

interface CountHereProps {
  readonly from: From;
  /** Some were counted here. */
  readonly here: boolean;
  readonly onFrom: (from: From) => void;
}

export function CountHere({ from, here, onFrom }: CountHereProps) {
  return (
    <CountLive
      kind="monitor"
      unit="runs"
      counts={COUNTS}
      first={100}
      onStart={(session, count) => {
        onFrom("here");
        countRuns(session, count);
      }}
    >
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
    </CountLive>
  );
}
