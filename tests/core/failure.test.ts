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
});
