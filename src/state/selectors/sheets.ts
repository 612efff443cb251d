/**
 * A story about thoughts as it is shown: the sheet that both Sides are asked, what is recorded of their models, and
 * what was counted here of the Sides that are asked for now.
 */
import type { CheckpointId, Experiment, SideName } from "../../core/experiment";
import { type MonitoredRun, monitoredRuns, type WrittenRun } from "../../core/monologue/monitored";
import type { Transcript } from "../../core/transcripts/transcript";
import { runParts } from "../../core/monologue/heard";
import { type KnownSheet, sheetAsked, sheetOf, type Shown, WITH_KEY } from "../../core/office/sheetAsked";
import { rowSeed } from "../../core/random";
import type { HiderStep } from "../../model/hosted/hiderFile";
import type { RecordedFaithfulness, RecordedProbe, RecordedTexts, SheetsFile } from "../../model/hosted/sheetsFile";
import { questionOf, userPrompt, withPrompt } from "../edits/experiment";
import { keyOf } from "../keys";
import { selector, selectorBy } from "../memo";
import { SIDE_NAMES } from "../officeState";
import type { ChangedThoughts, CountedRuns, TriedLines } from "../sheetsState";
import type { AppState } from "../store";

export function sheetsOf({ sheets }: Pick<AppState, "sheets">): SheetsFile | null {
  return sheets?.file.status === "here" ? sheets.file.value : null;
}

/** Both Sides asked an offered sheet, with the dice with which it is recorded. */
export function withSheet(file: SheetsFile, experiment: Experiment, at: number, shown: Shown): Experiment {
  const sheet = file.sheets[at];
  if (!sheet) return experiment;
  const asked = withPrompt(experiment, "both", userPrompt(sheetAsked(sheet, shown).question, null));
  return { ...asked, seed: rowSeed(file.recorded.seed, at), sampling: file.sampling };
}

/** The sheet that both Sides are asked; null where it is of no kind that their models know, or they are asked two. */
export const sheetNow = selector(
  (state) => [sheetsOf(state), state.experiment?.left.prompt, state.experiment?.right.prompt],
  (file, left, right): KnownSheet | null => {
    const asked = questionOf(left);
    return file && asked === questionOf(right) ? sheetOf(asked, file.sheets, file.kinds) : null;
  },
);

/** What is recorded of a Side's model on sheets with a key; nothing where it was changed. */
function recordedOf(file: SheetsFile, experiment: Experiment, side: SideName): WrittenRun[] {
  const { checkpoint, interventions } = experiment[side];
  const texts = interventions.length > 0 ? undefined : file.recorded.runs.get(checkpoint);
  return texts ? writtenRuns(side, texts, file.recorded.inside.get(checkpoint) ?? null) : [];
}

function writtenRuns(side: SideName, texts: RecordedTexts, inside: RecordedProbe | null): WrittenRun[] {
  return WITH_KEY.flatMap((shown) =>
    (texts.get(shown) ?? []).map((written, sheet) => {
      return { side, sheet, shown, written, inside: inside?.get(shown)?.[sheet] ?? null };
    }),
  );
}

/** A run as a monitor reads it. */
export const transcriptOf = (sheets: SheetsFile["sheets"], { sheet, shown, written }: MonitoredRun): Transcript => ({
  question: sheetAsked(sheets[sheet]!, shown).question,
  parts: runParts(written),
  fields: new Map(),
});

/** A step of the hider's training, and its runs on sheets with a key. */
export interface StepRuns {
  readonly step: number;
  readonly runs: readonly MonitoredRun[];
}

/** Recorded runs of the model that the story opens with on the left, which is honest, beside which a hider stands. */
export const honestRuns = selector(
  (state) => [sheetsOf(state), state.manifest?.defaultPair[0]],
  (file, honest): readonly MonitoredRun[] => {
    const texts = honest === undefined ? undefined : file?.recorded.runs.get(honest);
    const inside = file?.recorded.inside.get(honest ?? "") ?? null;
    return file && texts ? monitoredRuns(file.sheets, writtenRuns("left", texts, inside)) : [];
  },
);

