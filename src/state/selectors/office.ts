/**
 * Work sessions as they are shown: the ladder that is in use, the session both Sides are at, what was counted rung by
 * rung, and what is recorded of it.
 */
import type { Experiment, Message, RungRef, SideName, StoryPlace } from "../../core/experiment";
import { decision, type Desk, type Rung, sessionAt } from "../../core/office/ladder";
import { replay, type SessionVerdict, type WorkSession } from "../../core/office/session";
import { type Rate, rateOfQuestions } from "../../core/pictures/rate";
import type { RungShares, SessionsFile } from "../../model/hosted/sessionsFile";
import type { WorkRun } from "../../runtime/engine/office";
import { withPlace } from "../edits/story";
import { keyOf } from "../keys";
import { selector } from "../memo";
import type { RungRuns } from "../officeState";
import type { AppState } from "../store";

export function sessionsOf({ office }: Pick<AppState, "office">): SessionsFile | null {
  return office?.file.status === "here" ? office.file.value : null;
}

const ownRung = (says: string): Rung => ({
  id: null,
  title: "Your own sentence",
  note: "",
  adds: says.trim() === "" ? [] : [[says.trim()]],
  wordings: false,
  notice: "between",
});

/** The reader's ladder, or the story's; a rung that the story does not have is left out. */
function ladderIn(given: readonly Rung[], own: readonly RungRef[] | null | undefined): readonly Rung[] {
  const found = own?.flatMap((one) => ("id" in one ? given.filter(({ id }) => id === one.id) : ownRung(one.says)));
  return found && found.length > 0 ? found : given;
}

export const ladderOf = selector(
  (state) => [sessionsOf(state), state.experiment?.story?.rungs],
  (file, own) => ladderIn(file?.rungs ?? [], own),
);

export interface Place {
  readonly desk: Desk;
  readonly number: number;
  /** Index in the ladder. */
  readonly at: number;
  readonly rung: Rung;
  readonly session: WorkSession;
}

/** Both Sides at a desk and a rung of the ladder that the experiment has; what both then read becomes their prompt. */
export function standing(
  file: SessionsFile,
  experiment: Experiment,
  { desk, rung }: Pick<StoryPlace, "desk" | "rung">,
): Experiment {
  const found = placeIn(file, ladderIn(file.rungs, experiment.story?.rungs), desk, rung);
  return found ? withPlace(experiment, { desk: found.number, rung: found.at }, decision(found.session)) : experiment;
}

function placeIn(file: SessionsFile, ladder: readonly Rung[], desk: number, rung: number): Place | null {
  const at = Math.max(0, Math.min(rung, ladder.length - 1));
  const number = Math.min(desk, file.desks.length - 1);
  const [there, on] = [file.desks[number], ladder[at]];
  return there && on ? { desk: there, number, at, rung: on, session: sessionAt(there, on, number) } : null;
}

/** Where both Sides are; null before the sessions have arrived. What a link says too much is brought into the list. */
export const placeOf = selector(
  (state) => [sessionsOf(state), ladderOf(state), state.experiment?.story?.desk, state.experiment?.story?.rung],
  (file, ladder, desk = 0, rung = 0): Place | null => (file ? placeIn(file, ladder, desk, rung) : null),
);

/** Both Sides read what is read there. Another prompt, as a link may have one, is none of the story's. */
export const isAtPlace = selector(
  (state) => [placeOf(state), state.experiment?.left.prompt, state.experiment?.right.prompt],
  (place, ...prompts): boolean => {
    if (!place) return false;
    const read = (messages: readonly Message[] = []): string =>
      JSON.stringify(messages.map(({ role, content }) => [role, content]));
    const there = read(decision(place.session));
    return prompts.every((prompt) => read(prompt?.messages) === there);
  },
);

/** Whose session it is, with which dice. */
export function sceneKey(experiment: Experiment, { session }: Pick<Place, "session">): string {
  return keyOf("models", experiment, [session, experiment.seed]);
}

/** Which rung was counted of whom, with which dice. */
export function rungKey(experiment: Pick<Experiment, SideName | "seed">, { adds, notice }: Rung): string {
  return keyOf("models", experiment, [adds, notice, experiment.seed]);
}

/**
 * Runs with the same wording of a clause count as one question, as in Python (training/office/ladder.py, share); else
 * those that are told the same do, for there are fewer desks than sessions may be counted.
 */
export function questionIn({ rung, sessions }: Sessions, session: number): string {
  const { instructions, messages } = sessions[session]!;
  return rung.wordings ? String(session % rung.adds.length) : JSON.stringify([instructions, messages]);
}

type Sessions = Pick<RungRuns, "rung" | "sessions">;

/** Of some runs in them the share that came to a verdict. */
export function shareIn(asked: Sessions, runs: readonly WorkRun[], verdict: SessionVerdict): Rate {
  const counts = new Map<string, { hits: number; n: number }>();
  for (const { session, turns } of runs) {
    const question = questionIn(asked, session);
    const { hits, n } = counts.get(question) ?? { hits: 0, n: 0 };
    const hit = replay(asked.sessions[session]!, turns).verdict === verdict;
    counts.set(question, { hits: hits + (hit ? 1 : 0), n: n + 1 });
  }
  return rateOfQuestions([...counts.values()]);
}

/** Shares of a Side that was counted here on a rung, as it is asked for now; null: it was not. */
export function countedShares(state: AppState, name: SideName, rung: Rung): RungShares | null {
  const { experiment, office } = state;
  const found = experiment && office?.counted.get(rungKey(experiment, rung));
  const runs = found?.[name] ?? [];
  if (!found || runs.length === 0) return null;
  return { comply: shareIn(found, runs, "complied"), resist: shareIn(found, runs, "resisted") };
}

/** What is recorded of a Side's model on a rung; null where it was changed, or nothing is. */
export function recordedShares(state: AppState, name: SideName, rung: Rung): RungShares | null {
  const { experiment, office } = state;
  const side = experiment?.[name];
  if (!side || side.interventions.length > 0 || rung.id === null || office?.shares.status !== "here") return null;
  return office.shares.value.get(side.checkpoint)?.get(rung.id) ?? null;
}
