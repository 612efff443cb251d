/**
 * On the first screen of a story about work sessions: what each model has said about the notice is read inside as soon
 * as it is whole. Lent to that screen (Runner.lend).
 */
import type { Experiment, SideName } from "../../core/experiment";
import { turnOf } from "../../core/office/transcript";
import { insideDirection, turnKey } from "../selectors/inside";
import { directionRef, putOffice } from "./office";
import { readyEngine, type Session, signalOf } from "./session";
import { followWholeAnswers } from "./wholeAnswers";

/** Follows the store from now on; returns what stops it. */
export const followInside = (session: Session): (() => void) =>
  followWholeAnswers(session, {
    source: insideDirection,
    wordsOf: (text, { chapter }) => (chapter === "finding" ? turnOf(text) : ""),
    keyOf: turnKey,
    read: (experiment, name, turn) => read(session, experiment, name, turn),
  });

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
