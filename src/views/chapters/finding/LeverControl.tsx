/**
 * The one control of the first screen: it turns the feature up in the left model and down in the right one, at the
 * stops that were recorded. On a phone it stays at the lower edge of the screen.
 */
import { NEUTRAL_WORDS, say } from "../../../core/texts";
import { leverStop, withLever } from "../../../state/edits/lever";
import { frontSource, isDefaultPair, leverOf } from "../../../state/selectors/front";
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
  const label = say(own ? words : NEUTRAL_WORDS, "front.lever");
  const last = (lever?.stops.length ?? 2) - 1;
  const stop = lever && experiment ? leverStop(experiment, lever) : 0;
  const said = stop === 0 ? "as trained" : stop === last ? "swapped" : stop === null ? "set one by one" : null;
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
          aria-valuetext={said ?? `${Math.round((100 * (stop ?? 0)) / last)} % of the way to swapped`}
          onChange={(event) => {
            const to = Number(event.target.value);
            if (lever) change((now) => withLever(now, lever, to));
          }}
        />
        <span aria-hidden="true" className={stop === last ? "here" : ""}>
          swapped
        </span>
      </div>
      <datalist id="lever-stops">
        {lever?.stops.map((_, i) => (
          <option key={i} value={i} />
        ))}
      </datalist>
    </div>
  );
}
