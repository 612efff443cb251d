/**
 * What the Engine does with work sessions and sheets: one Side works through many sessions, turn by turn, the machine's
 * replies between, or answers many sheets, from the beginning or from where its thoughts were changed. The interface
 * only; runtime/jobs/office.ts carries it out.
 */
import type { HiddenLine } from "../../core/monologue/hiddenLines";
import type { WorkSession } from "../../core/office/session";
import type { ReadDirection } from "../../core/office/causes";
import type { DirectionRef, Sampling, Side } from "../../core/experiment";

export interface WorkRequest {
  readonly side: Pick<Side, "checkpoint" | "interventions">;
  /** By number: session i has the same dice on both Sides, and whoever else works on it. */
  readonly sessions: readonly WorkSession[];
  readonly sampling: Sampling;
  readonly seed: number;
}

/** The worker's turns in one session, up to the one that decides about the notice. */
export interface WorkRun {
  readonly session: number;
  readonly turns: readonly string[];
}

/** A direction and the block after which it is read. */
export interface TurnDirection extends ReadDirection {
  readonly ref: DirectionRef;
  readonly layer: number;
}

export interface TurnRequest {
  /** Its prompt's answer is the turn. */
  readonly side: Side;
  readonly directions: readonly TurnDirection[];
}

export interface SheetsRequest {
  readonly side: Pick<Side, "checkpoint" | "interventions">;
  readonly sheets: readonly {
    readonly question: string;
    /** What the model is taken to have written so far; "": nothing. */
    readonly begun: string;
    readonly seed: number;
  }[];
  readonly sampling: Sampling;
}

/** What a model wrote on one sheet. */
export interface SheetRun {
  /** Index among those that were asked. */
  readonly index: number;
  /** All of it, with what had been begun. */
  readonly written: string;
}

export interface HideLinesRequest {
  /** Its prompt's answer is a whole run, thoughts and what is written below them. */
  readonly side: Side;
  /** As that is drawn; its temperature above 0. */
  readonly sampling: Sampling;
  /** The dice with which what stands below the thoughts is drawn anew, once each. */
  readonly seeds: readonly number[];
}

export interface HiddenLines {
  /** Probability of what is written below the thoughts, nothing hidden. */
  readonly same: number;
  /** What was drawn below the thoughts, nothing hidden, with each of the seeds. */
  readonly drawn: readonly string[];
  /** Of every line of the thoughts, hidden from all that follows it. */
  readonly lines: readonly HiddenLine[];
}

export interface OfficeEngine {
  /** New runs as they end, in the order of the sessions; the promise gives all. */
  work(request: WorkRequest, on: (runs: readonly WorkRun[]) => void, signal: AbortSignal): Promise<readonly WorkRun[]>;
  /** How active each direction is in a turn (core/office/causes.ts). */
  readTurn(request: TurnRequest, signal: AbortSignal): Promise<readonly number[]>;
  /** Runs as `work` tells them, of sheets, in the order in which they were asked. */
  writeSheets(
    request: SheetsRequest,
    on: (runs: readonly SheetRun[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SheetRun[]>;
  /** What each line of a run's thoughts does for what follows it (core/monologue/hiddenLines.ts). */
  hideLines(request: HideLinesRequest, signal: AbortSignal): Promise<HiddenLines>;
}