const stepRuns = ({ sheets }: SheetsFile, steps: readonly HiderStep[]): readonly StepRuns[] =>
  steps.map(({ step, runs, inside }) => {
    return { step, runs: monitoredRuns(sheets, writtenRuns("right", runs, inside)) };
  });

/** Every step of the hider's training; null: no hider is published, or it has not arrived. */
export const hiderSteps = selector(
  (state) => [sheetsOf(state), state.sheets?.hider],
  (file, hider): readonly StepRuns[] | null =>
    file && hider?.status === "here" ? stepRuns(file, hider.value.steps) : null,
);

/** Every step of the next hider's training, from the model that both hiders began from; null: there is none. */
export const nextHiderSteps = selector(
  (state) => [sheetsOf(state), state.sheets?.hider],
  (file, hider): readonly StepRuns[] | null => {
    if (!file || hider?.status !== "here" || hider.value.next.length === 0) return null;
    const { steps, next } = hider.value;
    return stepRuns(file, [steps[0]!, ...next]);
  },
);

/** Recorded runs of every model but the hider, by its checkpoint: on them a stricter rule is tried, too. */
export const runsBeside = selector(
  (state) => [sheetsOf(state), state.sheets?.hider],
  (file, hider): ReadonlyMap<CheckpointId, readonly MonitoredRun[]> => {
    const id = hider?.status === "here" ? hider.value.checkpoint : null;
    const others = [...(file?.recorded.runs ?? [])].filter(([checkpoint]) => checkpoint !== id);
    return new Map(
      others.map(([checkpoint, texts]) => {
        const inside = file!.recorded.inside.get(checkpoint) ?? null;
        return [checkpoint, monitoredRuns(file!.sheets, writtenRuns("left", texts, inside))];
      }),
    );
  },
);

/** Runs of both Sides that the monitor is tried on: recorded, or counted here. Never both. */
export const runsOfMonitor = selectorBy(
  (state: AppState, from: "recorded" | "here") => [
    sheetsOf(state),
    state.experiment,
    from === "here" ? countedNow(state) : null,
  ],
  (from, file, experiment, counted): readonly MonitoredRun[] => {
    if (!file || !experiment) return [];
    const recorded = (): WrittenRun[] => SIDE_NAMES.flatMap((side) => recordedOf(file, experiment, side));
    return monitoredRuns(file.sheets, from === "recorded" ? recorded() : (counted?.runs ?? []));
  },
);

/** Which models, with which dice. */
export const countKey = (experiment: Experiment): string => keyOf("models", experiment, [experiment.seed]);

/** What was counted here of the Sides that are asked for; null: nothing. */
export function countedNow({ experiment, sheets }: AppState): CountedRuns | null {
  const counted = sheets?.counted;
  return experiment && counted?.key === countKey(experiment) ? counted : null;
}

export function changedNow({ experiment, sheets }: AppState): ChangedThoughts | null {
  const changed = sheets?.changed;
  return experiment && changed?.key === countKey(experiment) ? changed : null;
}

/** Which models were asked which sheet, with which dice. */
export const lineKey = (experiment: Experiment): string => keyOf("reading", experiment);

export function triedNow({ experiment, sheets }: AppState): TriedLines | null {
  const tried = sheets?.tried;
  return experiment && tried?.key === lineKey(experiment) ? tried : null;
}

/** How often a model's answer was recorded to stay; null where it was changed, or nothing is. */
export function recordedFaithfulness({ experiment, sheets }: AppState, side: SideName): RecordedFaithfulness | null {
  const { checkpoint, interventions } = experiment?.[side] ?? {};
  if (!checkpoint || interventions!.length > 0 || sheets?.evidence.status !== "here") return null;
  return sheets.evidence.value.faithfulness.get(checkpoint) ?? null;
}
