/**
 * From a persona to the proof: opens the last chapter with this direction turned down on the right.
 */
import { useCallback } from "react";
import type { Experiment } from "../../../core/experiment";
import { DIAL_RECOMMENDED, type DialTarget, withDial } from "../../../state/edits/dial";
import { ChapterLink } from "../../page/ChapterLink";

interface SteerLinkProps {
  /** The same object as long as the direction is the same. */
  readonly direction: Extract<DialTarget, { kind: "direction" }>["direction"];
  readonly layer: number;
  readonly children: string;
}

export function SteerLink({ direction, layer, children }: SteerLinkProps) {
  const also = useCallback(
    (experiment: Experiment): Experiment =>
      withDial(experiment, "right", { kind: "direction", direction, layer }, -DIAL_RECOMMENDED),
    [direction, layer],
  );
  return (
    <ChapterLink to="prove" also={also}>
      {children} <span aria-hidden="true">→</span>
    </ChapterLink>
  );
}
