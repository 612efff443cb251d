import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PALETTES } from "../../../src/views/charts/frame/palette";
import { answersDrawing, answersLegend } from "../../../src/views/charts/words/answersDrawing";
import { textBoxes } from "../svgTexts";
import { wellFormed } from "../xml";

const spoken = (...texts: string[]) => texts.map((text, id) => ({ id, text }));
const drawn = (texts: readonly string[], parting: number | null = null) =>
  answersDrawing([{ title: "Left", hue: "left", tokens: spoken(...texts) }], "light", { parting })[0]!;

describe("an answer as a drawing", () => {
  it("is well formed whatever the tokens hold", () => {
    const token = fc.string({ maxLength: 30, unit: "binary" });
    fc.assert(
      fc.property(fc.array(token, { maxLength: 10 }), fc.nat(10), (texts, parting) => {
        expect(wellFormed(`<svg>${drawn(texts, parting).body}</svg>`)).toEqual([]);
      }),
    );
  });

  it("keeps every word in its order and within its column", () => {
    const unit = fc.constantFrom("a", "W", " ", "\n", "<", "'", "é");
    const token = fc.string({ maxLength: 90, unit });
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), fc.nat(30), (texts, parting) => {
        const { body, width, height } = drawn(texts, parting);
        const boxes = textBoxes(`<svg>${body}</svg>`).slice(1);
        expect(boxes.map(({ text }) => text).join("")).toBe(texts.join("").replaceAll(/\s/g, ""));
        for (const { right, bottom } of boxes) {
          expect(right).toBeLessThanOrEqual(width + 0.01);
          expect(bottom).toBeLessThanOrEqual(height);
        }
      }),
    );
  });

  it("breaks lines at blanks and at line ends, and a word that is longer than a line anywhere", () => {
    const lines = (texts: readonly string[]): number =>
      new Set(
        textBoxes(`<svg>${drawn(texts).body}</svg>`)
          .slice(1)
          .map(({ top }) => top),
      ).size;
    expect(lines(["One", " two"])).toBe(1);
    expect(lines(["One", "\n", "two"])).toBe(2);
    expect(lines(["x".repeat(300)])).toBeGreaterThan(3);
    // the pieces of one word stay together
    const texts = [...Array<string>(40).fill(" word"), " to", "geth", "er"];
    const tops = textBoxes(`<svg>${drawn(texts).body}</svg>`).slice(-3);
    expect(new Set(tops.map(({ top }) => top)).size).toBe(1);
  });

  it("sets one flag where the answers part, and makes pale what is before it", () => {
    const { body } = drawn([" Same", " here", " then", " not"], 2);
    expect(body.match(/<path/g)).toHaveLength(1);
    const tones = [...body.matchAll(/fill="([^"]*)">(\w+)</g)].map(([, tone, word]) => [word, tone]);
    const { muted, ink, left } = PALETTES.light;
    expect(tones).toEqual([
      ["Same", muted],
      ["here", muted],
      ["then", left],
      ["not", ink],
    ]);
    expect(drawn([" Same"], 1).body).not.toContain("<path");
  });

  it("explains only the marks that it has", () => {
    const words = (texts: string[], parting: number | null): string[] =>
      answersLegend([{ tokens: spoken(...texts) }], parting)(PALETTES.light).map((item) => item.words);
    expect(words([" Yes", " no"], null)).toEqual([]);
    expect(words([" Yes", " no"], 1)).toEqual([expect.stringContaining("part")]);
    expect(words(["Call", " me", " Lou", "."], null)).toEqual([expect.stringContaining("name")]);
  });
});
