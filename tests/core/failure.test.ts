import { describe, expect, it } from "vitest";
import { asFailure, cancelled, Failure } from "../../src/core/failure";

describe("asFailure", () => {
  it("keeps a Failure as it is", () => {
    const failure = new Failure("file", "Torn.", "Fetch it again.");
    expect(asFailure(failure)).toBe(failure);
  });

  it("reads an aborted fetch as cancelled", () => {
    expect(asFailure(new DOMException("stop", "AbortError"))).toMatchObject({ kind: "cancelled" });
    expect(cancelled().kind).toBe("cancelled");
  });

  it.each([new TypeError("x is not a function"), "a string", 42, null, undefined])(
    "turns %s into a sentence with advice",
    (thrown) => {
      const failure = asFailure(thrown);
      expect(failure).toBeInstanceOf(Failure);
      expect(failure.kind).toBe("internal");
      expect(failure.advice).not.toBe("");
      expect(failure.cause).toBe(thrown);
    },
  );

  it.each([
    new RangeError("Array buffer allocation failed"),
    new Error("failed to allocate a buffer of size 18874368"),
    new RangeError("WebAssembly.Memory(): could not allocate memory"),
    new Error("no available backend found. ERR: [wasm] RangeError: WebAssembly.instantiate(): Out of memory"),
    new Error("std::bad_alloc"),
    new Error("Aborted(OOM)"),
    new RangeError("Invalid string length"),
  ])("says of “%s” that memory is short", (thrown) => {
    expect(asFailure(thrown)).toMatchObject({ kind: "memory", message: expect.stringContaining("enough memory") });
    expect(asFailure(thrown).message).not.toContain(thrown.message);
  });

  it.each([new RangeError("Maximum call stack size exceeded"), new RangeError("Invalid array length")])(
    "does not take “%s” for a lack of memory",
    (thrown) => {
      expect(asFailure(thrown).kind).toBe("internal");
    },
  );
});
