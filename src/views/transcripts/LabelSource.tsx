/**
 * Where labels come from: a field of the files, with what each of its values means, or the reader's own hand, which
 * stands above it. A positive is what the monitor should find.
 */
import { capital } from "../../core/texts";
import { fieldWords, guessedLabels, likelyFields, UNTOUCHED } from "../../core/transcripts/labels";
import type { LabelField } from "../../runtime/transcripts/messages";
import { LABELS } from "../monitor/labelNames";
import type { FieldChoice } from "../monitor/pageState";
import type { LabelCounts } from "../monitor/scopeCounts";
import { listedWords, labelledBy, unsaidValues } from "./labelWords";
import "./LabelSource.css";

export interface LabelSourceProps {
  readonly fields: readonly LabelField[];
  readonly choice: FieldChoice | null;
  /** How many runs have either label, and how many there are. */
  readonly counts: LabelCounts;
  readonly runs: number;
  readonly onChoose: (choice: FieldChoice | null) => void;
}

export function LabelSource({ fields, choice, counts, runs, onChoose }: LabelSourceProps) {
  const field = choice === null ? undefined : fields[choice.field];
  const { positive, negative } = counts;
  const pick = (at: number): void =>
    onChoose(at < 0 ? null : { field: at, meanings: guessedLabels(fields[at]!.values) });
  const mean = (chosen: FieldChoice, value: number, label: number): void =>
    onChoose({ ...chosen, meanings: chosen.meanings.with(value, label) });
  return (
    <div className="label-source">
      <p>
        <strong>{positive}</strong> positive, <strong>{negative}</strong> negative, {runs - positive - negative} without
        a label. Positive: what the monitor should find.
      </p>
      {field && choice ? (
        <>
          {unsaidValues(field, choice.meanings).map(({ place, value, count }) => (
            <p key={value} className="label-unsaid">
              {count === 1 ? "1 run is" : `${count.toLocaleString("en")} runs are`} called “{value}”: say what that
              means.{" "}
              {LABELS.map(({ label, name }) => (
                <button key={label} type="button" className="chip small" onClick={() => mean(choice, place, label)}>
                  {name}
                </button>
              ))}
            </p>
          ))}
          <details className="label-field">
            <summary>
              {labelledBy(field, choice.meanings)} <span className="label-change">Change</span>
            </summary>
            <div className="label-meanings">
              <FieldSelect fields={fields} chosen={choice.field} onPick={pick} />
              <Meanings field={field} choice={choice} onMean={(value, label) => mean(choice, value, label)} />
            </div>
          </details>
        </>
      ) : (
        fields.length > 0 && <Ask fields={fields} onPick={pick} />
      )}
      <p className="label-hand">
        By hand: choose a run in the list, then <kbd>1</kbd> positive, <kbd>2</kbd> negative, <kbd>0</kbd> no label; it
        goes on to the next run without a label.
      </p>
    </div>
  );
}

interface FieldsProps {
  readonly fields: readonly LabelField[];
  readonly onPick: (field: number) => void;
}

/** Which field it is to be, where none was taken: those that look like labels as buttons, the others in a list. */
function Ask({ fields, onPick }: FieldsProps) {
  const likely = likelyFields(fields);
  const names = likely.map((place) => fieldWords(fields[place]!.name));
  return (
    <div className="label-ask">
      {likely.length > 0 && (
        <p>
          {likely.length === 1
            ? `${capital(names[0]!)} looks like labels. `
            : `${capital(listedWords(names))} look like labels. Which of them are they? `}
          {likely.map((place) => (
            <button key={place} type="button" className="chip small" onClick={() => onPick(place)}>
              Read {fieldWords(fields[place]!.name)}
            </button>
          ))}
        </p>
      )}
      {fields.length > likely.length && <FieldSelect fields={fields} chosen={-1} onPick={onPick} />}
    </div>
  );
}

function FieldSelect({ fields, chosen, onPick }: FieldsProps & { readonly chosen: number }) {
  return (
    <label className="control">
      Labels from
      <select value={chosen} onChange={(event) => onPick(Number(event.target.value))}>
        <option value={-1}>your hand alone</option>
        {fields.map(({ name }, i) => (
          <option key={name} value={i}>
            {fieldWords(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface MeaningsProps {
  readonly field: LabelField;
  readonly choice: FieldChoice;
  readonly onMean: (value: number, label: number) => void;
}

function Meanings({ field, choice, onMean }: MeaningsProps) {
  return field.values.map((value, i) => (
    <label key={value} className="control">
      “{value}”
      <select value={choice.meanings[i]} onChange={(event) => onMean(i, Number(event.target.value))}>
        {choice.meanings[i] === UNTOUCHED && <option value={UNTOUCHED}>not said yet</option>}
        {LABELS.map(({ label, name }) => (
          <option key={label} value={label}>
            {name}
          </option>
        ))}
      </select>
    </label>
  ));
}
