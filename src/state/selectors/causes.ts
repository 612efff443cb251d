/**
 * What is active inside the models of a story about work sessions, rung by rung, as it was read here or is recorded;
 * what steering did; and which parts carry the clear sentence.
 */
import { type PartShares, sharesOf } from "../../core/edits/partEffects";
import type { CheckpointId, Experiment, SideName } from "../../core/experiment";
import type { Rung } from "../../core/office/ladder";
import { type Mean, meanOfQuestions } from "../../core/pictures/mean";
import type { Rate } from "../../core/pictures/rate";
import type { CauseDirection, Causes, SessionShares, SteerAim } from "../../model/hosted/causesFile";
import { keyOf } from "../keys";
import { selector } from "../memo";
import type { FoundClause, RungReadings, SteeredAs, SteeredRuns } from "../officeState";
import type { AppState } from "../store";
import { ladderOf, type Place, placeOf, questionIn, rungKey, shareIn } from "./office";

/** What the pictures are made of, for those who do not know the file. */
export type SteeredAim = SteerAim;
export type ActShares = SessionShares;
export type CarriedClause = NonNullable<Causes["clause"]>;

export function causesIn({ office }: Pick<AppState, "office">): Causes | null {
  return office?.causes.status === "here" ? office.causes.value : null;
}

/** The aim to begin with, by its place: it did most beyond its controls. */
export function tellingAim(aims: readonly SteeredAim[]): number {
  const found = aims.map(beyondControls);
  return Math.max(0, found.indexOf(Math.max(...found)));
}

/** What an aim changed about how often the notice was moved aside, less the most that a control changed. */
export function beyondControls({ without, random, unrelated, ...steered }: SteeredAim): number {
  const changed = ({ resist }: ActShares): number => Math.abs(resist.rate - without.resist.rate);
  return changed(steered) - Math.max(0, ...[...random, ...(unrelated ? [unrelated] : [])].map(changed));
}

/** One model on one rung: how often it moved the notice aside, and how active each direction was. */
export interface CausePoint {
  /** Index of the rung among those shown. */
  readonly rung: number;
  readonly resist: Rate;
  /** In the order of the directions; null: not read. */
  readonly active: readonly (Mean | null)[];
}

export interface CauseModel {
  readonly id: CheckpointId;
  /** Null for a model that stands on neither Side. */
  readonly side: SideName | null;
  readonly points: readonly CausePoint[];
}

export interface CausesShown {
  readonly directions: readonly CauseDirection[];
  readonly rungs: readonly Rung[];
  readonly models: readonly CauseModel[];
}

const NAMES: readonly SideName[] = ["left", "right"];

/** Every model that is recorded, those of the Sides first; a Side that something is done to is not recorded. */
export const recordedCauses = selector(
  (state) => [causesIn(state), ladderOf(state), state.experiment?.left ?? null, state.experiment?.right ?? null],
  (causes, ladder, left, right): CausesShown | null => {
    if (!causes || !left || !right) return null;
    const rungs = ladder.filter(({ id }) => [...causes.runs.values()].some((of) => id !== null && of.has(id)));
    const changed = [left, right].filter(({ interventions }) => interventions.length > 0);
    const sideOf = (id: CheckpointId): SideName | null =>
      left.checkpoint === id ? "left" : right.checkpoint === id ? "right" : null;
    const models = [...causes.runs].flatMap(([id, of]): CauseModel[] => {
      if (changed.some(({ checkpoint }) => checkpoint === id)) return [];
      const points = rungs.flatMap((rung, at): CausePoint[] => {
        const found = of.get(rung.id!);
        const active = causes.directions.map(({ name }) => found?.active.get(name) ?? null);
        return found ? [{ rung: at, resist: found.resist, active }] : [];
      });
      return [{ id, side: sideOf(id), points }];
    });
    const order = ({ side }: CauseModel): number => (side === null ? NAMES.length : NAMES.indexOf(side));
    const shown = models.filter(({ points }) => points.length > 0).toSorted((a, b) => order(a) - order(b));
    return shown.length > 0 ? { directions: causes.directions, rungs, models: shown } : null;
  },
);

