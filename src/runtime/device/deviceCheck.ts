/**
 * How far computed hooks are from golden ones: per hook the largest |difference| over the hook's root mean square.
 */
import { Failure } from "../../core/failure";
import type { HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";

interface GoldenValues {
  readonly file: string;
  readonly names: ReadonlySet<string>;
  float32(name: string): Float32Array;
}

export interface WorstError {
  readonly worst: number;
  readonly worstHook: HookName;
  readonly hooks: number;
}

/** Compares every hook that both hold. Throws a Failure when they share none or a shape differs. */
export function worstError(golden: GoldenValues, computed: ReadonlyMap<HookName, Tensor>): WorstError {
  let worst = -1;
  let worstHook: HookName | null = null;
  let hooks = 0;
  for (const [name, { data }] of computed) {
    if (!golden.names.has(name)) continue;
    const expected = golden.float32(name);
    if (expected.length !== data.length) {
      throw new Failure(
        "file",
        `${golden.file} holds ${expected.length} values for ${name}, and the model computed ${data.length}.`,
        "The file belongs to another model.",
      );
    }
    const error = relativeError(expected, data);
    hooks++;
    if (!(error <= worst) && !Number.isNaN(worst)) {
      worst = error;
      worstHook = name;
    }
  }
  if (worstHook === null)
    throw new Failure(
      "file",
      `${golden.file} holds no activations of this model.`,
      "The file belongs to another model.",
    );
  return { worst, worstHook, hooks };
}

/** max |b − a| / rms(a). */
export function relativeError(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  let squares = 0;
  for (let i = 0; i < a.length; i++) {
    // Math.max keeps a NaN, a comparison would lose it again
    largest = Math.max(largest, Math.abs(b[i]! - a[i]!));
    squares += a[i]! * a[i]!;
  }
  const rms = Math.sqrt(squares / Math.max(1, a.length));
  return largest === 0 ? 0 : largest / rms;
}
