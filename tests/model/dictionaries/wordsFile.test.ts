/** words.json: what the shipped files find, and what is refused. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFeatureWords } from "../../../src/model/dictionaries/wordsFile";

describe("words.json", () => {
  it("has words and topics for the features of each shipped dictionary", () => {
    for (const id of ["sae-l2", "sae-l4"]) {
      const path = join("public", "models", "dictionaries", id, "words.json");
      const { words, about } = parseFeatureWords(JSON.parse(readFileSync(path, "utf8")), id, 2048);
      expect(words.filter((list) => list.length > 0).length).toBeGreaterThan(1200);
      expect(about.filter((list) => list.includes("law")).length).toBeGreaterThan(10);
      expect(about.filter((list) => list.includes("Insults")).length).toBeGreaterThan(10);
    }
  });

  it("is refused where it is of another dictionary", () => {
    const json = { version: 1, words: [["a"]], about: [[]] };
    expect(parseFeatureWords(json, "x", 1).words).toEqual([["a"]]);
    expect(() => parseFeatureWords(json, "x", 2)).toThrow(/has 1 entries/);
    expect(() => parseFeatureWords({ ...json, version: 2 }, "x", 1)).toThrow(/version/);
  });
});
