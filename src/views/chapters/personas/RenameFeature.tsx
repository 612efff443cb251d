/** The field that gives a feature the reader's own name; the name travels in the link. */
import { useState } from "react";
import { latentLabel } from "../../../core/features/latentRow";
import type { CardFacts } from "./cardFacts";

export function RenameFeature({
  facts,
  onRename,
}: {
  readonly facts: CardFacts;
  readonly onRename: (name: string | null) => void;
}) {
  const [text, setText] = useState(facts.renamed ? (facts.name ?? "") : "");
  return (
    <form
      className="card-rename"
      onSubmit={(event) => {
        event.preventDefault();
        onRename(text.trim() === "" ? null : text.trim());
      }}
    >
      <label className="control">
        Your own name for it
        <input
          value={text}
          maxLength={60}
          placeholder={latentLabel(facts)}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit">Rename</button>
      {facts.renamed && (
        <button
          type="button"
          onClick={() => {
            setText("");
            onRename(null);
          }}
        >
          Old name back
        </button>
      )}
    </form>
  );
}
