/**
 * Long work on effects: one piece at a time, the newest in place of the one before. What has come stays when it is
 * stopped.
 */
import type { Experiment } from "../../core/experiment";
import { asFailure } from "../../core/failure";
import type { EffectsState, Work } from "../effectsState";
import { loadAll } from "./loading";
import { restart, type Session, stop } from "./session";

/** What a piece of work is about, and whom it tells. */
export interface WorkContext {
  readonly experiment: Experiment;
  readonly signal: AbortSignal;
  /** Answers or trials done and in all. */
  readonly progress: (done: number, total: number) => void;
}

export function putEffects({ store }: Session, change: (now: EffectsState) => Partial<EffectsState>): void {
  store.setState(({ effects }) => ({ effects: { ...effects, ...change(effects) } }));
}

/** Begins once the models of the experiment are loaded; a failure is put where the result would stand. */
export function startWork(session: Session, kind: Work["kind"], job: (context: WorkContext) => Promise<void>): void {
  stopWork(session);
  const { experiment } = session.store.getState();
  if (!experiment) return;
  const signal = restart(session, "sweep");
  const put = (change: Partial<EffectsState>): void => putEffects(session, () => change);
  const from = performance.now();
  const progress = (done: number, total: number): void => {
    if (signal.aborted) return;
    const left = done === 0 ? null : ((performance.now() - from) / done) * (total - done);
    put({ work: { kind, done, total, left } });
  };
  put({ work: { kind, done: 0, total: 0, left: null }, failure: null });
  loadAll(session, experiment)
    .then(() => job({ experiment, signal, progress }))
    .then(
      () => signal.aborted || put({ work: null }),
      (error: unknown) => {
        if (signal.aborted) return;
        const failure = asFailure(error);
        put({ work: null, failure: failure.kind === "cancelled" ? null : failure, failed: kind });
      },
    );
}

/** What was said of work that failed goes as well: it speaks of an attempt that is over. */
export function stopWork(session: Session): void {
  stop(session, "sweep");
  const { work, failure } = session.store.getState().effects;
  if (work || failure) putEffects(session, () => ({ work: null, failure: null }));
}
