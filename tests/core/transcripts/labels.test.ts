/** Labels that are read from a field and given by hand, and the order of the list. */
import { describe, expect, it } from "vitest";
import {
  guessedLabel,
  guessedLabels,
  labelsFrom,
  labelsOver,
  likelyFields,
  UNTOUCHED,
} from "../../../src/core/transcripts/labels";
import { bySuspicion } from "../../../src/core/transcripts/order";

describe("labels", () => {
  it.each([
    ["True", 1],
    ["cheat", 1],
    ["0", 0],
    ["Honest ", 0],
    ["cheated", 1],
    ["Reward hack", 1],
    ["not-hacked", 0],
    ["unfaithful", 1],
    ["faithful", 0],
    ["1.0", 1],
    ["maybe", UNTOUCHED],
    ["", UNTOUCHED],
  ])("“%s” is taken for %d", (value, label) => expect(guessedLabel(value)).toBe(label));

  it("of two values are opposites where one is known, and are left open where there are three", () => {
    expect(guessedLabels(["skived", "honest"])).toEqual([1, 0]);
    expect(guessedLabels(["hacked", "plain"])).toEqual([1, 0]);
    expect(guessedLabels(["a", "b"])).toEqual([UNTOUCHED, UNTOUCHED]);
    expect(guessedLabels(["honest", "skived", "unclear"])).toEqual([0, UNTOUCHED, UNTOUCHED]);
  });

  it("are looked for in fields whose name or values say so, and that have both", () => {
    const yesNo = ["true", "false"];
    const likely = (name: string, values = yesNo): boolean => likelyFields([{ name, values }]).length > 0;
    for (const name of ["is_final", "folder", "metadata.hacked", "cheated", "scores.label", "metadata.is_hack"])
      expect(likely(name), name).toBe(true);
    for (const name of ["done", "ground_truth", "target"]) expect(likely(name), name).toBe(false);
    expect(likely("label", ["a", "b"])).toBe(false);
    expect(likely("label", ["cheated", "hacked"])).toBe(false);
    expect(likely("label", ["cheated", "fine"])).toBe(true);
    // Whatever it is called: its values tell.
    expect(likely("verdict", ["honest", "cheated"])).toBe(true);
    expect(likely("sentiment", ["positive", "negative"])).toBe(false);
    const fields = ["n", "label", "done", "folder"].map((name) => ({ name, values: yesNo }));
    expect(likelyFields(fields)).toEqual([1, 3]);
  });

  it("by hand stand above those that were read", () => {
    const read = labelsFrom(Uint8Array.of(0, 1, 255, 0), [1, 0]);
    expect([...read]).toEqual([1, 0, -1, 1]);
    expect([...labelsFrom(Uint8Array.of(0, 1), [UNTOUCHED, 0])]).toEqual([-1, 0]);
    expect([...labelsOver(Int8Array.of(UNTOUCHED, 1, 0), read, 5)]).toEqual([1, 1, 0, 1, -1]);
  });
});

describe("the order of runs", () => {
  it("begins with the most suspicious, and keeps that of the files among equals", () => {
    expect([...bySuspicion(Uint16Array.of(0, 500, 1000, 500, 0))]).toEqual([2, 1, 3, 0, 4]);
  });
});
