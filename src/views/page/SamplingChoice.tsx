/**
 * How the answers that are counted are drawn: as the recorded counts were, so that the two can be set side by side,
 * unless the reader wants the setting of the answers in “What it says”.
 */
import { DEFAULT_SAMPLING } from "../../core/answers/sampling";
import { useState } from "react";
import type { Sampling } from "../../core/experiment";
import { evidenceOf } from "../../state/selectors/personas";
import { isSameSampling } from "../../state/selectors/survey";
import { useApp } from "./store";

export interface DrawnAs {
  /** How the next count is drawn. */
  readonly sampling: Sampling;
  readonly asRecorded: boolean;
  /** Null where there is nothing to choose between. */
  readonly choices: { readonly recorded: Sampling; readonly own: Sampling } | null;
  readonly choose: (asRecorded: boolean) => void;
}

export function useDrawing(): DrawnAs {
  const own = useApp(({ experiment }) => experiment?.sampling) ?? DEFAULT_SAMPLING;
  const recorded = useApp(evidenceOf)?.asked?.sampling ?? null;
  const [asRecorded, choose] = useState(true);
  return {
    sampling: asRecorded && recorded ? recorded : own,
    asRecorded,
    choices: recorded && !isSameSampling(recorded, own) ? { recorded, own } : null,
    choose,
  };
}

export const drawnWords = ({ temperature, topP, maxTokens }: Sampling): string =>
  `temperature ${temperature}, top-p ${topP}, ≤ ${maxTokens} tokens`;

/** Nothing where there is nothing to choose between. */
export function SamplingChoice({ drawing: { choices, asRecorded, choose } }: { readonly drawing: DrawnAs }) {
  if (!choices) return null;
  return (
    <label className="control">
      drawn
      <select value={asRecorded ? "recorded" : "own"} onChange={(event) => choose(event.target.value === "recorded")}>
        <option value="recorded">as recorded: {drawnWords(choices.recorded)}</option>
        <option value="own">as single answers: {drawnWords(choices.own)}</option>
      </select>
    </label>
  );
}
