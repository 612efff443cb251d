/**
 * The two continuations that maps of cause weigh against each other: a bad and a good answer that are offered with the
 * question, what the two Sides write, or the reader's own, which travel in the link.
 */
import { useId } from "react";
import type { Continuations } from "../../../state/selectors/continuations";
import { useAskedTitles } from "../../page/subjects";
import "./ContinuationFields.css";

interface Props {
  readonly value: Continuations;
  readonly onChange: (to: Pick<Continuations, "good" | "bad">) => void;
}

export function ContinuationFields({ value, onChange }: Props) {
  const id = useId();
  const titles = useAskedTitles();
  const { written } = value;
  // What is written has several lines.
  const Field = written ? "textarea" : "input";
  const field = (which: "good" | "bad", label: string) => (
    <span className="continuation">
      <label htmlFor={`${id}-${which}`}>{label}</label>
      <Field
        id={`${id}-${which}`}
        maxLength={400}
        value={value[which]}
        onChange={(event) => {
          const next = { good: value.good, bad: value.bad, [which]: event.target.value };
          onChange(next);
        }}
      />
    </span>
  );
  return (
    <div className="continuations">
      {field("bad", written ? `What ${titles.right} writes` : "A bad answer")}
      {field("good", written ? `What ${titles.left} writes` : "A good answer")}
    </div>
  );
}
