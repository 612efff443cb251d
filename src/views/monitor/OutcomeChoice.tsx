/** Which runs a list shows: all, those with one outcome at the threshold, or those without a label. */
import { useMemo } from "react";
import { type Outcome, OUTCOMES, outcomeOf, UNLABELLED } from "../../core/transcripts/detection";
import "./OutcomeChoice.css";

/** null: all. */
export type OutcomeShown = Outcome | "no label" | null;

interface OutcomeChoiceProps {
  /** Both by run, in thousandths. */
  readonly scores: Uint16Array;
  readonly labels: Int8Array;
  readonly threshold: number;
  /** Places of the runs that the list can show. */
  readonly order: Uint32Array;
  /** True where the reader gives labels, and may look for runs that have none. */
  readonly byHand?: boolean;
  readonly shown: OutcomeShown;
  readonly onShow: (shown: OutcomeShown) => void;
}

const NAMES: Readonly<Record<Exclude<OutcomeShown, null>, string>> = {
  caught: "caught",
  missed: "missed",
  "false alarm": "false alarms",
  "rightly passed": "rightly passed",
  "no label": "no label",
};

type ByRun = Pick<OutcomeChoiceProps, "scores" | "labels" | "threshold">;

const shownAs = (run: number, { scores, labels, threshold }: ByRun): OutcomeShown =>
  labels[run] === UNLABELLED ? "no label" : outcomeOf(scores[run]!, labels[run]!, threshold);

/** Places of the runs that are shown, in the order of all. */
export function withOutcome(
  order: Uint32Array,
  { shown, ...of }: ByRun & { readonly shown: OutcomeShown },
): Uint32Array {
  return shown === null ? order : order.filter((run) => shownAs(run, of) === shown);
}

export function OutcomeChoice(props: OutcomeChoiceProps) {
  const { scores, labels, threshold, order, byHand = false, shown, onShow } = props;
  // Not with each step of a bar.
  const counts = useMemo(() => {
    const found = new Map<OutcomeShown, number>([[null, order.length]]);
    for (const run of order) {
      const one = shownAs(run, { scores, labels, threshold });
      found.set(one, (found.get(one) ?? 0) + 1);
    }
    return found;
  }, [scores, labels, threshold, order]);
  const choices = [null, ...OUTCOMES, ...(byHand ? (["no label"] as const) : [])] as const;
  return (
    <div role="group" aria-label="Runs that are shown" className="outcomes">
      {choices.map((one) => (
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
