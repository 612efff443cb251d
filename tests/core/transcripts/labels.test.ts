/** Labels that are read from a field and given by hand, and the order of the list. */
import { describe, expect, it } from "vitest";
import { guessedLabel, labelsFrom, labelsOver, likelyField, UNTOUCHED } from "../../../src/core/transcripts/labels";
import { bySuspicion } from "../../../src/core/transcripts/order";

describe("labels", () => {
  it.each([
    ["True", 1],
    ["cheat", 1],
    ["0", 0],
    ["Honest ", 0],
    ["maybe", -1],
    ["", -1],
  ])("“%s” is taken for %d", (value, label) => expect(guessedLabel(value)).toBe(label));

  it("are looked for in a field that is called so and has both", () => {
    const yesNo = ["true", "false"];
    expect(likelyField([{ name: "done", values: yesNo }])).toBe(-1);
    expect(
      likelyField([
        { name: "n", values: ["1"] },
        { name: "metadata.is_hack", values: yesNo },
      ]),
    ).toBe(1);
    expect(likelyField([{ name: "label", values: ["a", "b"] }])).toBe(-1);
    expect(likelyField([{ name: "ground_truth", values: yesNo }])).toBe(-1);
    expect(likelyField([{ name: "target", values: yesNo }])).toBe(-1);
    // The likeliest name, wherever it stands.
    const order = ["is_final", "folder", "metadata.hacked", "cheated", "scores.label"];
    for (let n = order.length; n > 0; n--)
      expect(likelyField(order.slice(0, n).map((name) => ({ name, values: yesNo })))).toBe(n - 1);
    expect(likelyField([{ name: "folder", values: ["cheat", "honest"] }])).toBe(0);
  });

  it("by hand stand above those that were read", () => {
    const read = labelsFrom(Uint8Array.of(0, 1, 255, 0), [1, 0]);
    expect([...read]).toEqual([1, 0, -1, 1]);
    expect([...labelsOver(Int8Array.of(UNTOUCHED, 1, 0), read, 5)]).toEqual([1, 1, 0, 1, -1]);
  });
});

describe("the order of runs", () => {
  it("begins with the most suspicious, and keeps that of the files among equals", () => {
    expect([...bySuspicion(Uint16Array.of(0, 500, 1000, 500, 0))]).toEqual([2, 1, 3, 0, 4]);
  });
});
