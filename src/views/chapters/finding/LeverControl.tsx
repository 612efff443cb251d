/**
 * The one control of the first screen: it turns the feature up in the left model and down in the right one, at the
 * stops that were recorded; where something else is set, it says so and puts it back. On a phone it stays at the lower
 * edge of the screen.
 */
import { useEffect, useRef, useState } from "react";
import { INCOHERENT_NAME } from "../../../core/answers/verdictNames";
import { NEUTRAL_WORDS, say } from "../../../core/texts";
import type { Experiment, SideName } from "../../../core/experiment";
import { CHAPTER_IDS, CHAPTERS } from "../../../state/chapters";
import { untouched } from "../../../state/edits/interventions";
import { leverStop, sideStop, withLever } from "../../../state/edits/lever";
import { frontSides, frontSource, isDefaultPair, leverOf } from "../../../state/selectors/front";
import { senselessHere } from "../../../state/selectors/howOften";
import { formatShare } from "../../charts/frame/format";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";
import "./LeverControl.css";

type Lever = NonNullable<ReturnType<typeof leverOf>>;

const SIDES = ["left", "right"] as const;

export function LeverControl() {
  const lever = useApp(leverOf);
  const experiment = useApp((state) => state.experiment);
  const source = useApp(frontSource);
  const change = useChange();
  const [wasPutBack, setPutBack] = useState(false);
  const stop = lever && experiment ? leverStop(experiment, lever) : 0;
  const putBack = (): void => {
    setPutBack(true);
    change(untouched);
  };
  return (
    <div className="lever">
      {lever && experiment && stop === null ? (
        <SetElsewhere lever={lever} experiment={experiment} onPutBack={putBack} />
      ) : (
        <Slider lever={lever} stop={stop ?? 0} takesFocus={wasPutBack} />
      )}
      {/* On a phone the line that says so is further down. */}
      <span className="lever-source">{source}</span>
      <Senseless />
      <GoOn />
    </div>
  );
}

/** On a phone, where the questions that lead on are below the fold: that they are there, and the way to them. */
function GoOn() {
  const titles = CHAPTER_IDS.slice(0, 2).map((id) => CHAPTERS[id].title);
  const goOn = (): void => {
    const links = document.querySelector<HTMLElement>(".finding-then");
    links?.scrollIntoView({ block: "end" });
    links?.querySelector("a")?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className="lever-on" onClick={goOn}>
      Then ask: {titles.join(" ")} …
    </button>
  );
}

interface SliderProps {
  readonly lever: Lever | null;
  readonly stop: number;
  /** The button was pressed in whose place it comes. */
  readonly takesFocus: boolean;
}

function Slider({ lever, stop, takesFocus }: SliderProps) {
  const words = useWords();
  const own = useApp(isDefaultPair);
  const change = useChange();
  const range = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) range.current?.focus();
  }, [takesFocus]);
  const last = (lever?.stops.length ?? 2) - 1;
  const said = stop === 0 ? "as trained" : stop === last ? "swapped" : null;
  return (
    <>
      <label htmlFor="lever-range">{say(own ? words : NEUTRAL_WORDS, "front.lever")}</label>
      <div className="lever-row">
        <span aria-hidden="true" className={stop === 0 ? "here" : ""}>
          as trained
        </span>
        <input
          ref={range}
          id="lever-range"
          type="range"
          min="0"
          max={last}
          step="1"
          list="lever-stops"
          disabled={!lever}
          value={stop}
          aria-valuetext={said ?? `${Math.round((100 * stop) / last)} % of the way to swapped`}
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
    </>
  );
}

interface SetElsewhereProps {
  readonly lever: Lever;
  readonly experiment: Experiment;
  readonly onPutBack: () => void;
}

/** In the slider's place where what is set is none of its stops: what that is, and the way back. */
function SetElsewhere({ lever, experiment, onPutBack }: SetElsewhereProps) {
  const sides = useApp(frontSides);
  const last = lever.stops.length - 1;
  const how = (side: SideName): string => {
    const stop = sideStop(experiment, side, lever);
    if (stop === 0) return "as trained";
    if (stop !== null) return stop === last ? "turned all the way" : `turned ${stop} of ${last} steps`;
    if (sides?.[side].random) return "turned by random features";
    return sides?.[side].others === 0 ? "turned to another strength" : "changed in another way";
  };
  return (
    <>
      <p className="lever-elsewhere">
        <strong>Set otherwise:</strong> {SIDES.map((side) => `${sides?.[side].title} ${how(side)}`).join(", ")}.
      </p>
      <div className="lever-row">
        <button type="button" onClick={onPutBack}>
          Put both back as trained
        </button>
      </div>
    </>
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
