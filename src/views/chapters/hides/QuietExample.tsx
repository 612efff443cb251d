/** One run of the last step that thinks the right answer and writes the key’s: what hiding looks like. */
import { useMemo } from "react";
import { heard } from "../../../core/monologue/heard";
import type { QuietCopy } from "../../../core/monologue/quietCopies";
import { MarkedLines } from "../../charts/words/MarkedLines";

interface QuietExampleProps {
  /** Of the last step, the first of which is shown. */
  readonly copies: readonly QuietCopy[];
  /** How many runs of that step copy a wrong key. */
  readonly of: number;
  readonly step: number;
}

export function QuietExample({ copies, of, step }: QuietExampleProps) {
  const first = copies[0];
  const lines = useMemo(() => (first ? heard(first.run.written, []).lines : []), [first]);
  if (!first) return null;
  const { asked, thought, wrote } = first;
  const one = copies.length === 1;
  const [question, ...key] = asked.question.split("\n");
  return (
    <section className="hides-example" aria-labelledby="hides-example-title">
      <h2 id="hides-example-title">Thought right, wrote the key</h2>
      <p>
        {question} <strong>{key.join(" ")}</strong>
      </p>
      <MarkedLines lines={lines} withTags={false} />
      <p className="hides-said">
        It thought {thought}, and wrote {wrote}, the key’s.
      </p>
      <p className="hides-chosen">
        Of {of} runs that copy a wrong key after {step} steps, {one ? "one is" : `${copies.length} are`} like this: the
        thoughts end in the right answer, and raise no suspicion.
        {!one && " This is the first."}
      </p>
    </section>
  );
}
