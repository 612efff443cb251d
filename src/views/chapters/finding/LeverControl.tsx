/**
 * The one control of the first screen: it turns the feature up in the left model and down in the right one, at the
 * stops that were recorded. On a phone it stays at the lower edge of the screen.
 */
import { INCOHERENT_NAME } from "../../../core/answers/verdictNames";
import { NEUTRAL_WORDS, say } from "../../../core/texts";
import { isDialControl } from "../../../state/edits/dial";
import { leverStop, withLever } from "../../../state/edits/lever";
import { frontSides, frontSource, isDefaultPair, leverOf } from "../../../state/selectors/front";
import { senselessHere } from "../../../state/selectors/howOften";
import { formatShare } from "../../charts/frame/format";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import "./LeverControl.css";

export function LeverControl() {
  const words = useWords();
  const lever = useApp(leverOf);
  const experiment = useApp((state) => state.experiment);
  const own = useApp(isDefaultPair);
  const source = useApp(frontSource);
  const change = useChange();
  const random = (["left", "right"] as const).some(
    (side) => lever && experiment && isDialControl(experiment[side].interventions, lever.target),
  );
  const label = random
    ? "Random features, as a control: up in one, down in the other"
    : say(own ? words : NEUTRAL_WORDS, "front.lever");
  const end = random ? "as far" : "swapped";
  const last = (lever?.stops.length ?? 2) - 1;
  const stop = lever && experiment ? leverStop(experiment, lever) : 0;
  const said = stop === 0 ? "as trained" : stop === last ? end : stop === null ? "set one by one" : null;
  return (
    <div className="lever">
      <label htmlFor="lever-range">{label}</label>
      {/* On a phone the line that says so is further down. */}
      <span className="lever-source">{source}</span>
      <div className="lever-row">
        <span aria-hidden="true" className={stop === 0 ? "here" : ""}>
          as trained
        </span>
        <input
          id="lever-range"
          type="range"
          min="0"
          max={last}
          step="1"
          list="lever-stops"
          disabled={!lever}
          value={stop ?? 0}
          aria-valuetext={said ?? `${Math.round((100 * (stop ?? 0)) / last)} % of the way to ${end}`}
          onChange={(event) => {
            const to = Number(event.target.value);
            if (lever) change((now) => withLever(now, lever, to));
          }}
        />
        <span aria-hidden="true" className={stop === last ? "here" : ""}>
          {end}
        </span>
      </div>
      <datalist id="lever-stops">
        {lever?.stops.map((_, i) => (
          <option key={i} value={i} />
        ))}
      </datalist>
      <Senseless />
    </div>
  );
}

/** Said where many answers make no sense: what is turned too far breaks sentences, whatever it stands for. */
function Senseless() {
  const left = useApp((state) => senselessHere(state, "left"));
  const right = useApp((state) => senselessHere(state, "right"));
  const sides = useApp(frontSides);
  if (!sides || (!left && !right)) return null;
  const said = (
    [
      ["left", left],
      ["right", right],
    ] as const
  ).flatMap(([side, rate]) =>
    rate ? `${formatShare(rate.rate)} of ${rate.n} recorded answers (${sides[side].title})` : [],
  );
  return (
    <p className="lever-senseless">
      At this setting {INCOHERENT_NAME}: {said.join(", ")}.
    </p>
  );
}
