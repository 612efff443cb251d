/** The run that is open is one of those in the list. */
import { useEffect, useRef } from "react";
import type { OutcomeShown } from "./OutcomeChoice";

/**
 * Opens another run where the list that `shown` leaves does not hold the open one: the first after a new choice, else
 * the one that took its place. Opens nothing before the reader has chosen a run or a kind of runs.
 */
export function useInSight(
  order: Uint32Array,
  selected: number | null,
  shown: OutcomeShown,
  onSelect: (run: number) => void,
): void {
  const last = useRef({ shown, place: 0 });
  const place = selected === null ? -1 : order.indexOf(selected);
  useEffect(() => {
    const before = last.current.shown === shown ? last.current.place : 0;
    const isChosen = selected !== null || shown !== null;
    const next = place < 0 ? Math.min(before, order.length - 1) : place;
    last.current = { shown, place: Math.max(0, next) };
    const run = order[next];
    if (place < 0 && isChosen && run !== undefined) onSelect(run);
  }, [order, selected, shown, place, onSelect]);
}
