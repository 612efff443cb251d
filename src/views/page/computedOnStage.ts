/**
 * On the wall nobody presses a button to see a picture: what is not there yet is computed as soon as its step stands on
 * the stage. Once for each experiment, so that what was stopped there, or failed, is not begun again.
 */
import { useEffect, useRef } from "react";
import type { Experiment } from "../../core/experiment";
import { stepOf } from "./presentSteps";
import { useApp } from "./store";

/** `missing`: it is not there, and can be computed now. */
export function useComputedOnStage(step: string, missing: boolean, compute: () => void): void {
  const onStage = useApp(({ experiment: now }) => now !== null && now.stage.present && stepOf(now) === step);
  const experiment = useApp((state) => state.experiment);
  const begun = useRef<Experiment | null>(null);
  useEffect(() => {
    if (!onStage) begun.current = null;
    if (!onStage || !missing || begun.current === experiment) return;
    begun.current = experiment;
    compute();
  });
}
