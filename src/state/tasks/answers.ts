/**
 * Lets both Sides answer (and a third, amplified one, where it is asked for) and keeps what they say in the store.
 * The newest question wins; a Side whose question is still the same goes on. What was said is then read by both
 * Sides, so that every token can be coloured. The runner decides when; this decides what and how.
 */
import type { AnswerRequest, SpokenToken } from "../../core/answers/answer";
import type { Experiment, Side, SideName } from "../../core/experiment";
import { cancelled } from "../../core/failure";
import { keyOf, type AnswerName, ANSWER_NAMES, askedKey, givenTo } from "../keys";
import { originOf } from "../origin";
import type { Answer, Answers } from "../store";
import { engineOf, restart, type Session, signalOf, stop } from "./session";

/** True when what is on the screen, or on its way, answers this experiment and is read as its chapter needs it. */
export function isAnswered({ store, kept }: Session, experiment: Experiment): boolean {
  const { answers } = store.getState();
  const isBeingRead = kept.reading === keyOf("reading", experiment);
  return ANSWER_NAMES.every((name) => {
    const key = askedKey(experiment, name);
    const answer = answers?.[name] ?? null;
    if (key === null || answer?.asks !== key) return key === null && answer === null;
    return answer.state !== "stopped" && (isBeingRead || !lacksReading(experiment, name, answer));
  });
}

/** The first screen colours no words, and is live sooner without the readings. Nothing colours what goes on. */
function lacksReading(experiment: Experiment, name: AnswerName, answer: Answer): boolean {
  if (experiment.chapter === "finding" || name === "amplified" || inProgress(answer)) return false;
  if (givenTo(experiment, name) !== null) return false;
  return answer.tokens.length > 0 && answer.reading?.key !== keyOf("reading", experiment, [name]);
}

/** No answer is read any more. */
function stopReading(session: Session): void {
  session.kept.reading = null;
  stop(session, "read");
}

/** Asks whoever has not answered this; `anew`: everybody. Rejects when one fails; not when it is stopped. */
export async function ask(session: Session, experiment: Experiment, anew: boolean): Promise<void> {
  stopReading(session);
  const asked = ANSWER_NAMES.filter((name) => {
    const key = askedKey(experiment, name);
    const known = session.store.getState().answers?.[name];
    return key !== null && (anew || known?.asks !== key || known.state === "stopped");
  });
  for (const name of ANSWER_NAMES)
    if (asked.includes(name) || askedKey(experiment, name) === null) stopAnswer(session, name);
  const both = asked.includes("left") && asked.includes("right");
  const from = both ? performance.now() : null;
  session.store.setState(({ answers }) => ({ answers: waiting(experiment, answers, asked, both) }));
  const signals = asked.map((name) => restart(session, `answer ${name}`));
  try {
    await Promise.all(asked.map((name) => speak(session, experiment, name, name === "amplified" ? null : from)));
  } catch (error) {
    if (signals.some(({ aborted }) => aborted)) return;
    stopAnswers(session);
    throw error;
  }
  await read(session, experiment);
}

export function stopAnswers(session: Session): void {
  stopReading(session);
  for (const name of ANSWER_NAMES) stopAnswer(session, name);
}

/** Stops, and drops what was said: another device must not inherit it. */
export function forgetAnswers(session: Session): void {
  stopAnswers(session);
  session.store.setState({ answers: null });
}

const inProgress = (answer: Answer | null | undefined): boolean =>
  answer?.state === "waiting" || answer?.state === "speaking";

/** The answers once `asked` are asked: theirs empty, the others' as they are. */
function waiting(experiment: Experiment, before: Answers | null, asked: readonly AnswerName[], both: boolean): Answers {
  const one = (name: AnswerName): Answer | null => {
    const key = askedKey(experiment, name);
    if (key === null) return null;
    if (!asked.includes(name)) return before?.[name] ?? null;
    return { asks: key, ...originOf(experiment), tokens: [], state: "waiting", reading: null };
  };
  const elapsed = both ? 0 : (before?.elapsed ?? 0);
  return { left: one("left")!, right: one("right")!, amplified: one("amplified"), elapsed };
}

function change({ store }: Session, name: AnswerName, change: (before: Answer) => Answer, elapsed?: number): void {
  store.setState(({ answers }) => {
    const before = answers?.[name];
    if (!answers || !before) return {};
    return { answers: { ...answers, elapsed: elapsed ?? answers.elapsed, [name]: change(before) } };
  });
}

function stopAnswer(session: Session, name: AnswerName): void {
  stop(session, `answer ${name}`);
  if (inProgress(session.store.getState().answers?.[name]))
    change(session, name, (before) => ({ ...before, state: "stopped" }));
}

function requestOf(experiment: Experiment, name: AnswerName): AnswerRequest {
  const { sampling, seed, amplification } = experiment;
  // Of what a Side may be made to read, it goes on from thoughts that it is given, and from nothing else.
  const read = (side: SideName): Side => {
    const { prompt, ...rest } = experiment[side];
    return { ...rest, prompt: { ...prompt, answer: givenTo(experiment, side) } };
  };
  const asked = { side: read(name === "amplified" ? "left" : name), sampling, seed, goesOn: true };
  return name === "amplified" ? { ...asked, amplify: { toward: read("right"), amount: amplification ?? 0 } } : asked;
}

/** `from`: when both were asked; null where only one is, since a pace of both is counted. */
async function speak(session: Session, experiment: Experiment, name: AnswerName, from: number | null): Promise<void> {
  const signal = signalOf(session, `answer ${name}`);
  const elapsed = (): number | undefined => (from === null ? undefined : performance.now() - from);
  const on = (more: readonly SpokenToken[]): void => {
    if (signal.aborted) return;
    const add = (before: Answer): Answer => ({ ...before, tokens: [...before.tokens, ...more], state: "speaking" });
    change(session, name, add, elapsed());
  };
  const { tokens, end } = await engineOf(session).generate(requestOf(experiment, name), on, signal);
  if (signal.aborted) throw cancelled();
  change(session, name, (before) => ({ ...before, tokens, state: end }), elapsed());
}

/** Both Sides read what each has said, where that has not been done. */
async function read(session: Session, experiment: Experiment): Promise<void> {
  const signal = restart(session, "read");
  session.kept.reading = keyOf("reading", experiment);
  try {
    await readBoth(session, experiment, signal);
  } finally {
    if (!signal.aborted) session.kept.reading = null;
  }
}

async function readBoth(session: Session, experiment: Experiment, signal: AbortSignal): Promise<void> {
  for (const name of ["left", "right"] as const) {
    const answer = session.store.getState().answers?.[name];
    if (!answer || inProgress(answer) || !lacksReading(experiment, name, answer)) continue;
    const key = keyOf("reading", experiment, [name]);
    const { left, right } = experiment;
    const ids = answer.tokens.map(({ id }) => id);
    const value = await engineOf(session)
      .readAnswer({ left, right, answer: ids }, signal)
      .catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
    const tokens = session.store.getState().answers?.[name].tokens;
    if (value === null || signal.aborted || tokens !== answer.tokens) return;
    change(session, name, (before) => ({ ...before, reading: { key, value } }));
  }
}
