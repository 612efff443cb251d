/**
 * The store's slice for a story about thoughts: what arrived of it, the monitor's rules as the reader has made them,
 * and what was counted here. state/tasks/sheets.ts and state/tasks/sheetFiles.ts fill it; selectors/sheets.ts reads it.
 */
import type { Experiment, SideName } from "../core/experiment";
import type { CutRun } from "../core/monologue/cutThoughts";
import type { ChangedRun } from "../core/monologue/faithfulness";
import type { LineRun } from "../core/monologue/lineEffects";
import type { WrittenRun } from "../core/monologue/monitored";
import type { ProbeReading } from "../core/monologue/probe";
import type { KeySheet } from "../core/office/sheet";
import type { Rule } from "../core/transcripts/rules";
import type { HiddenLines } from "../runtime/engine/office";
import type { HiderFile } from "../model/hosted/hiderFile";
import type { ProbeFile } from "../model/hosted/probeFile";
import type { MonologueEvidence, SheetsFile } from "../model/hosted/sheetsFile";
import type { Arriving } from "./featureState";
import type { OfficeState } from "./officeState";
import type { Origin } from "./origin";

/** Both models on many sheets with a key, as far as they have come. */
export interface CountedRuns extends Origin<Experiment> {
  /** Which models, with which dice (selectors/sheets.ts, countKey). */
  readonly key: string;
  /** Asked for in all. */
  readonly count: number;
  readonly runs: readonly WrittenRun[];
}

/** One model's runs that went on from changed thoughts. */
export interface ChangedOf {
  readonly runs: readonly ChangedRun[];
  /** What each became, as far as they have come. */
  readonly after: readonly string[];
}

/** Both models' runs on the same sheets, whose thoughts were changed. */
export interface ChangedThoughts extends Origin<Experiment>, Readonly<Record<SideName, ChangedOf>> {
  readonly key: string;
  readonly sheets: readonly KeySheet[];
}

/** Both models' thoughts cut after each line, on the sheet that was open; null: it had none there that end. */
export interface CutHere extends Origin<Experiment>, Readonly<Record<SideName, CutRun | null>> {
  readonly key: string;
  readonly sheet: KeySheet;
}

/** What each line of both models' thoughts does for their answers, on the sheet that was open. */
export interface TriedLines extends Origin<Experiment>, Readonly<Record<SideName, TriedOf | null>> {
  readonly key: string;
  readonly sheet: KeySheet;
}

/** As the pictures read it, which do not know the engine. */
export type TriedHidden = HiddenLines;

/** One model's run, what went on from its lines, and what became of that so far. */
export interface TriedOf {
  readonly answer: string;
  readonly thoughts: readonly string[];
  readonly runs: readonly LineRun[];
  readonly after: readonly string[];
  /** The same run with each line hidden from what follows it. */
  readonly hidden: TriedHidden;
}

export interface SheetsState {
  readonly file: Arriving<SheetsFile>;
  readonly evidence: Arriving<MonologueEvidence>;
  readonly hider: Arriving<HiderFile>;
  readonly probe: Arriving<ProbeFile>;
  /** What each model was recorded to write, by its answer's key (keys.ts). */
  readonly recorded: OfficeState["recorded"];
  /** The reader's; null: the story's own. */
  readonly rules: readonly Rule[] | null;
  readonly counted: CountedRuns | null;
  readonly changed: ChangedThoughts | null;
  readonly cut: CutHere | null;
  readonly tried: TriedLines | null;
  /** What the probe says of runs that were written here, by their keys (selectors/probe.ts). */
  readonly read: ReadonlyMap<string, ProbeReading>;
}

export const NO_SHEETS: SheetsState = {
  file: { status: "none" },
  evidence: { status: "none" },
  hider: { status: "none" },
  probe: { status: "none" },
  recorded: new Map(),
  rules: null,
  counted: null,
  changed: null,
  cut: null,
  tried: null,
  read: new Map(),
};
