/**
 * The store's slice for work sessions: what arrived of them, the session that both models are working on, and what was
 * counted rung by rung. state/tasks/office.ts and state/tasks/sessionFiles.ts fill it; selectors/office.ts reads it.
 */
import type { Spoken } from "../core/answers/answer";
import type { Experiment, SideName } from "../core/experiment";
import type { Rung } from "../core/office/ladder";
import type { SessionVerdict, WorkSession } from "../core/office/session";
import type { PartEffects } from "../core/edits/partEffects";
import type { Causes } from "../model/hosted/causesFile";
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

/** How active directions were in the turn that decides of one session; in the order of the evidence's directions. */
export interface TurnReading {
  readonly session: number;
  readonly values: readonly number[];
}

/** The same sessions on both Sides, read inside. */
export interface RungReadings extends RungRuns {
  readonly readings: Readonly<Record<SideName, readonly TurnReading[]>>;
}

/** What is done to a model in a proof: nothing, a direction added, or a random one of its norm in its place. */
export type SteeredAs = "without" | "steered" | "random";

/** One Side in the sessions of a rung, with a direction turned up or down and with its control. */
export interface SteeredRuns extends Origin<Experiment> {
  readonly side: SideName;
  readonly strength: number;
  readonly rung: Rung;
  readonly sessions: readonly WorkSession[];
  readonly runs: Readonly<Record<SteeredAs, readonly WorkRun[]>>;
}

export interface DecidedTurn {
  readonly turn: string;
  readonly verdict: SessionVerdict;
}

/** Parts of the run with a clause, put into the run without it. */
export interface FoundClause extends Origin<Experiment> {
  readonly key: string;
  /** What the model says by itself without the clause and with it, and what becomes of the notice. */
  readonly without: DecidedTurn;
  readonly with: DecidedTurn;
  readonly map: PartEffects;
}

/** A turn that was drawn when the models were made; nobody judges it but the machine. */
export interface RecordedTurn extends Spoken {
  readonly verdict: null;
  readonly wrong: readonly [];
  readonly steps: null;
  readonly peak: null;
}

/** Of a text, a word with the space before it stands for a token. */
export const recordedTurn = (text: string): RecordedTurn => ({
  tokens: (text.match(/\s*\S+/g) ?? []).map((word, id) => ({ id, text: word })),
  end: "finished",
  verdict: null,
  wrong: [],
  steps: null,
  peak: null,
});

export interface OfficeState {
  readonly file: Arriving<SessionsFile>;
  readonly shares: Arriving<LadderShares>;
  /** What is recorded of the models' insides; null: nothing. */
  readonly causes: Arriving<Causes | null>;
  readonly scene: Scene | null;
  /** What each model was recorded to say first at the first desk, by its answer's key (keys.ts). */
  readonly recorded: ReadonlyMap<string, RecordedTurn>;
  /**
   * How active the first screen's direction was in a turn, by the key of that turn (selectors/inside.ts, turnKey): as
   * it is recorded, and as it was read here.
   */
  readonly inside: Readonly<Record<"recorded" | "live", ReadonlyMap<string, number>>>;
  /** By the key of a rung with its models (selectors/office.ts, rungKey). */
  readonly counted: ReadonlyMap<string, RungRuns>;
  readonly read: ReadonlyMap<string, RungReadings>;
  /** By the key of what was done to whom (selectors/causes.ts, aimKey). */
  readonly steered: ReadonlyMap<string, SteeredRuns>;
  readonly clause: FoundClause | null;
}

export const NO_OFFICE: OfficeState = {
  file: { status: "none" },
  shares: { status: "none" },
  causes: { status: "none" },
  scene: null,
  recorded: new Map(),
  inside: { recorded: new Map(), live: new Map() },
  counted: new Map(),
  read: new Map(),
  steered: new Map(),
  clause: null,
};

export const SIDE_NAMES: readonly SideName[] = ["left", "right"];
