/**
 * The fifth question: when did it happen? A slider along training that puts any checkpoint of the series on the right, and
 * the recorded curves of feature and behaviour.
 */
import { withCheckpoint } from "../../../state/edits/experiment";
import { curves as recordedCurves, detectionScatter, sliderStops } from "../../../state/selectors/evidence";
import { useApp, useChange } from "../../page/store";
import { CurvesFigure } from "./CurvesFigure";
import { AXES, pictureCurves } from "./curves";
import { SourceMark } from "../../page/SourceMark";
import { TimeSlider } from "./TimeSlider";
import "./TimeSection.css";

const TITLES = { time: "When did it happen?", repair: "Can it be undone?" } as const;
const HOW = {
  time: "Both along the training: the feature above, the answers below. A ring marks where each first leaves its start.",
  repair: "The bad model, trained further on a few good rows. Both go back; see which goes first.",
} as const;

export function TimeSection() {
  const stops = useApp((state) => sliderStops(state, "time"));
  const series = useApp(recordedCurves);
  const scatter = useApp(detectionScatter);
  const right = useApp(({ experiment }) => experiment?.right.checkpoint ?? null);
  const change = useChange();
  const shown = series.filter(({ points }) => points.length > 1);
  const drawn = (["time", "repair"] as const).flatMap((kind) =>
    shown.filter((curve) => curve.kind === kind).map((curve) => ({ kind, curve })),
  );
  if (stops.length < 2 && drawn.length === 0) return null;
  return (
    <section className={`when${drawn.length === 1 ? " beside" : ""}`} aria-label="When did it happen?">
      {stops.length > 1 && (
        <div className="when-slider">
          <h2>Drag through the training</h2>
          <p className="figure-how">
            The bad training was stopped again and again, and each stop kept. The slider puts one on the right: all that
            is computed here follows, in the other chapters too; what was recorded beforehand stays.
          </p>
          <TimeSlider
            label="Bad training, in steps"
            stops={stops.map(({ checkpoint, x }) => ({ checkpoint, at: `step ${x}` }))}
            checkpoint={right}
            onMove={(id) => change((experiment) => withCheckpoint(experiment, "right", id))}
          />
        </div>
      )}
      <div className="when-pair">
        {drawn.map(({ kind, curve }) => (
          <CurvesFigure
            key={`${kind} ${curve.rows ?? ""}`}
            title={TITLES[kind]}
            how={HOW[kind]}
            axis={AXES[kind]}
            file={`unmask-${kind}`}
            curves={pictureCurves(curve, scatter)}
            controls={<SourceMark source="recorded" of={curve.rows ? `${curve.rows} rows` : "step by step"} />}
          />
        ))}
      </div>
    </section>
  );
}
