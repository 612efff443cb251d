/** The ladder: what is recorded of it at once, and counted here when the reader wishes. */
import { countRungs } from "../../../state/tasks/office";
import { Figure } from "../../charts/frame/Figure";
import { CountLive } from "../../page/CountLive";
import { MissingSessions } from "../../page/MissingSessions";
import { WorkBar } from "../../page/WorkBar";
import { ladderPicture, LadderRows } from "./ladderPicture";
import { useLadder } from "./useLadder";

const COUNTS = [20, 50, 100, 200];

export function LadderPanel() {
  const { rungs, ...shown } = useLadder();
  if (rungs.length === 0) return <MissingSessions />;
  return (
    <Figure
      {...ladderPicture(shown)}
      controls={
        <CountLive
          kind="ladder"
          unit="sessions on each rung"
          counts={COUNTS}
          first={20}
          onStart={(session, count) => countRungs(session, rungs, count)}
        />
      }
    >
      <LadderRows {...shown} />
      <WorkBar kind="ladder" unit="sessions" />
    </Figure>
  );
}
