/**
 * The dice and the dials of both answers: seed, temperature, top-p, length, and whether they follow by themselves. All
 * but the last travel in the link, so that whoever opens it hears the same words.
 */
import { useId } from "react";
import { withSampling, withSeed } from "../../../state/edits/experiment";
import { useApp, useChange, useServices } from "../../page/store";

const NUCLEI = [1, 0.95, 0.9, 0.8, 0.5];
const LENGTHS = [20, 40, 60, 120, 240];

export function AnswerDials() {
  const { store } = useServices();
  const experiment = useApp((state) => state.experiment);
  const follow = useApp((state) => state.answersFollow);
  const change = useChange();
  const id = useId();
  if (!experiment) return null;
  const { seed, sampling } = experiment;
  return (
    <div className="dials" role="group" aria-label="How both answer">
      <label className="dial">
        <span>Temperature</span>
        <input
          type="range"
          min="0"
          max="1.5"
          step="0.1"
          value={Math.min(1.5, sampling.temperature)}
          aria-valuetext={sampling.temperature === 0 ? "0, always the likeliest word" : String(sampling.temperature)}
          onChange={(event) => change((now) => withSampling(now, { temperature: Number(event.target.value) }))}
        />
        <output className="dial-value">{sampling.temperature.toFixed(1)}</output>
      </label>
      <Choice
        label="Top-p"
        value={sampling.topP}
        values={NUCLEI}
        onChoose={(topP) => change((now) => withSampling(now, { topP }))}
      />
      <Choice
        label="At most"
        unit=" tokens"
        value={sampling.maxTokens}
        values={LENGTHS}
        onChoose={(maxTokens) => change((now) => withSampling(now, { maxTokens }))}
      />
      <span className="dial">
        <label htmlFor={id}>Dice (seed)</label>
        <input
          id={id}
          className="dial-seed"
          inputMode="numeric"
          value={seed}
          disabled={sampling.temperature === 0}
          onChange={(event) => change((now) => withSeed(now, Number(event.target.value.replace(/\D/g, ""))))}
        />
        <button
          type="button"
          disabled={sampling.temperature === 0}
          onClick={() => change((now) => withSeed(now, now.seed + 1))}
        >
          Throw again
        </button>
      </span>
      <label className="dial">
        <input
          type="checkbox"
          checked={follow}
          onChange={(event) => store.setState({ answersFollow: event.target.checked })}
        />
        answer every question by themselves
      </label>
      <Speed />
    </div>
  );
}

/** How fast both spoke together, said once both have ended. */
function Speed() {
  const answers = useApp((state) => state.answers);
  const still = answers === null || [answers.left, answers.right].some(({ state }) => /waiting|speaking/.test(state));
  const count = answers === null ? 0 : answers.left.tokens.length + answers.right.tokens.length;
  const seconds = (answers?.elapsed ?? 0) / 1000;
  return (
    <span className="dials-speed">
      {!still &&
        count > 0 &&
        seconds > 0 &&
        `${count} tokens in ${seconds.toFixed(1)} s: ${Math.round(count / seconds)} tokens/s`}
    </span>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly unit?: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly onChoose: (value: number) => void;
}

/** A number from a short list; one that came with a link and is not in it is listed too. */
function Choice({ label, unit = "", value, values, onChoose }: ChoiceProps) {
  const offered = values.includes(value) ? values : [value, ...values];
  return (
    <label className="dial">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(Number(event.target.value))}>
        {offered.map((number) => (
          <option key={number} value={number}>
            {number}
            {unit}
          </option>
        ))}
      </select>
    </label>
  );
}
