/**
 * The judge's verdict on one answer: its mark, its name, and how the judge knows. Keeps its line while there is none.
 */
import type { StepCounts, Verdict } from "../../core/answers/judge";
import { verdictWords } from "./verdictWords";

interface VerdictLineProps {
  readonly judged: {
    readonly verdict: Verdict | null;
    readonly steps: StepCounts | null;
    readonly situation: string | null;
    readonly outside: boolean;
  } | null;
  /** Of the line. */
  readonly className: string;
  /** The judge is reading it, or will. */
  readonly awaited: boolean;
}

export function VerdictLine({ className, judged, awaited }: VerdictLineProps) {
  if (!judged?.verdict) return <p className={className}>{awaited ? "The judge is reading…" : "\u00a0"}</p>;
  const { mark, name, why } = verdictWords(judged.verdict, judged.steps, judged.situation, judged.outside);
  return (
    <p className={className} title={why}>
      <strong>
        <span aria-hidden="true">{mark} </span>
        {name}
      </strong>{" "}
      <span className="verdict-why">{why}</span>
    </p>
  );
}
