/**
 * The fifth question: when did it happen? A slider along training that puts any checkpoint of the series on the
 * right, and the recorded curves of feature and behaviour.
 */
import { capital } from "../../../core/texts";
import { withCheckpoint } from "../../../state/edits/experiment";
import { recordedSeries, sliderStops } from "../../../state/selectors/series";
import { trainingName } from "../../../state/selectors/story";
import { useApp, useChange } from "../../page/store";
import { PERSONAS_PICTURES } from "./pictures";
import { TimeSlider } from "./TimeSlider";
import "./TimeSection.css";

const { time: Time, repair: Repair } = PERSONAS_PICTURES;

export function TimeSection() {
  const stops = useApp((state) => sliderStops(state, "time"));
  const drawn = useApp((state) => recordedSeries(state).filter(({ kind }) => kind !== "dose").length);
  const right = useApp(({ experiment }) => experiment?.right.checkpoint ?? null);
  const training = useApp((state) => trainingName(state, stops.at(-1)?.checkpoint ?? ""));
  const change = useChange();
  if (stops.length < 2 && drawn === 0) return null;
  return (
    <section className={`when${drawn === 1 ? " beside" : ""}`} aria-label="When did it happen?">
      {stops.length > 1 && (
        <div className="when-slider">
          <h2>Drag through the training</h2>
          <p className="figure-how">
            The {training} was stopped again and again, and each stop kept. The slider takes one in place of the second
            model: all that is computed here follows, in the other chapters too; what was recorded beforehand stays.
          </p>
          <TimeSlider
            label={`${capital(training)}, in steps`}
            stops={stops.map(({ checkpoint, x }) => ({ checkpoint, at: `step ${x}` }))}
            checkpoint={right}
            onMove={(id) => change((experiment) => withCheckpoint(experiment, "right", id))}
          />
        </div>
      )}
      <div className="when-pair">
        <Time />
        <Repair />
      </div>
    </section>
  );
}
