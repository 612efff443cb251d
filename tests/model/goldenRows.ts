/** What a golden keeps of a hook's value: some positions. Also for tests in a browser, so nothing of Node is used. */
import type { HookName } from "../../src/core/hooks";
import type { Tensor } from "../../src/core/tensor";

/** The rows of a hook's value at the kept positions, laid out as the golden ones are. */
export function atPositions(name: HookName, value: Tensor, positions: readonly number[]): Float32Array {
  const [first = 0] = value.shape;
  if (name.endsWith("hook_pattern")) {
    const T = value.shape[2]!;
    return Float32Array.from(
      Array.from({ length: first }, (_, h) =>
        positions.flatMap((t) => [...value.data.subarray((h * T + t) * T, (h * T + t + 1) * T)]),
      ).flat(),
    );
  }
  const width = value.data.length / first;
  return Float32Array.from(positions.flatMap((t) => [...value.data.subarray(t * width, (t + 1) * width)]));
}
