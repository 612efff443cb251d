/** A changed thought as a comparison: one model on both Sides, the same question, and two thoughts. */
import { describe, expect, it } from "vitest";
import { withThoughts } from "../../../src/state/edits/thoughts";
import { experiment } from "../../core/synthetic";

describe("changed thoughts", () => {
  it("put one model on both Sides, with what was done to it, whole on the left and changed on the right", () => {
    const before = experiment();
    const after = withThoughts(before, "right", "whole", "changed");
    expect([after.left.checkpoint, after.right.checkpoint]).toEqual([before.right.checkpoint, before.right.checkpoint]);
    expect(after.left.interventions).toBe(before.right.interventions);
    expect([after.left.prompt.answer, after.right.prompt.answer]).toEqual(["whole", "changed"]);
    expect(after.left.prompt.messages).toBe(before.right.prompt.messages);
    expect(after.focus.column).toBeNull();
  });
});
