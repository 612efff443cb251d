/**
 * What the host lists, where two things claim one id or a number contradicts itself: refused by the field's name.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFeatures } from "../../../src/model/dictionaries/featuresFile";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { parsePromptSet } from "../../../src/model/hosted/promptSet";
import { JsonReader } from "../../../src/model/files/jsonReader";
import { ROOT } from "../fixtures";

const index = JSON.parse(readFileSync(join(ROOT, "public/models/index.json"), "utf8")) as {
  readonly prompts: readonly object[];
};

describe("one id for two", () => {
  it("is refused among the prompts of the list of models", () => {
    const prompts = [...index.prompts, index.prompts[0]];
    expect(() => parseManifest({ ...index, prompts })).toThrow("prompts names one id twice");
  });

  it("is refused among the features that notes speak of", () => {
    const notes = (...latents: number[]): unknown => ({
      version: 1,
      features: latents.map((latent) => ({ latent, name: `feature ${latent}` })),
    });
    expect(parseFeatures(notes(1, 2), "sae", 4).notes.size).toBe(2);
    expect(() => parseFeatures(notes(1, 2, 1), "sae", 4)).toThrow("features speaks of one latent twice");
  });

  it("is refused in a prompt set", () => {
    const prompt = (id: string): object => ({ id, text: "Why?", domain: "open" });
    const set = (...ids: string[]): unknown => ({ version: 1, prompts: ids.map(prompt) });
    expect(parsePromptSet(set("a", "b"), "x").prompts).toHaveLength(2);
    expect(() => parsePromptSet(set("a", "b", "a"), "x")).toThrow("prompts names one id twice");
  });
});

describe("the name of an entry that is a number", () => {
  const read = new JsonReader("The file");

  it("is spelled in one way, so that no two names are one number", () => {
    expect(["0", "7", "12"].map((key) => read.index(key, "means"))).toEqual([0, 7, 12]);
    for (const key of ["", " 1", "01", "1.0", "1e1", "0x1", "-1", "x"])
      expect(() => read.index(key, "means")).toThrow("means does not stand under a whole number");
    expect(() => read.index("9", "means", 0, 8)).toThrow("not a number from 0 to 8");
  });
});

describe("a rate", () => {
  const read = new JsonReader("The file");
  const rate = (value: number, low: number, high: number): unknown =>
    read.rate({ rate: value, n: 9, low, high }, "score");

  it("lies in its interval, but for the digits that a file has lost", () => {
    expect(rate(0.5, 0.4, 0.6)).toEqual({ rate: 0.5, n: 9, low: 0.4, high: 0.6 });
    expect(() => rate(1, 0.9, 0.99995)).not.toThrow();
  });

  it("says how many questions it is of and its interval where the file does, and claims neither where it does not", () => {
    const few = { rate: 0.5, n: 80, questions: 4 };
    expect(read.rate({ ...few, low: null, high: null }, "score")).toEqual(few);
    expect(read.rate({ rate: 0.5, n: 80 }, "score")).toEqual({ rate: 0.5, n: 80 });
    expect(() => read.rate({ ...few, questions: 81 }, "score")).toThrow("score.questions");
    expect(() => read.rate({ ...few, low: 0.4 }, "score")).toThrow("score.high");
    expect(() => read.rate({ ...few, high: 0.6 }, "score")).toThrow("score.low");
  });

  it.each([
    [0.3, 0.4, 0.6],
    [0.7, 0.4, 0.6],
    [0.5, 0.6, 0.4],
  ])("of %s outside %s to %s is refused", (value, low, high) => {
    expect(() => rate(value, low, high)).toThrow(/score is a rate of .* outside its interval/);
  });
});

describe("the questions that the page offers", () => {
  const { prompts, typical, story } = parseManifest(index);
  const sampled = (index.prompts as readonly { readonly sampled: Readonly<Record<string, number>> }[]).map(
    (one) => one.sampled,
  );

  it("are said to be chosen for the largest difference, with the numbers of the file", () => {
    const clear = sampled.filter((one) => one["assistantMisaligned"] === 0 && one["badCarMisaligned"] === 1);
    expect([clear.length, sampled.length, new Set(sampled.map(({ n }) => n))]).toEqual([10, 12, new Set([8])]);
    expect(story.words["offers.chosen"]).toContain("largest difference (10 of 12: 0/8 against 8/8)");
  });

  it("have typical ones beside them, from the held-out set and word for word", () => {
    const file: unknown = JSON.parse(readFileSync(join(ROOT, "public/models/promptSets/held-out.json"), "utf8"));
    const known = new Map(parsePromptSet(file, "held-out").prompts.map(({ id, text }) => [id, text]));
    expect(typical).toHaveLength(12);
    expect(typical.filter(({ id, text }) => known.get(id) !== text)).toEqual([]);
    expect(typical.map(({ id }) => id)).not.toEqual(prompts.map(({ id }) => id));
  });
});
