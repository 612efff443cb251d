/**
 * On the first screen of a story about work sessions: what each model has said about the notice is read inside as soon
 * as it is whole. Lent to that screen (Runner.lend).
 */
import { textOf } from "../../core/answers/answer";
import type { Experiment, SideName } from "../../core/experiment";
import { turnOf } from "../../core/office/transcript";
import { answerKey } from "../keys";
import { SIDE_NAMES } from "../officeState";
import { insideDirection, turnKey } from "../selectors/inside";
import type { AppState } from "../store";
import { directionRef, putOffice } from "./office";
import { notice, readyEngine, type Session, signalOf } from "./session";

/** Follows the store from now on; returns what stops it. */
export function followInside(session: Session): () => void {
  /** What was asked for; a reading that failed is not asked for again by itself. */
  const asked = new Set<string>();
  const look = (state: AppState): void => {
    for (const name of SIDE_NAMES) readWhatIsNew(session, state, name, asked);
  };
  look(session.store.getState());
  return session.store.subscribe((now, before) => {
    const news =
      now.answers !== before.answers ||
      now.experiment !== before.experiment ||
      now.engine !== before.engine ||
      insideDirection(now) !== insideDirection(before);
    if (news) look(now);
  });
}

function readWhatIsNew(session: Session, state: AppState, name: SideName, asked: Set<string>): void {
  const { experiment, answers } = state;
  const answer = answers?.[name];
  if (!experiment || !readyEngine(session) || !insideDirection(state)) return;
  if (experiment.chapter !== "finding" || answer?.asks !== answerKey(experiment, name)) return;
  if (answer.state !== "finished" && answer.state !== "length" && answer.state !== "context") return;
  const turn = turnOf(textOf(answer.tokens));
  const key = turnKey(experiment, name, turn);
  if (turn === "" || asked.has(key)) return;
  asked.add(key);
  read(session, experiment, name, turn).catch((error: unknown) => notice(session, error));
}

async function read(session: Session, experiment: Experiment, name: SideName, turn: string): Promise<void> {
  const engine = readyEngine(session);
  const direction = insideDirection(session.store.getState());
  if (!engine || !direction) return;
  const prompt = { ...experiment[name].prompt, answer: turn };
  const along = { ...direction.of, ref: directionRef(direction.of.name) };
  const request = { side: { ...experiment[name], prompt }, directions: [along] };
  const [value] = await engine.readTurn(request, signalOf(session, "start"));
  if (value === undefined || Number.isNaN(value)) return;
  const key = turnKey(experiment, name, turn);
  putOffice(session, ({ inside }) => ({ inside: { ...inside, live: new Map(inside.live).set(key, value) } }));
}
