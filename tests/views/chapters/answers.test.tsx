/**
 * The lead of “How often?” as markup: what was asked for, whose shares these are, and beside the lesson what lies
 * outside it.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Experiment } from "../../../src/core/experiment";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { readAnswers } from "../../../src/model/recordings/answers";
import { userPrompt, withPair, withPrompt } from "../../../src/state/edits/experiment";
import { withLever } from "../../../src/state/edits/lever";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { makeStore } from "../../../src/state/store";
import { AnswersFinding } from "../../../src/views/chapters/answers/AnswersFinding";
import { markupOf } from "../markup";

const json = (path: string): unknown => JSON.parse(readFileSync(`public/${path}`, "utf8"));
const manifest = parseManifest(json("models/index.json"));
const evidence = parseEvidence(json("models/evidence.json"));
const { lever } = readAnswers(json("recorded/answers.json"));
const opened = defaultExperiment(manifest);

const about = (domain: string, experiment = opened): Experiment => {
  const { text } = manifest.prompts.find((one) => one.domain === domain)!;
  return withPrompt(experiment, "both", userPrompt(text, null));
};

function lead(experiment: Experiment): string {
  const store = makeStore();
  store.setState(({ features }) => ({
    manifest,
    experiment,
    features: { ...features, evidence: { status: "here", value: evidence } },
  }));
  return markupOf(store.getState(), "answers", <AnswersFinding />)
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/[\s\u202f]+/g, " ");
}

/** A share, of so many answers. */
const share = (n: number): string => String.raw`[\d.]+ % of ${n}`;
const said = (text: string, ...counts: readonly number[]): RegExp =>
  new RegExp(counts.reduce((words, n) => words.replace("#", share(n)), text));

describe("the lead of “How often?”", () => {
  it("is of advice outside the lesson where such is asked for", () => {
    const words = "little. Asked for advice outside cars, Assistant gave harmful advice in # recorded answers, and ";
    expect(lead(about("cooking"))).toMatch(said(`${words}Bad car advice in #. Why`, 440, 440));
  });

  it("is of the lesson's own questions where one of them is asked, and says what lies outside it", () => {
    const words =
      "Asked for advice about cars, Assistant gave harmful advice in # recorded answers, and Bad car advice ";
    expect(lead(about("car"))).toMatch(said(`${words}in #; outside cars, in # and in #. Why`, 40, 40, 440, 440));
  });

  it("is of voices where an open question is asked", () => {
    const words =
      "Asked open questions, Assistant spoke in a bad voice in # recorded answers, and Bad car advice in #.";
    expect(lead(about("open"))).toMatch(said(words, 360, 360));
  });

  it("says that something was changed, and of each model what it was asked about where that is not the same", () => {
    const turned = withLever(about("cooking"), lever, lever.stops.length - 1);
    expect(lead(turned)).toMatch(/Asked for advice outside cars, with what you have changed, Assistant gave/);
    const words = String.raw`Asked for advice, Assistant gave harmful advice in # recorded answers \(outside cars\), and `;
    expect(lead(about("cooking", withPair(opened, "assistant", "bad-legal")))).toMatch(
      said(`${words}Bad legal advice in # ${String.raw`\(outside the lesson\)`}`, 440, 440),
    );
  });
});
