/** The ladder: what is recorded of it at once, and counted here when the reader wishes. */
import { useState } from "react";
import { countRungs } from "../../../state/tasks/office";
import { Figure } from "../../charts/frame/Figure";
import { MissingSessions } from "../../page/MissingSessions";
import { useApp, useServices } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { ladderPicture, LadderRows } from "./ladderPicture";
import { useLadder } from "./useLadder";
import "./LadderPanel.css";

const COUNTS = [20, 50, 100, 200];

export function LadderPanel() {
  const { rungs, ...shown } = useLadder();
  if (rungs.length === 0) return <MissingSessions />;
  return (
    <Figure {...ladderPicture(shown)} controls={<Count />}>
      <LadderRows {...shown} />
      <WorkBar kind="ladder" unit="sessions" />
    </Figure>
  );
}

function Count() {
  const { runner } = useServices();
  const { rungs } = useLadder();
  const ready = useApp((state) => state.engine.status === "ready");
  const counting = useApp(({ effects }) => effects.work?.kind === "ladder");
  const [count, setCount] = useState(COUNTS[0]!);
  return (
    <div className="ladder-count">
      <label className="control">
        sessions on each rung
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
        className="ladder-start"
        disabled={!ready}
        onClick={() => (counting ? runner.sweeps.stop() : runner.lend((session) => countRungs(session, rungs, count)))}
      >
        {counting ? "Stop" : "Count here"}
      </button>
    </div>
  );
}
