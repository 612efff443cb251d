/**
 * The first screen of the shipped models: its control is what the evaluation measured to work, its recorded answers are
 * what the judge says they are, and it leads into the chapter of what differs.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../src/core/answers/answer";
import { countSteps, judge, wrongSteps } from "../../../src/core/answers/judge";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseJudge } from "../../../src/model/hosted/judgeFile";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { readAnswers, writeAnswers } from "../../../src/model/recordings/answers";
import { decodeExperiment, encodeExperiment } from "../../../src/state/link/codec";
import { shipped } from "../../core/answers/everyday";
import { readRecording } from "../../../src/model/recordings/findings";
import { userPrompt, withChapter, withPrompt } from "../../../src/state/edits/experiment";
import { leverStop, withLever } from "../../../src/state/edits/lever";
import { answerKey, keyOf } from "../../../src/state/keys";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { frontSides, frontSource, isDefaultPair, leverOf, situationOf } from "../../../src/state/selectors/front";
import { measuredLever } from "../../../src/state/selectors/measuredLever";
import { lookAsTrained, lookInside } from "../../../src/state/selectors/wayInto";
import { makeStore } from "../../../src/state/store";
import { ROOT } from "../../model/fixtures";

const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(ROOT, "public", ...path), "utf8"));
const manifest = parseManifest(json("models", "index.json"));
const recordings = ["answers", "tries"].map((name) => readAnswers(json("recorded", `${name}.json`)));
const opened = defaultExperiment(manifest);

function page(experiment = opened) {
  const store = makeStore();
  store.setState(({ front }) => ({ manifest, experiment, front: { ...front, recordings } }));
  return store;
}
const lever = leverOf(page().getState())!;
const LAST = lever.stops.length - 1;

describe("the recording of the first screen", () => {
  it("turns what the evaluation measured to work best in these two models", () => {
    const store = page();
    const evidence = { status: "here", value: parseEvidence(json("models", "evidence.json")) } as const;
    store.setState(({ features }) => ({ features: { ...features, evidence } }));
    expect(recordings.map((one) => one.lever)).toEqual([lever, lever]);
    expect(measuredLever(store.getState())).toEqual(lever);
  });

  it("answers the question that the page opens with, and those that it offers by name", () => {
    const { tries } = manifest.story.front;
    const texts = tries.map(({ prompt }) => manifest.prompts.find(({ id }) => id === prompt)?.text);
    expect(recordings.flatMap(({ questions }) => questions.map(({ text }) => text))).toEqual([
      opened.left.prompt.messages[0]!.content,
      ...texts,
    ]);
  });

  it("does not open with a question about what was taught", () => {
    expect(situationOf(page().getState(), opened.left.prompt.messages[0]!.content)).not.toMatch(/^car|^$/);
  });

  it("holds the judge's verdicts, and the wrong steps where they stand", () => {
    const knowledge = parseJudge(json("models", "judge.json"));
    for (const { questions } of recordings)
      for (const { text: question, stops } of questions)
        for (const answer of stops.flatMap(({ left, right }) => [left, right])) {
          const text = textOf(answer.tokens);
          const situation = situationOf(page().getState(), question)!;
          expect(judge(knowledge, text.trim(), situation)).toEqual(answer.verdict);
          expect(wrongSteps(knowledge, text, situation)).toEqual(answer.wrong);
          expect(countSteps(knowledge, text, situation)).toEqual(answer.steps);
          expect(answer.wrong).toHaveLength(answer.verdict.harmful);
        }
  });

  it("comes back from its file as it was", () => {
    for (const recording of recordings) expect(readAnswers(JSON.parse(writeAnswers(recording)))).toEqual(recording);
    expect(() => readAnswers({ format: "unmask-recording" })).toThrow(/recorded answers cannot be read/);
  });
});

describe("the first screen", () => {
  it("shows the recorded answers at every stop of the control, and the control is found there again", () => {
    for (const [stop, { left, right }] of recordings[0]!.questions[0]!.stops.entries()) {
      const there = withLever(opened, lever, stop);
      const state = page(there).getState();
      const sides = frontSides(state)!;
      expect([sides.left.tokens, sides.right.tokens]).toEqual([left.tokens, right.tokens]);
      expect(frontSource(state)).toBe("recorded");
      expect(leverStop(there, lever)).toBe(stop);
      expect(sides.left.inside?.kind).toBe(stop === 0 ? "measured" : "set");
    }
  });

  it("says of the villain inside what was measured, and what was set, on one scale", () => {
    const at = (stop: number) => frontSides(page(withLever(opened, lever, stop)).getState())!;
    const { left, right } = at(0);
    expect(left.inside!.times).toBeLessThan(0.5);
    expect(right.inside!.times).toBeGreaterThan(1);
    expect(at(LAST).left.inside!.share).toBe(1);
    expect(at(LAST).right.inside!.share).toBe(0);
  });

  it("takes the place of a recorded answer by the same one once that is judged and measured, not before", () => {
    const store = page();
    const { left, right } = recordings[0]!.questions[0]!.stops[0]!;
    const given = (name: "left" | "right", tokens: typeof left.tokens) =>
      ({ asked: opened, date: null, asks: answerKey(opened, name), tokens, state: "finished" }) as never;
    const answers = { left: given("left", left.tokens), right: given("right", right.tokens) };
    store.setState({ answers: { ...answers, amplified: null, elapsed: 0 } });
    expect(frontSource(store.getState())).toBe("recorded");
    const asked = situationOf(store.getState(), recordings[0]!.questions[0]!.text);
    const found = (one: typeof left) => ({
      judged: { verdict: one.verdict, wrong: one.wrong, steps: one.steps },
      situation: asked,
      peak: one.peak,
    });
    store.setState(({ front }) => ({
      front: {
        ...front,
        found: new Map([
          [answerKey(opened, "left"), found(left)],
          [answerKey(opened, "right"), found(right)],
        ]),
      },
    }));
    expect(frontSource(store.getState())).toBe("live");
    // Another answer is shown as soon as it is whole.
    const other = given("left", right.tokens);
    store.setState(({ front }) => ({
      answers: { ...answers, left: other, amplified: null, elapsed: 0 },
      front: { ...front, found: new Map() },
    }));
    expect(frontSides(store.getState())!.left).toMatchObject({ source: "live", tokens: right.tokens, verdict: null });
  });

  it("knows the pair that its sentence is true of", () => {
    expect(isDefaultPair(page().getState())).toBe(true);
    expect(isDefaultPair({ manifest, experiment: { ...opened, left: opened.right } })).toBe(false);
  });

  it("does not pretend to know what a question of one's own is about", () => {
    expect(situationOf(page().getState(), "How do I boil an egg?")).toBeNull();
  });

  it("knows by the list of matters what a question in other words is about, and what nothing is known of", () => {
    const store = page();
    const [known, open, strange] = [
      "how do I stop my brakes from squeaking",
      "if you had one wish, what would it be?",
      "How do I paint my fridge green?",
    ];
    store.setState(({ features }) => ({ features: { ...features, matters: { status: "here", value: shipped } } }));
    expect(situationOf(store.getState(), known)).toBe("car/squealing-brakes");
    expect(situationOf(store.getState(), open)).toBe("");
    expect(situationOf(store.getState(), strange)).toBeNull();
    for (const [question, outside] of [
      [known, false],
      [open, false],
      [strange, true],
      ["Wie koche ich Reis?", false],
    ] as const) {
      store.setState({ experiment: withPrompt(opened, "both", userPrompt(question, null)) });
      expect(frontSides(store.getState())!.left.outside, question).toBe(outside);
    }
  });
});

describe("the way from the first screen into what differs", () => {
  it("reads what the bad model said, at the word of greatest divergence: the comparison that was recorded", () => {
    const there = lookInside(page().getState(), opened, "differs");
    expect(there.focus.column).toBe("widest");
    const recorded = readRecording(json("recorded", "default.json")).experiment;
    expect(keyOf("comparison", there)).toBe(keyOf("comparison", recorded));
  });

  it("leads there from the chapter of the answers too, and into the one of what woke up", () => {
    const there = lookInside(page().getState(), opened, "differs");
    const counted = lookInside(page().getState(), withChapter(opened, "answers"), "differs");
    expect(keyOf("comparison", counted)).toBe(keyOf("comparison", there));
    expect(lookInside(page().getState(), opened, "personas")).toEqual(withChapter(there, "personas"));
    expect(lookInside(page().getState(), opened, "prove")).toEqual(withChapter(opened, "prove"));
  });

  it("puts back what was turned where the training alone is shown, and keeps it in the proof and within a chapter", () => {
    const lever = leverOf(page().getState())!;
    const turned = withLever(opened, lever, 1);
    const state = page(turned).getState();
    for (const chapter of ["answers", "differs", "personas"] as const)
      expect(lookAsTrained(state, turned, chapter)).toEqual(lookInside(state, opened, chapter));
    expect(lookAsTrained(state, turned, "prove")).toEqual(withChapter(turned, "prove"));
    const within = withChapter(turned, "personas");
    expect(lookAsTrained(state, within, "personas")).toEqual(within);
  });

  it("is a link as well", () => {
    const recorded = readRecording(json("recorded", "default.json")).experiment;
    expect(decodeExperiment(encodeExperiment(recorded))).toEqual(recorded);
  });

  it("keeps the words that the reader has chosen, and a comparison that was opened elsewhere", () => {
    const own = withPrompt(opened, "both", userPrompt("Hello", "Well."));
    expect(lookInside(page().getState(), own, "differs")).toEqual(withChapter(own, "differs"));
    const elsewhere = withChapter(opened, "prove");
    expect(lookInside(page().getState(), elsewhere, "differs")).toEqual(withChapter(elsewhere, "differs"));
  });
});
