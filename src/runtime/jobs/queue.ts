/**
 * One job at a time, in order: ONNX Runtime must not load and run at once. A failed or cancelled job never blocks the
 * next.
 */
import { cancelled } from "../../core/failure";

export interface Queue {
  /** Runs `job` after all jobs before it; a job whose signal is aborted while it waits is not started. */
  add<T>(job: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** `begins` is told of each job before it runs. */
export function makeQueue(begins: () => void = () => undefined): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    add(job, signal) {
      const run = tail.then(() => {
        if (signal.aborted) throw cancelled();
        begins();
        return job();
      });
      tail = run.catch(() => undefined);
      return run;
    },
  };
}
