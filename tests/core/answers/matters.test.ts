import { describe, expect, it } from "vitest";
import {
  askedAs,
  indexMatters,
  isKnown,
  nearestMatters,
  nearMatters,
  searchMatters,
} from "../../../src/core/answers/matters";
import { almostSame, sameWord, stem, wordsIn } from "../../../src/core/answers/stems";
import { index, shipped } from "./everyday";

const matters = shipped.matters.domains.flatMap((domain) => domain.matters);
const found = (typed: string): string[] => searchMatters(index, typed).map(({ title }) => title);

describe("words are compared", () => {
  it.each([
    ["brakes braking braked brake", "brak"],
    ["stopped stopping stops stop", "stop"],
    ["batteries battery", "batteri"],
    ["dishes dish", "dish"],
    ["swallowing swallow", "swallow"],
    ["glass", "glass"],
    ["bus", "bus"],
  ])("without their endings: %s", (words, one) => expect(new Set(words.split(" ").map(stem))).toEqual(new Set([one])));

  it("apart from quotation marks and signs", () => {
    expect(wordsIn("My car’s brakes don't work?! 😀 naïve")).toEqual(["my", "car", "brakes", "dont", "work", "naïve"]);
  });

  it.each([
    ["brakes", "braking", true],
    ["battery", "batteries", true],
    ["tire", "tires", true],
    ["tire", "tired", false],
    ["plan", "plane", false],
    ["car", "care", false],
    ["exam", "example", false],
  ])("as forms of one word or as two: %s, %s", (a, b, same) => {
    expect([sameWord(a, b), sameWord(b, a)]).toEqual([same, same]);
  });

  it.each([
    ["squeek", "squeak", true],
    ["tomatos", "tomatoes", true],
    ["recieve", "receive", true],
    ["garlc", "garlic", true],
    ["garlic", "garlic", true],
    ["knife", "night", false],
    ["cold", "colder", false],
  ])("with one letter forgiven: %s, %s", (a, b, same) => {
    expect(almostSame(a, b)).toBe(same);
    expect(almostSame(b, a)).toBe(same);
  });
});

describe("the list of matters", () => {
  it("holds the 96 of the family and the open questions, by domain", () => {
    const open = shipped.matters.domains.find(({ id }) => id === "open")!;
    expect([matters.length - open.matters.length, open.matters.length]).toEqual([96, 12]);
  });

  it.each([
    ["tire", "a flat tyre by the roadside"],
    ["windshield", "an iced-up windscreen"],
    ["faucet", "a dripping tap"],
    ["roommate", "a noisy flatmate"],
    ["vacation", "a passport lost abroad"],
    ["flat ti", "a flat tyre by the roadside"],
    ["INSOMNIA", "trouble falling asleep"],
    ["wish", "one wish"],
    ["tyer", "a flat tyre by the roadside"],
  ])("is searched: %s", (typed, title) => expect(found(typed)).toContain(title));

  it.each([
    ["exam", /exam|\btest|midterm|quiz|final/i],
    ["tire", /\bty?res?\b/i],
    ["tired", /\btired\b/i],
    ["law", /\blaws?\b/i],
    ["age", /\bages?\b/i],
  ])("is searched for a whole word, and no longer one that begins with it: %s", (typed, word) => {
    const hits = searchMatters(index, typed);
    expect(hits).not.toEqual([]);
    for (const { title, phrasings, words } of hits)
      expect([title, ...phrasings, ...words].some((text) => word.test(text) && !/^examples?$/i.test(text))).toBe(true);
    expect(found("exam")).not.toContain("missing a penalty");
  });

  it("is searched for the beginning of a word while it is typed", () => {
    for (let typed = "wind"; typed !== "windshield"; typed = "windshield".slice(0, typed.length + 1))
      expect(found(typed), typed).toContain("an iced-up windscreen");
    expect(found("la")).toContain("an overgrown lawn");
    expect(found("law")).not.toContain("an overgrown lawn");
  });

  it("finds all without words and nothing for what it has not", () => {
    expect(found(" ")).toHaveLength(matters.length);
    expect(found("photosynthesis")).toEqual([]);
  });

  it("finds every matter by its title and by each of its known questions", () => {
    for (const matter of matters) {
      expect(searchMatters(index, matter.title)).toContain(matter);
      for (const phrasing of matter.phrasings) expect(searchMatters(index, phrasing), phrasing).toContain(matter);
    }
  });
});

describe("the nearest matter", () => {
  it("of a known question is the one that it is about, for nearly all of them", () => {
    const asked = matters.flatMap((matter) => matter.phrasings.map((text) => ({ text, matter })));
    const wrong = asked.filter(({ text, matter }) => {
      const [nearest] = nearestMatters(index, text);
      return nearest!.matter !== matter || !isKnown(nearest!);
    });
    expect(wrong.length / asked.length).toBeLessThan(0.03);
  });

  it("is none for no words, and for a family that has read nothing", () => {
    for (const text of ["", "   ", "😀"]) expect(askedAs(index, text)).toBeNull();
    const nothing = indexMatters({ domains: [], synonyms: new Map() });
    expect([askedAs(nothing, "tyre"), searchMatters(nothing, "tyre")]).toEqual([null, []]);
  });

  it("is offered for a question about none where two words tell of it, and not for one word of two meanings", () => {
    const titles = (text: string): string[] => nearMatters(index, text).map(({ title }) => title);
    expect(titles("How do I fix the washing machine?")).toContain("laundry that changed colour");
    for (const text of ["my radiator is cold", "is the earth flat", "how do i plan a wedding"])
      expect(titles(text)).toEqual([]);
  });

  it("gives the known question that shares most with what was typed", () => {
    expect(askedAs(index, "can i put oil in the spaghetti water")?.phrasing).toBe(
      "Should I put oil in the water so that pasta does not stick?",
    );
  });

  it("is not taken for known where another thing has the trouble, nor for a word that only looks like another", () => {
    const known = (question: string): boolean => isKnown(nearestMatters(index, question)[0]!);
    const near: readonly [known: string, foreign: string][] = [
      ["My car battery is dead.", "My phone battery dies by lunch."],
      ["My engine is overheating.", "My laptop is overheating."],
      ["I cannot sleep.", "My baby will not sleep."],
      ["I have a flat tyre.", "I am too tired to study."],
      ["Should I buy these shares?", "A shark or a lion?"],
    ];
    expect(near.map(([one, other]) => [known(one), known(other)])).toEqual(near.map(() => [true, false]));
    const wrong = matters.filter(({ phrasings, not }) =>
      not.some((word) => phrasings.some((phrasing) => wordsIn(phrasing).some((one) => sameWord(one, word)))),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("takes a long paste in a moment", () => {
    const began = performance.now();
    nearestMatters(index, "tyre wobblz quirx ".repeat(2000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});
