/**
 * Parts of a comparison's run: the noise floor, and the two words direct effect speaks of. Handed the engine by runner.ts.
 */
import type { Capture, Comparison } from "../../core/capture";
import type { Experiment, Side } from "../../core/experiment";
import { cancelled } from "../../core/failure";
import type { Engine } from "../../runtime/engine/engine";

/** The same Side twice: once more on the device, once on the reference arithmetic. */
export async function measureFloor(engine: Engine, side: Side, signal: AbortSignal): Promise<Capture[]> {
  const again = await engine.capture({ side, arithmetic: "device" }, signal);
  const reference = await engine.capture({ side, arithmetic: "reference" }, signal);
  return [again, reference];
}

/** The two words direct effect speaks of: the reader's, or each Side's favourite where the answer begins. */
export async function contrastOf(
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

/** plus: the right's favourite next token at the prompt's end; minus: the left's, or its runner-up where they agree. */
export function favourites({ left, right }: Comparison): { plus: string; minus: string } | null {
  const plus = right.predictions[right.promptEnd]?.[0];
  const minus = left.predictions[left.promptEnd]?.find((prediction) => prediction.id !== plus?.id);
  return plus && minus ? { plus: plus.text, minus: minus.text } : null;
}

/** Waits; rejects when the signal is aborted meanwhile. */
export function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(cancelled());
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
