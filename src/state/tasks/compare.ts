/**
 * The comparison of what differs: runs both Sides, then the two tokens that direct effect compares, then the noise
 * floor, and puts the findings into the store as they come.
 */
import type { Capture, Comparison } from "../../core/capture";
import { type Findings, findingsOf } from "../../core/compare/findings";
import type { Experiment, Side } from "../../core/experiment";
import { asFailure, cancelled, type Failure } from "../../core/failure";
import type { Engine } from "../../runtime/engine/engine";
import { keyOf } from "../keys";
import { originOf } from "../origin";
import { WAIT_MS } from "../waits";
import { engineOf, notice, report, type Session } from "./session";

/** While it is taken, the page says that the noise floor is being measured. */
export const FLOOR_STEP = "Measuring the noise floor";
const STEPS = { run: "Running both models", floor: FLOOR_STEP } as const;

/** Says no longer that a comparison is under way, where the reader has left its chapter before it was done. */
export function leaveComparison({ store }: Session): void {
  const what = store.getState().activity?.what;
  if (what === STEPS.run || what === STEPS.floor) store.setState({ activity: null });
}

export async function compare(session: Session, experiment: Experiment, signal: AbortSignal): Promise<void> {
  const engine = engineOf(session);
  const { left, right } = experiment;
  report(session, STEPS.run)(null);
  const known = session.kept.compared ? session.store.getState().run : null;
  const comparison =
    known?.comparison && keyOf("comparison", known.experiment) === keyOf("comparison", experiment)
      ? known.comparison
      : await engine.compare({ left, right }, signal);
  signal.throwIfAborted();
  // Words that cannot be measured cost direct effect alone, never the picture.
  let problem: Failure | null = null;
  const contrast = await contrastOf(engine, experiment, comparison, signal).catch((error: unknown) => {
    problem = asFailure(error);
    return null;
  });
  signal.throwIfAborted();
  session.kept.compared = true;
  const key = keyOf("noiseFloor", experiment, [], ["left"]);
  const again = session.kept.floor?.key === key ? session.kept.floor.captures : [];
  publish(session, experiment, comparison, findingsOf(comparison, contrast, again));
  if (problem) notice(session, problem);
  if (again.length > 0) return;
  await rest(WAIT_MS.comparisonFloor, signal);
  report(session, STEPS.floor)(null);
  const captures = await measureFloor(engine, left, signal);
  signal.throwIfAborted();
  session.kept.floor = { key, captures };
  publish(session, experiment, comparison, findingsOf(comparison, contrast, captures));
}

function publish({ store }: Session, experiment: Experiment, comparison: Comparison, findings: Findings): void {
  // What failed before is overcome, but a link that could not be read stays said until it is dismissed.
  store.setState(({ notice: said }) => ({
    run: { experiment, findings, source: "live", comparison, date: originOf(experiment).date, page: null },
    activity: null,
    failed: null,
    notice: said?.kind === "link" ? said : null,
  }));
}

/** The same Side twice: once more on the device, once on the reference arithmetic. */
async function measureFloor(engine: Engine, side: Side, signal: AbortSignal): Promise<Capture[]> {
  const again = await engine.capture({ side, arithmetic: "device" }, signal);
  const reference = await engine.capture({ side, arithmetic: "reference" }, signal);
  return [again, reference];
}

/** The two tokens direct effect compares: the reader's, or each Side's likeliest where the answer begins. */
async function contrastOf(
  engine: Engine,
  { view, left, right }: Experiment,
  comparison: Comparison,
  signal: AbortSignal,
) {
  const words = view.contrast ?? favourites(comparison);
  if (!words) return null;
  const found = await engine.contrast({ checkpoints: [left.checkpoint, right.checkpoint], ...words }, signal);
  return {
    tokens: { plus: found.plus.text, minus: found.minus.text },
    directions: { left: found.left, right: found.right },
  };
}

/** plus: the right's likeliest next token at the prompt's end; minus: the left's, or its runner-up where they agree. */
export function favourites({ left, right }: Comparison): { plus: string; minus: string } | null {
  const plus = right.predictions[right.promptEnd]?.[0];
  const minus = left.predictions[left.promptEnd]?.find((prediction) => prediction.id !== plus?.id);
  return plus && minus ? { plus: plus.text, minus: minus.text } : null;
}

/** Waits; rejects when the signal is aborted meanwhile. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(cancelled());
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
