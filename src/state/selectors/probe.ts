/**
 * What the story's probe says of the run that each Side shows: recorded of a recorded run, live of a live one, never
 * one as the other. And whether it knows the kind of sum that both are asked.
 */
import { textOf } from "../../core/answers/answer";
import type { Experiment, SideName } from "../../core/experiment";
import type { ProbeReading } from "../../core/monologue/probe";
import { SHOWN, sheetAsked } from "../../core/office/sheetAsked";
import type { ProbeFile } from "../../model/hosted/probeFile";
import { questionOf, userPrompt, withPrompt } from "../edits/experiment";
import { keyOf } from "../keys";
import { selector } from "../memo";
import type { AppState } from "../store";
import { frontSides } from "./front";
import { sheetNow, sheetsOf } from "./sheets";

export function probeOf({ sheets }: Pick<AppState, "sheets">): ProbeFile | null {
  return sheets?.probe.status === "here" ? sheets.probe.value : null;
}

/** Of which run of whom a reading is. */
export const readingKey = (experiment: Experiment, name: SideName, run: string): string =>
  keyOf("answer", experiment, [run], [name]);

/** Of each sentence of the thoughts, in thousandths; null: not read. */
type Sentences = ProbeReading["sentences"] | null;

/** What was recorded of the sheet that a Side is asked. */
function recordedReading(state: AppState, probe: ProbeFile, { checkpoint, prompt }: Experiment["left"]): Sentences {
  const asked = questionOf(prompt);
  const of = probe.sentences.get(checkpoint);
  for (const [at, sheet] of (sheetsOf(state)?.sheets ?? []).entries()) {
    const shown = SHOWN.find((one) => sheetAsked(sheet, one).question === asked);
    if (shown) return of?.get(shown)?.[at] ?? null;
  }
  return null;
}

/** What the probe says of the thoughts that a Side shows. */
export function probeReading(state: AppState, name: SideName): Sentences {
  const { experiment, sheets } = state;
  const probe = probeOf(state);
  const side = frontSides(state)?.[name];
  if (!experiment || !sheets || !probe || !side) return null;
  if (side.source === "live")
    return sheets.read.get(readingKey(experiment, name, textOf(side.tokens).trim()))?.sentences ?? null;
  return side.source === "recorded" ? recordedReading(state, probe, experiment[name]) : null;
}

/** A run on a sheet that is open to be read. */
export interface OpenedRead {
  readonly side: SideName;
  readonly question: string;
  readonly written: string;
}

const askedOf = (experiment: Experiment, question: string): Experiment =>
  withPrompt(experiment, "both", userPrompt(question, null));

/** What the probe said here of a run that was opened; null: nothing yet. */
export function openedHere({ experiment, sheets }: AppState, { side, question, written }: OpenedRead): Sentences {
  if (!experiment) return null;
  return sheets?.read.get(readingKey(askedOf(experiment, question), side, written.trim()))?.sentences ?? null;
}

/** What is recorded of it, where that very run of that model as it is was recorded. */
export function openedRecorded(state: AppState, { side, question, written }: OpenedRead): Sentences {
  const probe = probeOf(state);
  if (!state.experiment || !probe) return null;
  const asked = askedOf(state.experiment, question)[side];
  return isRecorded(state, asked, written) ? recordedReading(state, probe, asked) : null;
}

/** That run, on that sheet, of that model as it is. */
function isRecorded(state: AppState, { checkpoint, interventions, prompt }: Experiment["left"], run: string): boolean {
  const asked = questionOf(prompt);
  const file = sheetsOf(state);
  const texts = file?.recorded.runs.get(checkpoint);
  return (
    interventions.length === 0 &&
    (file?.sheets ?? []).some((sheet, at) =>
      SHOWN.some((one) => sheetAsked(sheet, one).question === asked && texts?.get(one)?.[at] === run),
    )
  );
}

/** Was the probe trained on the kind of sum that is asked? Null where the sheet is of no kind that is known. */
export const probeKnowsKind = selector(
  (state) => [probeOf(state), sheetNow(state)],
  (probe, sheet): boolean | null => (probe && sheet ? probe.trained.kinds.includes(sheet.kind) : null),
);
