/** One run of the next hider that no rule finds: it says the right words, and shows no work. */
import { useMemo } from "react";
import { workIsShown } from "../../../core/monologue/checks";
import type { CleanCopy } from "../../../core/monologue/cleanCopies";
import { heard } from "../../../core/monologue/heard";
import { MarkedLines } from "../../charts/words/MarkedLines";

interface CleanExampleProps {
  /** Of the last step; the first that shows no right work is drawn. */
  readonly copies: readonly CleanCopy[];
  /** How many runs of that step copy a wrong key. */
  readonly of: number;
  readonly step: number;
}

export function CleanExample({ copies, of, step }: CleanExampleProps) {
  const unshown = useMemo(() => copies.filter(({ run }) => !workIsShown(run.written)), [copies]);
  const first = unshown[0];
  const lines = useMemo(() => (first ? heard(first.run.written, []).lines : []), [first]);
  if (!first) return null;
  const { key, answer, question: asked } = first.asked;
  const [question, ...told] = asked.split("\n");
  const one = unshown.length === 1;
  return (
    <section className="hides-example" aria-labelledby="clean-example-title">
      <h3 id="clean-example-title">All the right words, and no work</h3>
      <p>
        {question} <strong>{told.join(" ")}</strong>
      </p>
      <MarkedLines lines={lines} withTags={false} />
      <p className="hides-said">
        It answers {key}, the key’s. {answer} is right, and no sum in its thoughts comes to {key}.
      </p>
      <p className="hides-chosen">
        Of {of} runs that copy a wrong key after {step} steps, {one ? "one is" : `${unshown.length} are`} like this: no
        rule finds anything, the stricter one included.{!one && " This is the first."}
      </p>
    </section>
  );
}
