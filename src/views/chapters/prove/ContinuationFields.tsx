/**
 * The bad and the good continuation that maps of cause weigh against each other: those offered with the question, or
 * the reader's own, which travel in the link.
 */
import { useId } from "react";
import { useApp } from "../../page/store";

export interface Continuations {
  readonly good: string;
  readonly bad: string;
}

export function useContinuations(): Continuations | null {
  const versus = useApp((state) => state.experiment?.versus ?? null);
  const asked = useApp((state) => state.experiment?.left.prompt.messages.at(-1)?.content ?? "");
  const offered = useApp(({ manifest }) => manifest?.prompts ?? null);
  if (versus) return versus;
  const same = offered?.find(({ text, answers }) => text === asked && answers);
  return same?.answers ?? offered?.find(({ answers }) => answers)?.answers ?? null;
}

interface Props {
  readonly value: Continuations | null;
  readonly onChange: (to: Continuations) => void;
}

export function ContinuationFields({ value, onChange }: Props) {
  const id = useId();
  const field = (which: "good" | "bad", label: string) => (
    <span className="continuation">
      <label htmlFor={`${id}-${which}`}>{label}</label>
      <input
        id={`${id}-${which}`}
        maxLength={400}
        value={value?.[which] ?? ""}
        onChange={(event) => {
          const next = { good: value?.good ?? "", bad: value?.bad ?? "", [which]: event.target.value };
          onChange(next);
        }}
      />
    </span>
  );
  return (
    <div className="continuations">
      {field("bad", "A bad answer")}
      {field("good", "A good answer")}
    </div>
  );
}
