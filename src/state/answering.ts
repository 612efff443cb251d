/**
 * Lets both Sides speak for themselves and keeps what they say in the store. The newest question wins; an answer that is
 * overtaken or stopped stays on the screen as far as it came. The runner decides when; this decides what and how.
 */
import type { AnswerRequest, Spoken, SpokenToken } from "../core/answer";
import type { Experiment } from "../core/experiment";
import { cancelled } from "../core/failure";
import type { SideName } from "./actions";
import type { Answer, AppStore } from "./store";

type Generate = (
  request: AnswerRequest,
  on: (tokens: readonly SpokenToken[]) => void,
  signal: AbortSignal,
) => Promise<Spoken>;

export interface Answering {
  /** Asks both Sides anew. Rejects when one of them fails; not when it is stopped. */
  ask(experiment: Experiment): Promise<void>;
  stop(): void;
  /** Stops, and lets go of what was said: another device must not inherit it. */
  forget(): void;
}

/** What a Side answers: all that its words depend on, and nothing else (not the answer it may be made to read). */
export function answerKey({ sampling, seed, ...experiment }: Experiment, name: SideName): string {
  const { checkpoint, prompt, interventions } = experiment[name];
  return JSON.stringify([checkpoint, prompt.messages, interventions, sampling, seed]);
}

/** True when what is on the screen, or on its way to it, answers this experiment. */
export function isAnswered(store: AppStore, experiment: Experiment): boolean {
  const { answers } = store.getState();
  return (["left", "right"] as const).every((name) => {
    const answer = answers?.[name];
    return answer?.asks === answerKey(experiment, name) && answer.state !== "stopped";
  });
}

export function makeAnswering(store: AppStore, generate: Generate): Answering {
  let asking = new AbortController();

  const change = (name: SideName, change: (before: Answer) => Answer, elapsed?: number): void =>
    store.setState(({ answers }) =>
      answers ? { answers: { ...answers, elapsed: elapsed ?? answers.elapsed, [name]: change(answers[name]) } } : {},
    );

  function stop(): void {
    asking.abort();
    for (const name of ["left", "right"] as const) {
      const state = store.getState().answers?.[name].state;
      if (state === "waiting" || state === "speaking") change(name, (before) => ({ ...before, state: "stopped" }));
    }
  }

  async function speak(experiment: Experiment, name: SideName, from: number, signal: AbortSignal): Promise<void> {
    const { sampling, seed } = experiment;
    const on = (tokens: readonly SpokenToken[]): void => {
      if (signal.aborted) return;
      const add = (before: Answer): Answer => ({
        ...before,
        tokens: [...before.tokens, ...tokens],
        state: "speaking",
      });
      change(name, add, performance.now() - from);
    };
    const { tokens, end } = await generate({ side: experiment[name], sampling, seed }, on, signal);
    if (signal.aborted) throw cancelled();
    change(name, (before) => ({ ...before, tokens, state: end }), performance.now() - from);
  }

  return {
    async ask(experiment) {
      stop();
      asking = new AbortController();
      const { signal } = asking;
      const waiting = (name: SideName): Answer => ({ asks: answerKey(experiment, name), tokens: [], state: "waiting" });
      store.setState({ answers: { left: waiting("left"), right: waiting("right"), elapsed: 0 } });
      const from = performance.now();
      try {
        await Promise.all([speak(experiment, "left", from, signal), speak(experiment, "right", from, signal)]);
      } catch (error) {
        if (signal.aborted) return;
        stop();
        throw error;
      }
    },
    stop,
    forget() {
      stop();
      store.setState({ answers: null });
    },
  };
}
