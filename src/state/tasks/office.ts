/**
 * Work sessions live: one that both models work through turn by turn, and many of them on the rungs of a ladder. Lent
 * to the chapters that show them (Runner.lend), since their code arrives with those.
 */
import { type SpokenToken, textOf } from "../../core/answers/answer";
import type { DirectionRef, Experiment, SideName } from "../../core/experiment";
import { conversation, goesOn, type Rung, sessionAt, turnSeed } from "../../core/office/ladder";
import type { WorkSession } from "../../core/office/session";
import { turnOf } from "../../core/office/transcript";
import type { SessionsFile } from "../../model/hosted/sessionsFile";
import type { WorkRun } from "../../runtime/engine/office";
import { type AtWork, NO_OFFICE, type OfficeState, type RungRuns, type Scene, SIDE_NAMES } from "../officeState";
import { originOf } from "../origin";
import { type Place, placeOf, rungKey, sceneKey, sessionsOf } from "../selectors/office";
import { engineOf, type Session } from "./session";
import { startWork, type WorkContext } from "./work";

export function putOffice({ store }: Session, change: (now: OfficeState) => Partial<OfficeState>): void {
  store.setState(({ office }) => ({ office: { ...(office ?? NO_OFFICE), ...change(office ?? NO_OFFICE) } }));
}

/** Each direction is a set of its own, since each is read after its own block. */
export const directionRef = (name: string) => ({ kind: "voice", set: name, name }) as const satisfies DirectionRef;

const BEGUN: AtWork = { turns: [], saying: "", state: "waiting" };

const beginning = (experiment: Experiment, place: Place): Scene => ({
  key: sceneKey(experiment, place),
  ...originOf(experiment),
  session: place.session,
  left: BEGUN,
  right: BEGUN,
});

/** An experiment whose turns are drawn as the story draws them. */
export const drawnAs = (experiment: Experiment, { sampling }: SessionsFile): Experiment => ({
  ...experiment,
  sampling,
});

/** Both models work on in the session that is open, for one more turn or to its end. Nothing where both have ended. */
export function playScene(session: Session, turns: "one" | "all"): void {
  startWork(session, "scene", async (context) => {
    const state = session.store.getState();
    const [file, place] = [sessionsOf(state), placeOf(state)];
    if (!file || !place) return;
    const known = state.office?.scene;
    const experiment = drawnAs(context.experiment, file);
    const scene = known?.key === sceneKey(experiment, place) ? known : beginning(experiment, place);
    putOffice(session, () => ({ scene }));
    await Promise.all(SIDE_NAMES.map((name) => workOn(session, place, name, turns, { ...context, experiment })));
  });
}

/** The same session from its beginning. */
export function clearScene(session: Session): void {
  putOffice(session, () => ({ scene: null }));
}

async function workOn(
  session: Session,
  { session: work, number }: Place,
  name: SideName,
  turns: "one" | "all",
  { experiment, signal }: WorkContext,
): Promise<void> {
  const turn = (to: Partial<AtWork>): void =>
    putOffice(session, ({ scene }) => ({ scene: scene && { ...scene, [name]: { ...scene[name], ...to } } }));
  const put = (to: Partial<AtWork>): void => {
    if (!signal.aborted) turn(to);
  };
  const at = (): AtWork | undefined => session.store.getState().office?.scene?.[name];
  const done = (): readonly string[] => at()?.turns ?? [];
  // At once, before the next work begins.
  signal.addEventListener("abort", () => at()?.state === "working" && turn({ state: "stopped" }), { once: true });
  // What was said half when it was stopped is said anew.
  put({ saying: "" });
  while (goesOn(work, done())) {
    const before = done();
    put({ state: "working" });
    let saying = "";
    const messages = conversation(work, before);
    const side = { ...experiment[name], prompt: { messages, answer: null } };
    const request = { side, sampling: experiment.sampling, seed: turnSeed(experiment.seed, number, before.length) };
    const on = (tokens: readonly SpokenToken[]): void => put({ saying: (saying += textOf(tokens)) });
    const spoken = await engineOf(session)
      .generate(request, on, signal)
      .catch((error: unknown) => {
        put({ state: "stopped" });
        throw error;
      });
    put({ turns: [...before, turnOf(textOf(spoken.tokens))], saying: "", state: "waiting" });
    if (signal.aborted || turns === "one") break;
  }
  if (!goesOn(work, done())) put({ state: "ended" });
}

/** Both models in `count` sessions of each rung; their runs as they end. What was counted before is counted anew. */
export function countRungs(session: Session, rungs: readonly Rung[], count: number): void {
  startWork(session, "ladder", async ({ experiment, signal, progress }) => {
    const file = sessionsOf(session.store.getState());
    if (!file) return;
    let done = 0;
    const on = (more: number): void => progress((done += more), 2 * count * rungs.length);
    for (const rung of rungs) await countRung(session, { experiment, signal, file, rung, count }, on);
  });
}

export interface CountedRung extends Pick<WorkContext, "experiment" | "signal"> {
  readonly file: SessionsFile;
  readonly rung: Rung;
  readonly count: number;
}

/** Session i of a rung is always at the same desk. */
export const sessionsOn = ({ desks }: SessionsFile, rung: Rung, count: number): WorkSession[] =>
  Array.from({ length: count }, (_, i) => sessionAt(desks[i % desks.length]!, rung, i));

/** Both models in sessions of one rung; `on` is told how many more have ended. */
export async function countRung(
  session: Session,
  { experiment, signal, file, rung, count }: CountedRung,
  on: (more: number) => void,
): Promise<RungRuns> {
  const key = rungKey(experiment, rung);
  const sessions = sessionsOn(file, rung, count);
  const runs: Record<SideName, readonly WorkRun[]> = { left: [], right: [] };
  const found = (): RungRuns => ({ ...originOf(drawnAs(experiment, file)), rung, sessions, ...runs });
  const ask = async (name: SideName): Promise<void> => {
    const { checkpoint, interventions } = experiment[name];
    const request = { side: { checkpoint, interventions }, sessions, sampling: file.sampling, seed: experiment.seed };
    const ended = (more: readonly WorkRun[]): void => {
      if (signal.aborted) return;
      runs[name] = [...runs[name], ...more];
      putOffice(session, ({ counted }) => ({ counted: new Map(counted).set(key, found()) }));
      on(more.length);
    };
    await engineOf(session).work(request, ended, signal);
  };
  await Promise.all(SIDE_NAMES.map(ask));
  return found();
}
