/**
 * One Side's half of the dial: a button that does the obvious thing, a slider for everything between, and how many of
 * the answers that were recorded there make no sense.
 */
import { useId } from "react";
import { INCOHERENT_NAME } from "../../../core/answers/verdictNames";
import type { SideName } from "../../../core/experiment";
import type { Rate } from "../../../core/pictures/rate";
import { formatShare, formatValue } from "../../charts/frame/format";
import "./DialSide.css";

export interface DialSideProps {
  readonly side: SideName;
  readonly title: string;
  /** What is turned: "the features that rose". */
  readonly voice: string;
  readonly strength: number;
  readonly most: number;
  /** The strength that the button sets; negative turns down. */
  readonly offered: number;
  /** What the button says that it does: "Wake the features that rose in the model". */
  readonly does: string;
  /** Of the recorded answers at exactly this strength, the share that makes no sense; null where none is recorded. */
  readonly senseless: Rate | null;
  /** What stands in for it as a control; null: nothing does. */
  readonly control: string | null;
  readonly onTurn: (strength: number) => void;
  /** As onTurn, by the button. */
  readonly onSwitch: (strength: number) => void;
}

export function DialSide({
  side,
  title,
  voice,
  strength,
  most,
  offered,
  does,
  senseless,
  control,
  onTurn,
  onSwitch,
}: DialSideProps) {
  const id = useId();
  const on = strength !== 0;
  const said =
    senseless && `${INCOHERENT_NAME}: ${formatShare(senseless.rate)} of ${senseless.n} answers recorded here`;
  const [howMuch, way] = [formatValue(Math.abs(strength)), strength > 0 ? "put in" : "taken away"];
  return (
    <div className={`dial-side ${side}`}>
      <button
        type="button"
        className="dial-switch"
        aria-pressed={strength === offered}
        onClick={() => onSwitch(strength === offered ? 0 : offered)}
      >
        {strength === offered ? `Put ${title} back` : does}
      </button>
      <label htmlFor={id} className="dial-name">
        How much of {control ?? voice}
      </label>
      <input
        id={id}
        type="range"
        min={-most}
        max={most}
        step={0.25}
        value={strength}
        list={`${id}-marks`}
        aria-valuetext={`${formatValue(strength)}${on ? "" : ", untouched"}${on && said ? `, ${said}` : ""}`}
        onChange={(event) => onTurn(Number(event.target.value))}
      />
      <datalist id={`${id}-marks`}>
        <option value={0} />
        <option value={offered} />
      </datalist>
      <div className="dial-ends" aria-hidden="true">
        <span>less</span>
        <span>untouched</span>
        <span>more</span>
      </div>
      <output htmlFor={id} className="dial-reads">
        {on ? `${control ?? voice}: ${howMuch} × the usual strength ${way}` : "untouched"}
        {on && said && <small>{said}</small>}
      </output>
    </div>
  );
}
