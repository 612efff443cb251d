/**
 * How active one direction is in the turns that the first screen of a story about work sessions shows: in that very
 * run, as it is recorded or was read here, and on average over recorded sessions.
 */
import type { CheckpointId, Experiment, SideName } from "../../core/experiment";
import { textOf } from "../../core/answers/answer";
import { turnOf } from "../../core/office/transcript";
import type { Mean } from "../../core/pictures/mean";
import type { CauseDirection } from "../../model/hosted/causesFile";
import type { InsideWords } from "../../model/hosted/sessionsFile";
import { keyOf } from "../keys";
import { selector } from "../memo";
import type { AppState } from "../store";
import { causesIn, recordedCauses } from "./causes";
import { frontSides } from "./front";
import { placeOf, sessionsOf } from "./office";

/** Of which turn of whom a reading is. */
export function turnKey(experiment: Pick<Experiment, SideName | "sampling" | "seed">, name: SideName, turn: string) {
  return keyOf("answer", experiment, [turn], [name]);
}

export interface InsideDirection extends InsideWords {
  /** How it is read, and how well it tells texts apart. */
  readonly of: CauseDirection;
}

/** The direction that the first screen reads; null where the story has none, or its evidence has not arrived. */
export const insideDirection = selector(
  (state) => [sessionsOf(state)?.inside ?? null, causesIn(state)],
  (words, causes): InsideDirection | null => {
    const of = causes?.directions.find(({ name }) => name === words?.direction);
    return words && of ? { ...words, of } : null;
  },
);

/** What was read in the turn that a Side shows; null: nothing yet. Recorded of a recorded turn, live of a live one. */
export function insideTurn(state: AppState, name: SideName): number | null {
  const side = frontSides(state)?.[name];
  const { experiment, office } = state;
  if (!experiment || !office || !side?.source) return null;
  return office.inside[side.source].get(turnKey(experiment, name, turnOf(textOf(side.tokens)))) ?? null;
}

export interface InsideMean {
  readonly id: CheckpointId;
  /** Null for a model that stands on neither Side. */
  readonly side: SideName | null;
  readonly mean: Mean;
}

/** Recorded means of that direction on the rung that both Sides are told, of every model that it was read in. */
export const insideMeans = selector(
  (state) => [insideDirection(state), recordedCauses(state), placeOf(state)],
  (direction, causes, place): readonly InsideMean[] => {
    if (!direction || !causes || !place) return [];
    const rung = causes.rungs.findIndex(({ id }) => id === place.rung.id);
    const index = causes.directions.findIndex(({ name }) => name === direction.direction);
    return causes.models.flatMap(({ id, side, points }) => {
      const mean = points.find((point) => point.rung === rung)?.active[index];
      return mean ? [{ id, side, mean }] : [];
    });
  },
);

/** The intervals of both Sides' means are known, and are apart. */
export function areApart(means: readonly InsideMean[]): boolean {
  const [a, b] = (["left", "right"] as const).map((name) => means.find(({ side }) => side === name)?.mean);
  if (a?.low === undefined || a.high === undefined || b?.low === undefined || b.high === undefined) return false;
  return a.high < b.low || b.high < a.low;
}
