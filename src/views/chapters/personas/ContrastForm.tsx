/**
 * Two lists of prompts that differ in one thing: the difference of what the model holds in mind is a direction for it.
 */
import { useId, useState } from "react";
import { storyOf } from "../../../state/selectors/story";
import { useApp } from "../../page/store";
import "./ContrastForm.css";

export interface ContrastFormProps {
  readonly ready: boolean;
  readonly onFind: (name: string, positive: readonly string[], negative: readonly string[]) => void;
}

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export function ContrastForm({ ready, onFind }: ContrastFormProps) {
  const { contrasts } = useApp(storyOf);
  const first = contrasts[0]!;
  const [name, setName] = useState(first.name);
  const [positive, setPositive] = useState(first.positive.join("\n"));
  const [negative, setNegative] = useState(first.negative.join("\n"));
  const nameId = useId();
  const yes = useId();
  const no = useId();
  const complete = name.trim() !== "" && lines(positive).length > 0 && lines(negative).length > 0;
  return (
    <form
      className="contrast-form"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(name.trim(), lines(positive), lines(negative));
      }}
    >
      <div className="contrast-offers" role="group" aria-label="Examples">
        {contrasts.map((example) => (
          <button
            key={example.name}
            type="button"
            className="chip small"
            aria-pressed={example.name === name}
            onClick={() => {
              setName(example.name);
              setPositive(example.positive.join("\n"));
              setNegative(example.negative.join("\n"));
            }}
          >
            {example.name}
          </button>
        ))}
      </div>
      <div className="prompt-fields">
        <div className="question">
          <label htmlFor={yes}>With it, one prompt on each line</label>
          <textarea id={yes} rows={4} value={positive} onChange={(event) => setPositive(event.target.value)} />
        </div>
        <div className="question">
          <label htmlFor={no}>Without it</label>
          <textarea id={no} rows={4} value={negative} onChange={(event) => setNegative(event.target.value)} />
        </div>
      </div>
      <div className="find-line">
        <label className="control" htmlFor={nameId}>
          Name
          <input id={nameId} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
        </label>
        <button type="submit" className="primary" disabled={!ready || !complete}>
          Find the direction
        </button>
      </div>
    </form>
  );
}
