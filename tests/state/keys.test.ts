/**
 * What depends on what.
 */
import { describe, expect, it } from "vitest";
import type { Experiment } from "../../src/core/experiment";
import {
  userPrompt,
  withAmplification,
  withAnswer,
  withChapter,
  withCheckpoint,
  withColumn,
  withIntervention,
  withPrompt,
  withSampling,
  withSeed,
} from "../../src/state/edits/experiment";
import { answerKey, givenTo, keyOf, askedKey, mapKey } from "../../src/state/keys";
import { experiment } from "../core/synthetic";

const start = withAmplification(experiment(), 2);
const CHANGES: Readonly<Record<string, Experiment>> = {
  chapter: withChapter(start, "prove"),
  focus: withColumn(start, 3),
  checkpoint: withCheckpoint(start, "right", "good-car"),
  intervention: withIntervention(start, "right", { kind: "dose", target: "all", amount: 0.5 }),
  question: withPrompt(start, "right", userPrompt("another", null)),
  answer: withAnswer(start, "words to read"),
  temperature: withSampling(start, { temperature: 0 }),
  seed: withSeed(start, 9),
  amplification: withAmplification(start, 3),
};

/** The changes after which a key is another. */
const sensitiveTo = (key: (of: Experiment) => string | null): string[] =>
  Object.keys(CHANGES).filter((change) => key(CHANGES[change]!) !== key(start));

describe("a key", () => {
  it.each([
    ["comparison", ["checkpoint", "intervention", "question", "answer"]],
    ["encoding", ["checkpoint", "intervention", "question", "answer"]],
    ["answer", ["checkpoint", "intervention", "question", "temperature", "seed"]],
    ["reading", ["checkpoint", "intervention", "question", "temperature", "seed"]],
    ["amplifiedAnswer", ["checkpoint", "intervention", "question", "temperature", "seed", "amplification"]],
    ["monitor", ["checkpoint", "intervention", "question"]],
    ["partEffects", ["checkpoint", "intervention", "question"]],
    ["search", ["checkpoint", "intervention"]],
    ["sweep", ["checkpoint", "intervention"]],
    ["dictionary", ["checkpoint"]],
  ] as const)("of %s changes with %j and nothing else", (derived, changes) => {
    expect(sensitiveTo((of) => keyOf(derived, of))).toEqual(changes);
  });

  it("of one Side's answer does not change with the other Side", () => {
    expect(sensitiveTo((of) => answerKey(of, "left"))).toEqual(["temperature", "seed"]);
  });

  it("of an answer changes with thoughts that its Side is given, where it goes on from them and nowhere else", () => {
    const thoughts = "<think>\n3 and 4 is 7.\n</think>\n";
    const given = (chapter: Experiment["chapter"], answer = thoughts): Experiment =>
      withAnswer(withChapter(start, chapter), answer);
    expect(givenTo(given("prove"), "left")).toBe(thoughts);
    expect(answerKey(given("prove"), "left")).not.toBe(answerKey(start, "left"));
    expect(askedKey(given("prove"), "amplified")).not.toBe(askedKey(start, "amplified"));
    for (const other of [given("listen"), given("prove", `${thoughts}answer: 7`), given("prove", "Drive on.")]) {
      expect(givenTo(other, "left")).toBeNull();
      expect(answerKey(other, "left")).toBe(answerKey(start, "left"));
    }
    expect(mapKey(given("differs"))).toBe(mapKey(given("prove")));
    expect(mapKey(given("prove"))).not.toBe(mapKey(start));
  });

  it("tells apart what it depends on beside the experiment", () => {
    expect(keyOf("encoding", start, ["sae", [1]])).not.toBe(keyOf("encoding", start, ["sae", [2]]));
  });

  it("of the amplified speaker is null while nobody is amplified", () => {
    expect(askedKey(start, "amplified")).toBe(keyOf("amplifiedAnswer", start));
    expect(askedKey(experiment(), "amplified")).toBeNull();
  });
});
