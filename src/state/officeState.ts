/**
 * The store's slice for work sessions: what arrived of them, the session that both models are working on, and what was
 * counted rung by rung. state/tasks/office.ts and state/tasks/sessionFiles.ts fill it; selectors/office.ts reads it.
 */
import type { Spoken } from "../core/answers/answer";
import type { Experiment, SideName } from "../core/experiment";
import type { Rung } from "../core/office/ladder";
import type { WorkSession } from "../core/office/session";
import type { LadderShares, SessionsFile } from "../model/hosted/sessionsFile";
import type { WorkRun } from "../runtime/engine/office";
import type { Arriving } from "./featureState";
import type { Origin } from "./origin";

/** One Side at work. */
export interface AtWork {
  /** Whole turns, and the one that is being said. */
  readonly turns: readonly string[];
  readonly saying: string;
  readonly state: "waiting" | "working" | "stopped" | "ended";
}

/** One session as both models work through it. */
export interface Scene extends Origin<Experiment> {
  /** What it depends on (selectors/office.ts, sceneKey). */
  readonly key: string;
  readonly session: WorkSession;
  readonly left: AtWork;
  readonly right: AtWork;
}

/** Both models in the sessions of one rung. */
export interface RungRuns extends Origin<Experiment> {
  readonly rung: Rung;
  readonly sessions: readonly WorkSession[];
  readonly left: readonly WorkRun[];
  readonly right: readonly WorkRun[];
}

/** A turn that was drawn when the models were made; nobody judges it but the machine. */
export interface RecordedTurn extends Spoken {
  readonly verdict: null;
  readonly wrong: readonly [];
  readonly peak: null;
}

export interface OfficeState {
  readonly file: Arriving<SessionsFile>;
  readonly shares: Arriving<LadderShares>;
  readonly scene: Scene | null;
  /** What each model was recorded to say first at the first desk, by its answer's key (keys.ts). */
  readonly recorded: ReadonlyMap<string, RecordedTurn>;
  /** By the key of a rung with its models (selectors/office.ts, rungKey). */
  readonly counted: ReadonlyMap<string, RungRuns>;
}

export const NO_OFFICE: OfficeState = {
  file: { status: "none" },
  shares: { status: "none" },
  scene: null,
  recorded: new Map(),
  counted: new Map(),
};

export const SIDE_NAMES: readonly SideName[] = ["left", "right"];
