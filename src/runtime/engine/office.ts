/**
 * What the Engine does with work sessions: one Side works through many of them, turn by turn, the machine's replies
 * between. The interface only; runtime/jobs/office.ts carries it out.
 */
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

export interface OfficeEngine {
  /** New runs as they end, in the order of the sessions; the promise gives all. */
  work(request: WorkRequest, on: (runs: readonly WorkRun[]) => void, signal: AbortSignal): Promise<readonly WorkRun[]>;
  /** How active each direction is in a turn (core/office/causes.ts). */
  readTurn(request: TurnRequest, signal: AbortSignal): Promise<readonly number[]>;
}
