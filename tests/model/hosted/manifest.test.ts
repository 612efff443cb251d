/**
 * What the host lists, where two things claim one id or a number contradicts itself: refused by the field's name.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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

  it("is refused in a prompt set", () => {
    const prompt = (id: string): object => ({ id, text: "Why?", domain: "open" });
    const set = (...ids: string[]): unknown => ({ version: 1, prompts: ids.map(prompt) });
    expect(parsePromptSet(set("a", "b"), "x").prompts).toHaveLength(2);
    expect(() => parsePromptSet(set("a", "b", "a"), "x")).toThrow("prompts names one id twice");
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

  it.each([
    [0.3, 0.4, 0.6],
    [0.7, 0.4, 0.6],
    [0.5, 0.6, 0.4],
  ])("of %s outside %s to %s is refused", (value, low, high) => {
    expect(() => rate(value, low, high)).toThrow(/score is a rate of .* outside its interval/);
  });
});
