/** What a curve measured here depends on beside its models, as a saved picture says it. */
import type { Subject } from "../../../core/pictures/subject";
import type { SweepCurve } from "../../../state/effectsState";
import { samplingSettings } from "../../../state/selectors/subjects";

export function curveSettings({ kind, voice, answers, asked }: SweepCurve): Subject["settings"] {
  const what = kind === "steering" ? "steered along" : "activity of";
  return [
    ...(voice === null ? [] : [[what, voice] as const]),
    ["answers behind each point", String(answers)],
    ...samplingSettings(asked),
  ];
}
