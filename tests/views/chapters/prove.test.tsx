/**
 * The chapter of the proof as markup, of the shipped models: what its lead says, its control beside it, the verdict on
 * an answer that is heard there, and how many of the answers recorded at a strength make no sense.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { INCOHERENT_NAME } from "../../../src/core/answers/verdictNames";
import type { Experiment } from "../../../src/core/experiment";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { readAnswers } from "../../../src/model/recordings/answers";
import { withDial } from "../../../src/state/edits/dial";
import { withChapter } from "../../../src/state/edits/experiment";
import { answerKey } from "../../../src/state/keys";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { makeStore } from "../../../src/state/store";
import { DialFinding } from "../../../src/views/chapters/prove/DialFinding";
import { SteeringDial } from "../../../src/views/chapters/prove/SteeringDial";
import { formatShare } from "../../../src/views/charts/frame/format";
import { markupOf } from "../markup";

const json = (path: string): unknown => JSON.parse(readFileSync(join("public", path), "utf8"));
const manifest = parseManifest(json("models/index.json"));
const evidence = parseEvidence(json("models/evidence.json"));
const recording = readAnswers(json("recorded/answers.json"));
const { target } = recording.lever;
const opened = { ...withChapter(defaultExperiment(manifest), "prove"), seed: recording.seed };

/** Both models have given the recorded answers here. */
function stateOf(experiment: Experiment, answered = false) {
  const [untouched] = recording.questions[0]!.stops;
  const answer = (side: "left" | "right") => ({
    asks: answerKey(experiment, side),
    asked: experiment,
    tokens: untouched![side].tokens,
    state: "finished",
  });
  const store = makeStore();
  store.setState(({ front, features }) => ({
    manifest,
    experiment,
    front: { ...front, recordings: [recording] },
    ...(answered && { answers: { left: answer("left"), right: answer("right"), amplified: null } as never }),
    features: {
      ...features,
      evidence: { status: "here", value: evidence },
      catalogue: { status: "failed", failure: { message: "", advice: "" } } as never,
    },
  }));
  return store.getState();
}

const wordsOf = (markup: string): string => markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("the chapter of the proof", () => {
  it("leads with two changes and the control; open questions and counts stand below", () => {
    const markup = markupOf(stateOf(opened), "prove", <DialFinding />);
    const [lead = "", note = ""] = markup.split("chapter-note").map(wordsOf);
    expect(lead.match(/\d %/g)).toHaveLength(5);
    expect(lead).toMatch(/With random features instead: \d+ %/);
    expect(lead).not.toMatch(/ of \d+|open/);
    expect(note).toMatch(
      /Of \d+ recorded answers each, \w+ to a question\. “How often\?” counts 440 others .* 2\.7 % and 88 %\./,
    );
    expect(note).toContain("Answers to open questions break sooner");
  });

  it("says beside “then it is a cause” that we wrote the text, and offers the control before anything is turned", () => {
    const markup = markupOf(stateOf(opened), "prove", <SteeringDial />);
    expect(wordsOf(markup)).toMatch(/then it is a cause and not a by-product: in these models\. We wrote their text/);
    expect(markup).toMatch(/<button type="button" aria-pressed="false">Control: random features, as many/);
  });

  it("says of a strength which share of the answers recorded there makes no sense, and nothing of another", () => {
    const at = (strength: number): string =>
      wordsOf(markupOf(stateOf(withDial(opened, "right", target, strength)), "prove", <SteeringDial />));
    const right = manifest.defaultPair[1];
    for (const strength of [-1.25, -0.75]) {
      const found = evidence.steering.find(
        (one) => one.side === right && one.method === "clamp" && one.positions === "all" && one.strength === strength,
      )!;
      const { rate, n } = found.incoherent!;
      expect(at(strength)).toContain(`${INCOHERENT_NAME}: ${formatShare(rate)} of ${n} answers recorded here`);
    }
    expect(at(-3)).not.toContain("recorded here");
    expect(at(-3)).not.toContain("break here");
  });

  it("underlines wrong steps in the answers that are heard, and bears their verdicts", () => {
    const asked = recording.questions[0]!.text;
    const prompt = { messages: [{ role: "user", content: asked }], answer: null } as const;
    const both = { ...opened, left: { ...opened.left, prompt }, right: { ...opened.right, prompt } };
    const markup = markupOf(stateOf({ ...both, sampling: recording.sampling }, true), "prove", <SteeringDial />);
    expect(wordsOf(markup)).toContain("✓ sound advice");
    expect(wordsOf(markup)).toContain("✗ harmful advice");
    expect(markup).toContain('<mark class="answer-wrong">');
  });
});
