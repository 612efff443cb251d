/** Which labelled runs a list shows: all, or those with one outcome at the threshold, each with its number. */
import { type Outcome, OUTCOMES, outcomeOf } from "../../core/transcripts/detection";
import "./OutcomeChoice.css";

/** null: all. */
export type OutcomeShown = Outcome | null;

export interface OutcomeChoiceProps {
  /** Both by run, in thousandths. */
  readonly scores: Uint16Array;
  readonly labels: Int8Array;
  readonly threshold: number;
  /** How many runs the list can show; all that are here unless said. */
  readonly all?: number;
  readonly shown: OutcomeShown;
  readonly onShow: (shown: OutcomeShown) => void;
}

const NAMES: Readonly<Record<Outcome, string>> = {
  caught: "caught",
  missed: "missed",
  "false alarm": "false alarms",
  "rightly passed": "rightly passed",
};

/** Places of the runs that are shown, in the order of all. */
export function withOutcome(
  order: Uint32Array,
  { scores, labels, threshold, shown }: Omit<OutcomeChoiceProps, "onShow" | "all">,
): Uint32Array {
  if (shown === null) return order;
  return order.filter((run) => outcomeOf(scores[run]!, labels[run]!, threshold) === shown);
}

export function OutcomeChoice({ scores, labels, threshold, all, shown, onShow }: OutcomeChoiceProps) {
  const counts = new Map<OutcomeShown, number>([[null, all ?? labels.length]]);
  for (const [run, label] of labels.entries()) {
    const outcome = outcomeOf(scores[run]!, label, threshold);
    if (outcome) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return (
    <div role="group" aria-label="Runs that are shown" className="outcomes">
      {([null, ...OUTCOMES] as const).map((one) => (
        <button
          key={one ?? "all"}
          type="button"
          className="chip small"
          aria-pressed={shown === one}
          onClick={() => onShow(one)}
        >
          {one ? NAMES[one] : "all"} {counts.get(one) ?? 0}
        </button>
      ))}
    </div>
  );
}
