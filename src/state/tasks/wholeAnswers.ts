/**
 * Follows both Sides' answers: each that is whole is read once, and what came of a reading that failed is not asked for
 * again by itself. Used by what reads activations in an answer: the direction of a turn, the probe of a run.
 */
import { textOf } from "../../core/answers/answer";
import type { Experiment, SideName } from "../../core/experiment";
import { answerKey } from "../keys";
import { SIDE_NAMES } from "../officeState";
import type { AppState } from "../store";
import { notice, readyEngine, type Session } from "./session";

interface Follower {
  /** What reads; null while there is nothing to read with. A new one looks at the answers again. */
  readonly source: (state: AppState) => object | null;
  /** Which of the words of an answer are read; "": none of them. */
  readonly wordsOf: (text: string, experiment: Experiment) => string;
  /** Of one reading; what was asked for with it is not asked for again. */
  readonly keyOf: (experiment: Experiment, name: SideName, words: string) => string;
  readonly read: (experiment: Experiment, name: SideName, words: string) => Promise<void>;
}

/** Follows the store from now on; returns what stops it. */
export function followWholeAnswers(session: Session, reading: Follower): () => void {
  const { source } = reading;
  const asked = new Set<string>();
  const look = (state: AppState): void => {
    for (const name of SIDE_NAMES) readWhatIsNew(session, reading, state, name, asked);
  };
  look(session.store.getState());
  return session.store.subscribe((now, before) => {
    const news =
      now.answers !== before.answers ||
      now.experiment !== before.experiment ||
      now.engine !== before.engine ||
      source(now) !== source(before);
    if (news) look(now);
  });
}

function readWhatIsNew(
  session: Session,
  { source, wordsOf, keyOf, read }: Follower,
  state: AppState,
  name: SideName,
  asked: Set<string>,
): void {
  const { experiment, answers } = state;
  const answer = answers?.[name];
  if (!experiment || !readyEngine(session) || !source(state)) return;
  if (answer?.asks !== answerKey(experiment, name)) return;
  if (answer.state !== "finished" && answer.state !== "length" && answer.state !== "context") return;
  const words = wordsOf(textOf(answer.tokens), experiment);
  const key = keyOf(experiment, name, words);
  if (words === "" || asked.has(key)) return;
  asked.add(key);
  read(experiment, name, words).catch((error: unknown) => notice(session, error));
}
