/**
 * Lets both Sides speak for themselves (and a third, amplified one, where it is asked for) and keeps what they say in the
 * store. The newest question wins; a Side whose question is still the same speaks on. What was said is then read by both
 * Sides, so that every token can be coloured. The runner decides when; this decides what and how.
 */
import type { AnswerRequest, Spoken, SpokenToken } from "../../core/answers/answer";
import type { Experiment } from "../../core/experiment";
import { cancelled } from "../../core/failure";
import type { AnswerReading, ReadAnswerRequest } from "../../runtime/engine/answers";
import { readingKey, type Voice, VOICES, voiceKey } from "../keys";
import type { Answer, Answers, AppStore } from "../store";

type Generate = (
  request: AnswerRequest,
  on: (tokens: readonly SpokenToken[]) => void,
  signal: AbortSignal,
) => Promise<Spoken>;
type ReadAnswer = (request: ReadAnswerRequest, signal: AbortSignal) => Promise<AnswerReading>;

export interface Answering {
  /** Asks whoever has not answered this; `anew`: everybody. Rejects when one fails; not when it is stopped. */
  ask(experiment: Experiment, anew: boolean): Promise<void>;
  stop(): void;
  /** Stops, and lets go of what was said: another device must not inherit it. */
  forget(): void;
}

/** True when what is on the screen, or on its way to it, answers this experiment. */
export function isAnswered(store: AppStore, experiment: Experiment): boolean {
  const { answers } = store.getState();
  return VOICES.every((name) => {
    const key = voiceKey(experiment, name);
    const answer = answers?.[name] ?? null;
    return key === null ? answer === null : answer?.asks === key && answer.state !== "stopped";
  });
}

const going = (answer: Answer | null | undefined): boolean =>
  answer?.state === "waiting" || answer?.state === "speaking";

export function makeAnswering(store: AppStore, generate: Generate, readAnswer: ReadAnswer): Answering {
  const speaking: Record<Voice, AbortController> = {
    left: new AbortController(),
    right: new AbortController(),
    amplified: new AbortController(),
  };
  let reading = new AbortController();

  const change = (name: Voice, change: (before: Answer) => Answer, elapsed?: number): void =>
    store.setState(({ answers }) => {
      const before = answers?.[name];
      if (!answers || !before) return {};
      return { answers: { ...answers, elapsed: elapsed ?? answers.elapsed, [name]: change(before) } };
    });

  function stopOne(name: Voice): void {
    speaking[name].abort();
    if (going(store.getState().answers?.[name])) change(name, (before) => ({ ...before, state: "stopped" }));
  }

  function stop(): void {
    reading.abort();
    VOICES.forEach(stopOne);
  }

  const requestOf = (experiment: Experiment, name: Voice): AnswerRequest => {
    const { left, right, sampling, seed, amplification } = experiment;
    if (name !== "amplified") return { side: experiment[name], sampling, seed };
    return { side: left, sampling, seed, amplify: { toward: right, amount: amplification ?? 0 } };
  };

  /** `from`: when both were asked; null where only one is, since a pace of both is counted. */
  async function speak(experiment: Experiment, name: Voice, from: number | null): Promise<void> {
    const { signal } = speaking[name];
    const elapsed = (): number | undefined => (from === null ? undefined : performance.now() - from);
    const on = (tokens: readonly SpokenToken[]): void => {
      if (signal.aborted) return;
      const add = (before: Answer): Answer => ({
        ...before,
        tokens: [...before.tokens, ...tokens],
        state: "speaking",
      });
      change(name, add, elapsed());
    };
    const { tokens, end } = await generate(requestOf(experiment, name), on, signal);
    if (signal.aborted) throw cancelled();
    change(name, (before) => ({ ...before, tokens, state: end }), elapsed());
  }

  /** Both Sides read what each has said, where that has not been done. */
  async function read(experiment: Experiment): Promise<void> {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    for (const name of ["left", "right"] as const) {
      const answer = store.getState().answers?.[name];
      const key = readingKey(experiment, name);
      if (!answer || going(answer) || answer.tokens.length === 0 || answer.reading?.key === key) continue;
      const { left, right } = experiment;
      const ids = answer.tokens.map(({ id }) => id);
      const value = await readAnswer({ left, right, answer: ids }, signal).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
      if (value === null || signal.aborted || store.getState().answers?.[name].tokens !== answer.tokens) return;
      change(name, (before) => ({ ...before, reading: { key, value } }));
    }
  }

  return {
    async ask(experiment, anew) {
      reading.abort();
      const before = store.getState().answers;
      const asked = VOICES.filter((name) => {
        const key = voiceKey(experiment, name);
        const known = before?.[name];
        if (key === null) stopOne(name);
        return key !== null && (anew || known?.asks !== key || known.state === "stopped");
      });
      asked.forEach(stopOne);
      const fresh = (name: Voice): Answer | null => {
        const key = voiceKey(experiment, name);
        if (key === null) return null;
        if (!asked.includes(name)) return store.getState().answers?.[name] ?? null;
        return { asks: key, tokens: [], state: "waiting", reading: null };
      };
      const answers = { left: fresh("left")!, right: fresh("right")!, amplified: fresh("amplified") };
      const both = asked.includes("left") && asked.includes("right");
      store.setState({ answers: { ...answers, elapsed: both ? 0 : (before?.elapsed ?? 0) } satisfies Answers });
      const from = both ? performance.now() : null;
      for (const name of asked) speaking[name] = new AbortController();
      const signals = asked.map((name) => speaking[name].signal);
      try {
        await Promise.all(asked.map((name) => speak(experiment, name, name === "amplified" ? null : from)));
      } catch (error) {
        if (signals.some(({ aborted }) => aborted)) return;
        stop();
        throw error;
      }
      await read(experiment);
    },
    stop,
    forget() {
      stop();
      store.setState({ answers: null });
    },
  };
}
