/**
 * What is active inside both models as they decide about the notice, and what follows when it is turned up or down, or
 * when parts of the run with a clause are put into the run without it. Lent to the chapters that show them
 * (Runner.lend).
 */
import { textOf } from "../../core/answers/answer";
import type { Intervention, Side, SideName } from "../../core/experiment";
import { conversation, decision, type Rung, sessionAt, turnsBefore } from "../../core/office/ladder";
import { replay, type WorkSession } from "../../core/office/session";
import { turnOf } from "../../core/office/transcript";
import type { Causes, SteerAim } from "../../model/hosted/causesFile";
import type { WorkRun } from "../../runtime/engine/office";
import {
  type DecidedTurn,
  type RungReadings,
  type RungRuns,
  type SteeredAs,
  SIDE_NAMES,
  type TurnReading,
} from "../officeState";
import { originOf } from "../origin";
import { aimKey, causesIn, clauseKey } from "../selectors/causes";
import { placeOf, rungKey, sessionsOf } from "../selectors/office";
import { countRung, directionRef, drawnAs, putOffice, sessionsOn } from "./office";
import { engineOf, type Session } from "./session";
import { startWork, type WorkContext } from "./work";

/** Counts `count` sessions of each rung, those that were counted already not again, and reads the turns that decide. */
export function readRungs(session: Session, rungs: readonly Rung[], count: number): void {
  startWork(session, "causes", async ({ experiment, signal, progress }) => {
    const state = session.store.getState();
    const [file, causes] = [sessionsOf(state), causesIn(state)];
    if (!file || !causes) return;
    let done = 0;
    const on = (more: number): void => progress((done += more), 3 * count * rungs.length);
    for (const rung of rungs) {
      const key = rungKey(experiment, rung);
      const known = session.store.getState().office?.counted.get(key);
      const enough = known && SIDE_NAMES.every((name) => known[name].length >= count);
      const runs = enough ? known : await countRung(session, { experiment, signal, file, rung, count }, on);
      if (enough) on(2 * count);
      const readings: Record<SideName, readonly TurnReading[]> = { left: [], right: [] };
      for (let number = 0; number < count; number++) {
        for (const name of SIDE_NAMES) {
          const reading = await readTurn(session, { experiment, signal }, causes, runs, name, number);
          if (signal.aborted) return;
          if (reading) readings[name] = [...readings[name], reading];
        }
        const found: RungReadings = { ...runs, readings: { ...readings } };
        putOffice(session, ({ read }) => ({ read: new Map(read).set(key, found) }));
        on(1);
      }
    }
  });
}

/** What a Side says in a session as it decides; null where the session did not come to that. */
async function readTurn(
  session: Session,
  { experiment, signal }: Pick<WorkContext, "experiment" | "signal">,
  { directions }: Causes,
  runs: RungRuns,
  name: SideName,
  number: number,
): Promise<TurnReading | null> {
  const work = runs.sessions[number]!;
  const at = work.notice ?? 0;
  const turns = runs[name].find((run) => run.session === number)?.turns ?? [];
  const answer = turns[at];
  if (!answer) return null;
  const side = { ...experiment[name], prompt: { messages: conversation(work, turns.slice(0, at)), answer } };
  const along = directions.map((one) => ({ ...one, ref: directionRef(one.name) }));
  return { session: number, values: await engineOf(session).readTurn({ side, directions: along }, signal) };
}

/** What an aim adds to a model, and in its place a random direction of the same norm. */
function added(
  { direction, layer }: Pick<SteerAim, "direction" | "layer">,
  strength: number,
  seed: number,
): Record<SteeredAs, readonly Intervention[]> {
  const along = directionRef(direction);
  const steer = { kind: "steer", layer, strength, positions: "all" } as const;
  return {
    without: [],
    steered: [{ ...steer, direction: along }],
    random: [{ ...steer, direction: { kind: "random", seed, like: along } }],
  };
}

/** A Side in `count` sessions of a rung as it is, with a direction added, and with a random one. */
export function steerRung(
  session: Session,
  { aim, side, strength, rung }: { aim: SteerAim; side: SideName; strength: number; rung: Rung },
  count: number,
): void {
  startWork(session, "proof", async ({ experiment, signal, progress }) => {
    const file = sessionsOf(session.store.getState());
    if (!file) return;
    const sessions = sessionsOn(file, rung, count);
    const { checkpoint, interventions } = experiment[side];
    const runs: Record<SteeredAs, readonly WorkRun[]> = { without: [], steered: [], random: [] };
    const key = aimKey(experiment, { aim, side, strength, rung });
    let done = 0;
    for (const [as, more] of Object.entries(added(aim, strength, experiment.seed)) as [SteeredAs, Intervention[]][]) {
      const request = {
        side: { checkpoint, interventions: [...interventions, ...more] },
        sessions,
        sampling: file.sampling,
        seed: experiment.seed,
      };
      const on = (ended: readonly WorkRun[]): void => {
        if (signal.aborted) return;
        runs[as] = [...runs[as], ...ended];
        const of = { ...originOf(drawnAs(experiment, file)), side, strength, rung, sessions };
        putOffice(session, ({ steered }) => ({ steered: new Map(steered).set(key, { ...of, runs: { ...runs } }) }));
        progress((done += ended.length), 3 * count);
      };
      await engineOf(session).work(request, on, signal);
    }
  });
}

/** Every part of the left model's run with the clear sentence, put into its run without any, at the open desk. */
export function transplantClause(session: Session): void {
  startWork(session, "clause", async ({ experiment, signal, progress }) => {
    const state = session.store.getState();
    const [file, place] = [sessionsOf(state), placeOf(state)];
    const [first, clear] = [file?.rungs[0], file?.rungs.find(({ id }) => id === file.clear)];
    if (!file || !place || !first || !clear) return;
    const at = (rung: Rung): AtDecision => {
      const work = sessionAt(place.desk, rung, place.number);
      return { work, side: { ...experiment.left, prompt: { messages: decision(work), answer: null } } };
    };
    const [without, with_] = [at(first), at(clear)];
    const say = async ({ work, side }: AtDecision): Promise<DecidedTurn> => {
      const request = { side, sampling: { ...file.sampling, temperature: 0 }, seed: 0 };
      const spoken = await engineOf(session).generate(request, () => undefined, signal);
      const turn = turnOf(textOf(spoken.tokens));
      return { turn, verdict: replay(work, [...turnsBefore(work), turn]).verdict };
    };
    const turns = { without: await say(without), with: await say(with_) };
    const score = { kind: "continuations", bad: turns.without.turn, good: turns.with.turn } as const;
    const sides = { left: without.side, right: with_.side };
    const request = { kind: "transplant", ...sides, score } as const;
    const map = await engineOf(session).partEffects(request, ({ done, total }) => progress(done, total), signal);
    const clause = { key: clauseKey(experiment, place), ...originOf(experiment), ...turns, map };
    if (!signal.aborted) putOffice(session, () => ({ clause }));
  });
}

interface AtDecision {
  readonly work: WorkSession;
  readonly side: Side;
}
