/**
 * Whether this browser can run ONNX Runtime at all: it needs WebAssembly with SIMD, whichever device computes.
 */
import { Failure } from "../../core/failure";

/** Any program that uses SIMD: (drop (i8x16.splat (i32.const 0))). A browser without SIMD calls it invalid. */
const SIMD_PROGRAM = Uint8Array.from(
  // The header; one function, of the only type; its body.
  [0, 97, 115, 109, 1, 0, 0, 0].concat([1, 4, 1, 96, 0, 0, 3, 2, 1, 0], [10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11]),
);

const BROWSERS = "Chrome and Edge from version 91, Firefox from 114 and Safari from 16.4 have it.";

/** Throws a Failure of kind "browser" that says what is missing. */
export function requireWebAssembly(): void {
  if (typeof WebAssembly !== "object") {
    throw new Failure(
      "browser",
      "The models cannot run here: this browser has no WebAssembly, or it is switched off.",
      `${BROWSERS} Some strict settings (Lockdown Mode on Apple's devices) switch it off.`,
    );
  }
  if (!WebAssembly.validate(SIMD_PROGRAM))
    throw new Failure("browser", "The models cannot run here: this browser's WebAssembly has no SIMD.", BROWSERS);
}