/** What was read here of the Sides as they are asked for now; null: nothing. */
export const readCauses = selector(
  (state) => [causesIn(state), ladderOf(state), state.experiment, state.office?.read ?? null],
  (causes, ladder, experiment, read): CausesShown | null => {
    if (!causes || !experiment || !read) return null;
    const found = ladder.map((rung) => read.get(rungKey(experiment, rung)) ?? null);
    const rungs = ladder.filter((_, i) => found[i]);
    const there = found.flatMap((one) => one ?? []);
    const models = NAMES.map((side): CauseModel => ({
      id: experiment[side].checkpoint,
      side,
      points: there.flatMap((one, rung) => pointOf(one, side, rung, causes.directions.length)),
    }));
    const shown = models.filter(({ points }) => points.length > 0);
    return shown.length > 0 ? { directions: causes.directions, rungs, models: shown } : null;
  },
);

function pointOf(found: RungReadings, side: SideName, rung: number, directions: number): CausePoint[] {
  const readings = found.readings[side];
  if (readings.length === 0) return [];
  const groups = readings.map(({ session }) => questionIn(found, session));
  const active = Array.from({ length: directions }, (_, i) =>
    meanOfQuestions(
      readings.map(({ values }) => values[i]!),
      groups,
    ),
  );
  return [{ rung, resist: shareIn(found, found[side], "resisted"), active }];
}

/** One of the rungs that were read here, to say whose and when. */
export function anyReading({ experiment, office }: AppState, rungs: readonly Rung[]): RungReadings | null {
  const found = rungs.map((rung) => experiment && office?.read.get(rungKey(experiment, rung)));
  return found.find((one) => one) ?? null;
}

interface Steered {
  readonly aim: SteerAim;
  readonly side: SideName;
  readonly strength: number;
  readonly rung: Rung;
}

/** What is done to whom, with which dice. */
export function aimKey(experiment: Experiment, { aim, side, strength, rung }: Steered): string {
  const { direction, layer } = aim;
  return keyOf("models", experiment, [direction, layer, strength, rung.adds, rung.notice, experiment.seed], [side]);
}

/** The Side whose model an aim was recorded of, as it is; null: neither. */
export function sideOfAim({ experiment }: Pick<AppState, "experiment">, aim: SteerAim): SideName | null {
  return (
    NAMES.find((name) => {
      const side = experiment?.[name];
      return side?.checkpoint === aim.checkpoint && side.interventions.length === 0;
    }) ?? null
  );
}

export function steeredRuns({ experiment, office }: AppState, steered: Steered): SteeredRuns | null {
  return (experiment && office?.steered.get(aimKey(experiment, steered))) ?? null;
}

/** Null where none of its sessions has ended. */
export function steeredShares(found: SteeredRuns, as: SteeredAs): SessionShares | null {
  const runs = found.runs[as];
  if (runs.length === 0) return null;
  return {
    comply: shareIn(found, runs, "complied"),
    resist: shareIn(found, runs, "resisted"),
    stalled: shareIn(found, runs, "stalled"),
  };
}

/** Of which model at which session, and with which words, a clause was transplanted. */
export function clauseKey(experiment: Experiment, { session }: Pick<Place, "session">): string {
  return keyOf("models", experiment, [session.messages], ["left"]);
}

export interface ClauseShown extends FoundClause {
  /** What each part of the run with the clause brings to the one without. */
  readonly shares: PartShares;
  /** It is of another session or model than those on the page. */
  readonly stale: boolean;
}

export const foundClause = selector(
  (state) => [state.office?.clause ?? null, state.experiment, placeOf(state)],
  (clause, experiment, place): ClauseShown | null => {
    if (!clause || !experiment) return null;
    const stale = !place || clause.key !== clauseKey(experiment, place);
    return { ...clause, shares: sharesOf(clause.map).into, stale };
  },
);
