/**
 * Long work under way: a bar, how many are done, how much longer it takes, and a way to stop it. What has come stays.
 */
import type { Work } from "../../state/effectsState";
import { useApp, useServices } from "./store";
import "./WorkBar.css";

export interface WorkBarProps {
  readonly kind: Work["kind"];
  /** What is counted: "answers". */
  readonly unit: string;
}

export function WorkBar({ kind, unit }: WorkBarProps) {
  const { runner } = useServices();
  const work = useApp(({ effects }) => effects.work);
  const failure = useApp(({ effects }) => (effects.failed === kind ? effects.failure : null));
  if (work?.kind !== kind) {
    return failure && !work ? (
      <p className="notice" role="alert">
        {failure.message} {failure.advice}
      </p>
    ) : null;
  }
  const { done, total, left } = work;
  return (
    <p className="work" role="status">
      <progress aria-label={`${unit} done`} max={total || undefined} value={total ? done : undefined} />
      <span>
        {total ? `${done} of ${total} ${unit}` : "Getting ready"}
        {left !== null && done < total && `, ${timeLeft(left)} left`}
      </span>
      <button type="button" onClick={() => runner.sweeps.stop()}>
        Stop
      </button>
    </p>
  );
}

/** "40 s", "3 min". */
export function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
