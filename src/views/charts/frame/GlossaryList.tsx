/**
 * All words of the field that the page uses, in the order of the alphabet.
 */
import { GLOSSARY } from "./glossary";
import "./GlossaryList.css";

interface GlossaryListProps {
  /** Words that only these models have. */
  readonly also?: readonly (readonly [word: string, meaning: string])[];
}

export function GlossaryList({ also = [] }: GlossaryListProps) {
  const words = [...Object.values(GLOSSARY), ...also].toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return (
    <details className="glossary">
      <summary>Words used here ({words.length})</summary>
      <dl>
        {words.map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
