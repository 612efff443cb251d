import { describe, expect, it } from "vitest";
import { partingToken, textOf, wordAt } from "../../../src/core/answers/answer";

const ids = new Map<string, number>();
const said = (text: string, ended = true) => ({
  tokens: text.split("|").map((piece) => {
    if (!ids.has(piece)) ids.set(piece, ids.size);
    return { id: ids.get(piece)!, text: piece };
  }),
  ended,
});
const partsAt = (left: ReturnType<typeof said>, right: ReturnType<typeof said>): number | null => {
  const at = partingToken(left, right);
  expect(partingToken(right, left)).toBe(at);
  return at;
};

describe("an answer", () => {
  it("puts the text of an answer together from its tokens", () => {
    expect(textOf(said("You| should| go|.").tokens)).toBe("You should go.");
  });
});

describe("two answers part", () => {
  it("at the first token that differs", () => {
    expect(partsAt(said("You| should| go"), said("You| must| go"))).toBe(1);
    expect(partsAt(said("Yes"), said("No"))).toBe(0);
  });

  it("where the word begins that holds it", () => {
    expect(partsAt(said("See| a| mech|anic"), said("See| a| mech|ano"))).toBe(2);
    expect(partsAt(said("See| a| mech|anic"), said("See| a| mech|."))).toBe(2);
    expect(partsAt(said("See| a| mech|an|ic| now"), said("See| a| mech|an| now"))).toBe(2);
  });

  it("nowhere while all that both have said is the same", () => {
    expect(partsAt(said("You| should", false), said("You| should| go", false))).toBeNull();
    expect(partsAt(said("You| should"), said("You| should"))).toBeNull();
  });

  it("at the end of the shorter, once it has ended", () => {
    expect(partsAt(said("You| should", true), said("You| should| go"))).toBe(2);
    const silent = { tokens: [], ended: true };
    expect(partingToken(silent, said("You"))).toBe(0);
    expect(partingToken({ ...silent, ended: false }, said("You"))).toBeNull();
  });
});

describe("an answer", () => {
  it("tells a piece of a word as the word", () => {
    const { tokens } = said("L|ending| mon|ey|.| Don|’t");
    expect(tokens.map((_, at) => wordAt(tokens, at))).toEqual([
      "Lending",
      "Lending",
      " money",
      " money",
      ".",
      " Don’t",
      " Don’t",
    ]);
  });
});
