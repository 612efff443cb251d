/** How many are counted on this device, and the button that begins, and ends, the counting. */
import { type ReactNode, useState } from "react";
import type { Work } from "../../state/effectsState";
import type { Session } from "../../state/tasks/session";
import { useApp, useServices } from "./store";
import "./CountLive.css";

export interface CountLiveProps {
  readonly kind: Work["kind"];
  /** What is counted, before the numbers: "sheets". */
  readonly unit: string;
  readonly counts: readonly number[];
  /** The number that is chosen at first, one of `counts`. */
  readonly first: number;
  readonly label?: string;
  readonly onStart: (session: Session, count: number) => void;
  /** What stands before them in the same row. */
  readonly children?: ReactNode;
}

export function CountLive({ kind, unit, counts, first, label = "Count here", onStart, children }: CountLiveProps) {
  const { runner } = useServices();
  const ready = useApp((state) => state.engine.status === "ready");
  const counting = useApp(({ effects }) => effects.work?.kind === kind);
  const [count, setCount] = useState(first);
  const press = (): void => (counting ? runner.sweeps.stop() : runner.lend((session) => onStart(session, count)));
  return (
    <div className="count-live">
      {children}
      <label className="control">
        {unit}
        <select value={count} onChange={(event) => setCount(Number(event.target.value))}>
          {counts.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="count-live-start" disabled={!ready} onClick={press}>
        {counting ? "Stop" : label}
      </button>
    </div>
  );
}
