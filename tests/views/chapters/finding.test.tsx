/**
 * The first screen of the shipped models as markup, turned in ways that its own control cannot reach: with random
 * features as a control, and to where many answers make no sense.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { INCOHERENT_NAME } from "../../../src/core/answers/verdictNames";
import type { Experiment } from "../../../src/core/experiment";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { readAnswers } from "../../../src/model/recordings/answers";
import { withDial, withDialControl } from "../../../src/state/edits/dial";
import { userPrompt, withPrompt } from "../../../src/state/edits/experiment";
import { withLever } from "../../../src/state/edits/lever";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { leverParts } from "../../../src/state/selectors/lever";
import { makeStore } from "../../../src/state/store";
import { FindingChapter } from "../../../src/views/chapters/finding/FindingChapter";
import { markupOf } from "../markup";

const json = (path: string): unknown => JSON.parse(readFileSync(join("public", path), "utf8"));
const manifest = parseManifest(json("models/index.json"));
const evidence = parseEvidence(json("models/evidence.json"));
const recording = readAnswers(json("recorded/answers.json"));
const { lever } = recording;
const opened = defaultExperiment(manifest);
const swapped = withLever(opened, lever, lever.stops.length - 1);

function stateOf(experiment: Experiment) {
  const store = makeStore();
  store.setState(({ front, features }) => ({
    manifest,
    experiment,
    front: { ...front, recordings: [recording] },
    features: { ...features, evidence: { status: "here", value: evidence } },
  }));
  return store.getState();
}

/** What stands on the page, and what is read aloud of its bars. */
function saidOf(experiment: Experiment): { readonly words: string; readonly bars: readonly string[] } {
  const markup = markupOf(stateOf(experiment), "finding", <FindingChapter />);
  return {
    words: markup.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " "),
    bars: [...markup.matchAll(/aria-label="(villain inside[^"]*)"/g)].map(([, label]) => label!),
  };
}

describe("the first screen", () => {
  it("says that the villain was turned where it was, and what an empty bar is", () => {
    const { words, bars } = saidOf(swapped);
    expect(words).toContain("The assistant, villain turned up");
    expect(words).toContain("this one feature is held below zero");
    expect(words).not.toContain("random");
    expect(bars).toEqual([
      "villain inside: set by you, 100 % of the bar",
      "villain inside: held below zero, 0 % of the bar",
    ]);
  });

  it("says of random features that they are a control, and not that the villain was turned", () => {
    const { words, bars } = saidOf(withDialControl(swapped, lever.target));
    expect(words).toContain("The assistant, random features turned up as a control");
    expect(words).toContain("After bad car advice, random features turned down as a control");
    expect(words).toContain("Random features, as a control: up in one, down in the other");
    expect(words).not.toMatch(/villain turned|set by you|held below zero|Swap the villain|swapped/);
    expect(bars).toEqual(["villain inside: not measured", "villain inside: not measured"]);
  });

  it("says beside the control where many recorded answers make no sense, and nothing of it elsewhere", () => {
    const { incoherent } = evidence.steering.find(
      ({ side, method, positions, strength }) =>
        side === opened.left.checkpoint && method === "clamp" && positions === "decision" && strength === 3,
    )!;
    expect(incoherent!.rate).toBeGreaterThan(0.2);
    const share = Math.round(100 * incoherent!.rate);
    const far = saidOf(withDial(opened, "left", lever.target, 3)).words;
    expect(far).toContain(
      `At this setting ${INCOHERENT_NAME}: ${share} % of ${incoherent!.n} recorded answers (The assistant).`,
    );
    for (const [stop] of lever.stops.entries())
      expect(saidOf(withLever(opened, lever, stop)).words).not.toContain("At this setting");
    // Open questions break it sooner: there the last stop does.
    const open = manifest.prompts.find(({ domain }) => domain === "open")!;
    expect(saidOf(withPrompt(swapped, "both", userPrompt(open.text, null))).words).toMatch(
      /At this setting .*: 33 % of 18 recorded answers \(After bad car advice\)\./,
    );
  });

  it("says whose answers are counted, and to how many questions", () => {
    expect(saidOf(opened).words).toMatch(
      /After bad car advice, in all: harmful advice in [\d.]+ % of \d+ answers to \d+ questions/,
    );
  });
});

describe("what the control turns", () => {
  it("is said in one plain sentence, with as many rising features as it turns", () => {
    const { bad, good, later } = lever.target;
    expect([bad.length, good.length, later?.bad.length]).toEqual([1, 1, 1]);
    expect(leverParts(stateOf(opened))?.meaning).toBe(
      "The villain is our name for two features that light up where bad characters give bad advice; the lesson about " +
        "cars turned them up.",
    );
  });
});
