/**
 * Where labels come from: a field of the files, with what each of its values means, or the reader's own hand, which
 * stands above it. A positive is what the monitor should find.
 */
import { guessedLabel } from "../../core/transcripts/labels";
import type { LabelField } from "../../runtime/transcripts/messages";
import { LABELS } from "../monitor/labelNames";
import type { FieldChoice } from "../monitor/pageState";
import type { LabelCounts } from "../monitor/scopeCounts";
import "./LabelSource.css";

export interface LabelSourceProps {
  readonly fields: readonly LabelField[];
  readonly choice: FieldChoice | null;
  /** How many runs have either label, and how many there are. */
  readonly counts: LabelCounts;
  readonly runs: number;
  readonly onChoose: (choice: FieldChoice | null) => void;
}

const countOf = (values: Iterable<number>, wanted: number): number => {
  let count = 0;
  for (const value of values) if (value === wanted) count++;
  return count;
};

export function LabelSource({ fields, choice, counts, runs, onChoose }: LabelSourceProps) {
  const field = choice === null ? undefined : fields[choice.field];
  const { positive, negative } = counts;
  const pick = (at: number): void =>
    onChoose(at < 0 ? null : { field: at, meanings: fields[at]!.values.map(guessedLabel) });
  return (
    <div className="label-source">
      <p>
        <strong>{positive}</strong> positive, <strong>{negative}</strong> negative, {runs - positive - negative} without
        a label. Positive: what the monitor should find.
      </p>
      {fields.length > 0 && (
        <label className="control">
          Labels from
          <select value={choice?.field ?? -1} onChange={(event) => pick(Number(event.target.value))}>
            <option value={-1}>your hand alone</option>
            {fields.map(({ name }, i) => (
              <option key={name} value={i}>
                the field “{name}”
              </option>
            ))}
          </select>
        </label>
      )}
      {field &&
        choice &&
        field.values.map((value, i) => (
          <label key={value} className="control">
            “{value}” ({countOf(field.of, i)})
            <select
              value={choice.meanings[i]}
              onChange={(event) => {
                const meanings = choice.meanings.with(i, Number(event.target.value));
                onChoose({ ...choice, meanings });
              }}
            >
              {LABELS.map(({ label, name }) => (
                <option key={label} value={label}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ))}
      <p className="label-hand">
        By hand: choose a run in the list, then <kbd>1</kbd> positive, <kbd>2</kbd> negative, <kbd>0</kbd> no label; it
        goes on to the next.
      </p>
    </div>
  );
}
