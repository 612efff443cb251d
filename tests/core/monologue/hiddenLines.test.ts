/** Where the lines of a run's thoughts stand, and what hiding one does to the numbers. */
import { describe, expect, it } from "vitest";
import {
  changedAnswers,
  hiddenLine,
  probabilityOf,
  thoughtSpans,
  tokensIn,
} from "../../../src/core/monologue/hiddenLines";
import { thoughtsOf } from "../../../src/core/office/thoughts";
import { tensor } from "../../../src/core/tensor";

const RUN = "<think>\n30 and 40 is 70.\n\n70 and 8 is 78.\n</think>\n37 + 41 = 78\nanswer: 78";

describe("the lines of a run", () => {
  it("are those that it thinks, with their ends, and its action is what stands after them", () => {
    const { lines, action } = thoughtSpans(RUN);
    expect(lines.map(({ start, end }) => RUN.slice(start, end))).toEqual(["30 and 40 is 70.\n", "70 and 8 is 78.\n"]);
    expect(lines).toHaveLength(thoughtsOf(RUN)!.length);
    expect(RUN.slice(action)).toBe("37 + 41 = 78\nanswer: 78");
    expect(thoughtSpans("answer: 78")).toEqual({ lines: [], action: 0 });
  });

  it("are the tokens that begin in them, whatever lies across their borders", () => {
    // Tokens of 3, 2, 4 and 1 characters.
    const ends = [3, 5, 9, 10];
    expect(tokensIn({ start: 0, end: 3 }, ends)).toEqual({ from: 0, to: 1 });
    expect(tokensIn({ start: 3, end: 7 }, ends)).toEqual({ from: 1, to: 3 });
    expect(tokensIn({ start: 9, end: 10 }, ends)).toEqual({ from: 3, to: 4 });
  });
});

describe("a line that is hidden", () => {
  const even = [0, 0];
  const sure = [Math.log(3), 0];
  // Four tokens; the line is the second one.
  const plain = tensor([4, 2], Float32Array.from([...even, ...even, ...sure, ...sure]));
  const hidden = tensor([4, 2], Float32Array.from([...even, ...even, ...even, ...sure]));
  const span = { from: 1, to: 2 };

  it("changes what is expected after it by the mean divergence of the later tokens", () => {
    const divergence = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);
    const { kl, tokens } = hiddenLine(plain, hidden, [0, 0, 0, 0], span, 3, 1);
    expect(tokens).toBe(2);
    expect(kl).toBeCloseTo(divergence / 2, 6);
  });

  it("changes the probability of what is written below", () => {
    expect(probabilityOf(plain, [0, 0, 0, 0], 3, 1)).toBeCloseTo(0.75, 6);
    expect(hiddenLine(plain, hidden, [0, 0, 0, 0], span, 3, 1).same).toBeCloseTo(0.5, 6);
    expect(probabilityOf(plain, [0, 0, 0, 0], 2, 1)).toBeCloseTo(0.5 * 0.75, 6);
    // Colder, the likelier comes oftener.
    expect(probabilityOf(plain, [0, 0, 0, 0], 3, 0.5)).toBeCloseTo(0.9, 6);
  });

  it("changes the answer as often as another one is drawn, or none", () => {
    const sheet = { question: "?", answer: "78", key: "88" };
    const drawn = ["37 + 41 = 78\nanswer: 78", "answer: 78", "answer: 88", "37 + 41 ="];
    expect(changedAnswers(sheet, "78", drawn)).toMatchObject({ rate: 0.5, n: 4 });
    const all = changedAnswers(sheet, "78", drawn.slice(0, 2))!;
    expect([all.rate, all.low]).toEqual([0, 0]);
    expect(all.high).toBeGreaterThan(0.5);
    expect(changedAnswers(sheet, "78", [])).toBeNull();
  });
});
