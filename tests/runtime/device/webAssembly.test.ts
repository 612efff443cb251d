/**
 * What is said where a browser cannot run WebAssembly as ONNX Runtime needs it.
 */
import { afterEach, describe, expect, it, vi } from "vitest";
import { requireWebAssembly } from "../../../src/runtime/device/webAssembly";

afterEach(() => vi.unstubAllGlobals());

describe("WebAssembly", () => {
  it("with SIMD is enough", () => {
    expect(() => requireWebAssembly()).not.toThrow();
  });

  it("that is absent is said with the browsers that have it", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(() => requireWebAssembly()).toThrow(
      expect.objectContaining({ kind: "browser", message: expect.stringMatching(/no WebAssembly/) }),
    );
  });

  it("without SIMD is said with the browsers that have it, and a broken program is no proof of it", () => {
    const { validate } = WebAssembly;
    const plain = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
    // As a browser of 2019: whatever uses the SIMD prefix is no valid program.
    const older = { validate: (bytes: Uint8Array<ArrayBuffer>) => !bytes.includes(253) && validate(bytes) };
    vi.stubGlobal("WebAssembly", older);
    expect(older.validate(plain)).toBe(true);
    expect(() => requireWebAssembly()).toThrow(
      expect.objectContaining({ kind: "browser", advice: expect.stringMatching(/Chrome.*Firefox.*Safari/) }),
    );
  });
});
