/** Where directions are read in a turn: at the beginning of its last thought, or as a mean over all of it. */
import { describe, expect, it } from "vitest";
import { activationIn, lastThought } from "../../../src/core/office/causes";

const tokensOf = (...texts: string[]) => texts.map((text) => ({ text }));
// Two tokens of the prompt, the second one its last.
const TURN = tokensOf("Task", "<|assistant|>", "th", "ink:", " one", "\n", "think", ":", " two", "\nnext task");

describe("the last thought", () => {
  it("begins with the token that ends its last label", () => {
    expect(lastThought(TURN, 1)).toBe(7);
    expect(lastThought(TURN.slice(0, 5), 1)).toBe(3);
  });

  it("is the prompt's end where there is none, whatever the prompt says", () => {
    expect(lastThought(tokensOf("think:", "<|assistant|>", "answer", ": 3"), 1)).toBe(1);
  });
});

describe("an activation", () => {
  const projections = Float32Array.from([9, 2, 4, 6]);
  const tokens = tokensOf("x", "<|assistant|>", "think:", " a");

  it("lies between the two ends that stand for 0 and 1", () => {
    const turn = { name: "a", readAt: "turn", zero: 1, one: 5 } as const;
    expect(activationIn(turn, projections, tokens, 1)).toBe(1);
    expect(activationIn({ ...turn, readAt: "thought" }, projections, tokens, 1)).toBe(0.75);
  });

  it("is no number where nothing was said", () => {
    expect(activationIn({ name: "a", readAt: "turn", zero: 0, one: 1 }, projections, tokens, 3)).toBeNaN();
  });
});
