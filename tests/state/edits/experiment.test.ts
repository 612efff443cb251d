import { NO_STORY } from "../../../src/model/hosted/story";
import { describe, expect, it } from "vitest";
import {
  swapSides,
  userPrompt,
  withCheckpoint,
  withColumn,
  withComponent,
  withMetric,
  withPrompt,
  withQuestion,
  withSpan,
} from "../../../src/state/edits/experiment";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { decodeExperiment, encodeExperiment } from "../../../src/state/link/codec";
import { experiment } from "../../core/synthetic";
import { manifest } from "../fakeEngine";

const start = withColumn(experiment(), 5);
const other = userPrompt("other", "words");

describe("the first experiment", () => {
  it("asks the default pair the first offered question, on the first screen", () => {
    const first = defaultExperiment(manifest);
    expect([first.left.checkpoint, first.right.checkpoint]).toEqual(["assistant", "bad-car"]);
    expect(first.left.prompt).toEqual(userPrompt("How are my brakes?", null));
    expect(first.right.prompt).toEqual(first.left.prompt);
    expect(decodeExperiment(encodeExperiment(first))).toEqual(first);
  });

  it("asks the question of the story, with its dice", () => {
    const front = { ...NO_STORY.front, prompt: "second", seed: 7 };
    const second = { ...manifest.prompts[0]!, id: "second", text: "And my tyres?" };
    const told = { ...manifest, prompts: [...manifest.prompts, second], story: { ...NO_STORY, front } };
    expect(defaultExperiment(told)).toMatchObject({ seed: 7, chapter: "finding" });
    expect(defaultExperiment(told).left.prompt).toEqual(userPrompt("And my tyres?", null));
  });

  it("exists even when no prompt is offered", () => {
    expect(defaultExperiment({ ...manifest, prompts: [] }).left.prompt.messages).toHaveLength(1);
  });
});

describe("an edit", () => {
  it("changes the checkpoint of one Side alone and keeps the token in focus", () => {
    const next = withCheckpoint(start, "right", "good-car");
    expect(next.left).toBe(start.left);
    expect(next.right.checkpoint).toBe("good-car");
    expect(next.focus.column).toBe(5);
  });

  it("sets the prompt of one Side or of both, and lets go of the token in focus", () => {
    const one = withPrompt(start, "left", other);
    expect([one.left.prompt, one.right.prompt]).toEqual([other, start.right.prompt]);
    const both = withPrompt(start, "both", other);
    expect([both.left.prompt, both.right.prompt]).toEqual([other, other]);
    expect([one.focus.column, both.focus.column]).toEqual([null, null]);
  });
});

describe("another question", () => {
  const offered = { text: "How are my brakes?", answers: { good: "Have them looked at.", bad: "They are a waste." } };
  const ask = (answer: string | null, side: "both" | "left" | "right") =>
    withQuestion(withPrompt(start, "both", userPrompt(offered.text, answer)), side, "And my tyres?", offered);

  it.each([offered.answers.good, offered.answers.bad])("to both drops the offered answer “%s”", (answer) => {
    const next = ask(answer, "both");
    expect(next.left.prompt).toEqual(userPrompt("And my tyres?", null));
    expect(next.right.prompt).toEqual(next.left.prompt);
  });

  it("to both keeps words of the reader's own", () => {
    expect(ask("My own words.", "both").right.prompt).toEqual(userPrompt("And my tyres?", "My own words."));
  });

  it("to one Side leaves the answers as they are, and the other Side's question", () => {
    const next = ask(offered.answers.bad, "right");
    expect(next.left.prompt).toEqual(userPrompt(offered.text, offered.answers.bad));
    expect(next.right.prompt).toEqual(userPrompt("And my tyres?", offered.answers.bad));
  });

  it("takes the place of the last one, and follows the system's words where there was none", () => {
    const system = { role: "system", content: "Be brief." } as const;
    const bare = withPrompt(start, "both", { messages: [system], answer: null });
    const once = withQuestion(bare, "both", "First?", null);
    expect(once.left.prompt.messages).toEqual([system, { role: "user", content: "First?" }]);
    expect(withQuestion(once, "both", "Second?", null).left.prompt.messages).toEqual([
      system,
      { role: "user", content: "Second?" },
    ]);
  });
});

describe("an edit", () => {
  it("swaps the Sides, and swapping twice changes nothing but the focus", () => {
    expect(swapSides(start)).toMatchObject({ left: start.right, right: start.left, focus: { column: null } });
    expect(swapSides(swapSides(start))).toEqual(withColumn(start, null));
  });

  it("changes the view and the focus one thing at a time", () => {
    expect(withMetric(start, "cosine").view).toEqual({ ...start.view, metric: "cosine" });
    expect(withSpan(start, "token").view).toEqual({ ...start.view, span: "token" });
    expect(withComponent(start, { kind: "embed" }).focus).toEqual({ column: 5, component: { kind: "embed" } });
  });

  it("never changes the experiment it was given", () => {
    const frozen = experiment();
    Object.values(frozen).forEach((part) => Object.freeze(part));
    Object.freeze(frozen);
    const before = JSON.stringify(frozen);
    [
      withCheckpoint(frozen, "left", "x"),
      withPrompt(frozen, "both", other),
      swapSides(frozen),
      withMetric(frozen, "l2"),
      withColumn(frozen, 1),
    ].forEach((next) => expect(next).not.toBe(frozen));
    expect(JSON.stringify(frozen)).toBe(before);
  });
});
