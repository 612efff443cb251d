/** Both pictures of what is active inside: what is recorded at once, and read here when the reader wishes. */
import { useState } from "react";
import { CHAPTERS } from "../../../state/chapters";
import { ladderOf, recordedShares } from "../../../state/selectors/office";
import { readRungs } from "../../../state/tasks/causes";
import { Figure } from "../../charts/frame/Figure";
import { usePictureOnStage } from "../../charts/frame/stage";
import { FeatureHeatmap } from "../../charts/grids/FeatureHeatmap";
import { FeatureHeatmaps } from "../../charts/grids/FeatureHeatmaps";
import { CountLive } from "../../page/CountLive";
import { MissingCauses } from "../../page/MissingCauses";
import { useApp } from "../../page/store";
import { WorkBar } from "../../page/WorkBar";
import { causeGrids, causeMapPicture, type CausesPictureProps, Clouds, cloudsPicture } from "./causesPictures";
import { type CausesFrom, useCauses } from "./useCauses";
import "./CausesPanels.css";

const COUNTS = [20, 50, 100];
/** Three of them and the names of the rungs fit beside one another on a phone. */
const CELL = 52;

export function CauseMapPanel() {
  const [from, choose] = useState<CausesFrom | null>(null);
  const found = useCauses(from);
  if (!found) return <MissingCauses />;
  const [left, right, difference = null] = causeGrids(found);
  const rest = { splits: [], cellWidth: CELL, selectedRow: null, selectedColumn: null };
  return (
    <Figure {...causeMapPicture(found)} controls={<Choice from={found.from} onChoose={choose} />}>
      {!found.shown && <p className="answers-note">Nothing is recorded of these models. Read it here.</p>}
      <div className="cause-maps">
        {left && right ? (
          <FeatureHeatmaps {...rest} left={left} right={right} difference={difference} onColumn={null} everyNamed />
        ) : (
          left && <FeatureHeatmap grid={left} cellWidth={CELL} sides={false} />
        )}
      </div>
      <WorkBar kind="causes" unit="sessions" />
    </Figure>
  );
}

export function CloudsPanel() {
  const wall = usePictureOnStage("two-clouds", undefined) !== null;
  const [from, choose] = useState<CausesFrom | null>(null);
  const [direction, setDirection] = useState(0);
  const found = useCauses(from);
  if (!found) return null;
  const shown = { ...found, direction };
  return (
    <Figure
      {...cloudsPicture(shown)}
      controls={
        <>
          <label className="control">
            across
            <select value={direction} onChange={(event) => setDirection(Number(event.target.value))}>
              {found.names.map((name, i) => (
                <option key={name} value={i}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <From from={found.from} onChoose={choose} />
        </>
      }
    >
      <Clouds {...shown} />
      {found.from === "recorded" && !wall && <FewerThanCounted shown={found.shown} />}
    </Figure>
  );
}

/** Why its shares are not quite those of the ladder: each picture has sessions of its own. */
function FewerThanCounted({ shown }: Pick<CausesPictureProps, "shown">) {
  const here = shown?.models[0]?.points[0];
  const rung = here && shown.rungs[here.rung];
  const counted = useApp((state) => (rung ? recordedShares(state, "left", rung)?.resist.n : undefined));
  if (!here || counted === undefined || counted <= here.resist.n) return null;
  return (
    <p className="answers-note">
      A mark is {here.resist.n} sessions, since each had to be read again inside; “{CHAPTERS.ladder.title}” counts{" "}
      {counted} of the same kind, so its shares differ by a few points.
    </p>
  );
}

interface ChoiceProps {
  readonly from: CausesFrom;
  readonly onChoose: (from: CausesFrom) => void;
}

/** Recorded and read here are never one picture. */
function From({ from, onChoose }: ChoiceProps) {
  const here = useApp(({ office }) => (office?.read.size ?? 0) > 0);
  if (!here) return null;
  return (
    <label className="control">
      shown
      <select value={from} onChange={(event) => onChoose(event.target.value as CausesFrom)}>
        <option value="here">what was read here</option>
        <option value="recorded">what is recorded</option>
      </select>
    </label>
  );
}

function Choice(props: ChoiceProps) {
  const rungs = useApp(ladderOf);
  return (
    <CountLive
      kind="causes"
      unit="sessions on each rung"
      counts={COUNTS}
      first={20}
      label="Read here"
      onStart={(session, count) => readRungs(session, rungs, count)}
    >
      <From {...props} />
    </CountLive>
  );
}
