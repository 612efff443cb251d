/**
 * The fourth question: do they predict bad answers? Every checkpoint in one scatter, and beside it feature and answers along
 * the share of bad data.
 */
import { useMemo } from "react";
import { withCheckpoint } from "../../../state/edits/experiment";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { curves as recordedCurves, detectionScatter } from "../../../state/selectors/evidence";
import type { ScatterPoint } from "../../charts/curves/DetectionScatter";
import { useApp, useChange } from "../../page/store";
import { CurvesFigure } from "./CurvesFigure";
import { AXES, pictureCurves } from "./curves";
import { DetectionFigure } from "./DetectionFigure";
import { SourceMark } from "../../page/SourceMark";
import "./PredictSection.css";

export function PredictSection() {
  const scatter = useApp(detectionScatter);
  const series = useApp(recordedCurves);
  const { byId } = useApp(checkpointCatalogue);
  const right = useApp(({ experiment }) => experiment?.right.checkpoint ?? null);
  const change = useChange();
  const points = useMemo(
    () =>
      (scatter?.points ?? []).flatMap(({ checkpoint, title, kind, rise, misaligned, incoherent }): ScatterPoint[] =>
        kind === "base"
          ? []
          : [
              {
                id: checkpoint,
                title,
                kind: kind === "bad" ? "bad" : "control",
                rise,
                ...misaligned,
                incoherent: incoherent.rate,
              },
            ],
      ),
    [scatter],
  );
  if (!scatter || points.length === 0) return null;
  const dose = series.filter(({ kind }) => kind === "dose");
  return (
    <div className="predict">
      <DetectionFigure
        points={points}
        feature={scatter.feature}
        threshold={scatter.threshold}
        controls={<SourceMark source="recorded" of={`${points[0]?.n ?? 0} answers each`} />}
        selected={right}
        onSelect={(id) => {
          if (byId(id)) change((experiment) => withCheckpoint(experiment, "right", id));
        }}
      />
      {dose.map((curve) => (
        <CurvesFigure
          key={curve.rows ?? ""}
          title={dose.length > 1 ? `Which moves first? (${curve.rows ?? "bad"} rows)` : "Which moves first?"}
          how="The same training, with a larger and larger share of bad rows. Above, the feature; below, the answers. A ring marks where each first leaves its start."
          axis={AXES.dose}
          file={`unmask-dose${curve.rows ? `-${curve.rows}` : ""}`}
          curves={pictureCurves(curve, scatter)}
          controls={<SourceMark source="recorded" of="by dose" />}
        />
      ))}
    </div>
  );
}
