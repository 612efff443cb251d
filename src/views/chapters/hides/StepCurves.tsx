/** The curves along a training's steps: on the page all of them, on the stage those to be read against each other. */
import type { Curve } from "../../../core/pictures/curve";
import { SeriesCurves } from "../../charts/curves/SeriesCurves";
import { RUNS } from "../../charts/frame/format";
import { ShownOf } from "../../charts/frame/ShownOf";
import { LessRoom, useRoom } from "../../charts/frame/stage";
import { STEPS_AXIS } from "./stepCurves";

interface StepCurvesProps {
  readonly title: string;
  readonly all: readonly Curve[];
  readonly onStage: readonly Curve[];
}

/** On the stage, of the line that says how many curves are shown. */
const SHOWN_OF = 16;

export function StepCurves({ title, all, onStage }: StepCurvesProps) {
  const isOnStage = useRoom() !== null;
  const curves = isOnStage ? onStage : all;
  return (
    <>
      <LessRoom height={SHOWN_OF}>
        <SeriesCurves title={title} axis={STEPS_AXIS} curves={curves} counted={RUNS} />
      </LessRoom>
      {isOnStage && <ShownOf shown={curves.length} all={all.length} />}
    </>
  );
}
