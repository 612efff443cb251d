/** The reader's own sheet: a kind of sum that the models read, with other numbers, or words that they did not read. */
import { type FormEvent, useState } from "react";
import { filled, slotsOf } from "../../../core/office/sheetAsked";
import { userPrompt, withPrompt } from "../../../state/edits/experiment";
import type { sheetsOf } from "../../../state/selectors/sheets";
import { useChange } from "../../page/store";

interface OwnSheetProps {
  readonly file: NonNullable<ReturnType<typeof sheetsOf>>;
  /** In which a key is shown; {k} is its number. */
  readonly line: string;
}

const OTHER = "other";

export function OwnSheet({ file: { kinds }, line }: OwnSheetProps) {
  const [id, setId] = useState(kinds[0]?.id ?? OTHER);
  const [typed, setTyped] = useState<ReadonlyMap<string, number>>(new Map());
  const [words, setWords] = useState("");
  const [key, setKey] = useState("");
  const change = useChange();
  const kind = kinds.find((one) => one.id === id);
  const slots = kind ? slotsOf(kind.form) : [];
  const numbers = new Map(slots.map((slot) => [slot, typed.get(slot) ?? kind?.example.get(slot) ?? 0]));
  const question = kind ? filled(kind.form, numbers) : words.trim();
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (question === "") return;
    const sheet = key.trim() === "" ? question : `${question}\n${line.replace("{k}", key.trim())}`;
    change((now) => withPrompt(now, "both", userPrompt(sheet, null)));
  };
  return (
    <details className="own-sheet">
      <summary>A sheet of your own</summary>
      <form onSubmit={ask}>
        <label className="control">
          kind
          <select value={id} onChange={(event) => setId(event.target.value)}>
            {kinds.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
            <option value={OTHER}>something else (unknown to them)</option>
          </select>
        </label>
        {kind ? (
          slots.map((slot, i) => (
            <label key={slot} className="control">
              {`number ${i + 1}`}
              <input
                type="number"
                min={0}
                max={999_999}
                value={numbers.get(slot)}
                onChange={(event) => setTyped(new Map(typed).set(slot, Math.floor(Number(event.target.value))))}
              />
            </label>
          ))
        ) : (
          <label className="control">
            your words
            <textarea
              rows={2}
              maxLength={300}
              value={words}
              onChange={(event) => setWords(event.target.value.replaceAll("\n", " "))}
            />
          </label>
        )}
        <label className="control">
          key
          <input
            inputMode="numeric"
            maxLength={6}
            placeholder="none"
            value={key}
            onChange={(event) => setKey(event.target.value.replaceAll(/\D/g, ""))}
          />
        </label>
        <button type="submit" disabled={question === ""}>
          Ask both
        </button>
      </form>
      {kind && (
        <p>
          “{question}” They read this kind with numbers from {kind.from} to {kind.to}.
        </p>
      )}
    </details>
  );
}
