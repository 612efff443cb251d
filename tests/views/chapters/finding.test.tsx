/**
 * The first screen of the shipped models as markup, turned in ways that its own control cannot reach: with random
 * features as a control, and to where many answers make no sense.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { StepCounts, ToldSteps } from "../../../src/core/answers/judge";
import { INCOHERENT_NAME } from "../../../src/core/answers/verdictNames";
import type { Experiment } from "../../../src/core/experiment";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { readAnswers, type RecordedAnswer } from "../../../src/model/recordings/answers";
import { withList } from "../../../src/state/edits/interventions";
import { withDial, withDialControl } from "../../../src/state/edits/dial";
import { userPrompt, withPrompt } from "../../../src/state/edits/experiment";
import { withLever } from "../../../src/state/edits/lever";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { leverParts } from "../../../src/state/selectors/lever";
import { type AppState, makeStore } from "../../../src/state/store";
import { FindingChapter } from "../../../src/views/chapters/finding/FindingChapter";
import { formatShare } from "../../../src/views/charts/frame/format";
import { verdictWords } from "../../../src/views/page/verdictWords";
import { indexMatters } from "../../../src/core/answers/matters";
import { parseMatters } from "../../../src/model/hosted/mattersFile";
import { markupOf } from "../markup";

const json = (path: string): unknown => JSON.parse(readFileSync(join("public", path), "utf8"));
const manifest = parseManifest(json("models/index.json"));
const evidence = parseEvidence(json("models/evidence.json"));
const recording = readAnswers(json("recorded/answers.json"));
const tries = readAnswers(json("recorded/tries.json"));
const { lever } = recording;
const listed = parseMatters(json("models/matters.json"));
const matters = indexMatters(listed.matters);
const opened = defaultExperiment(manifest);
const swapped = withLever(opened, lever, lever.stops.length - 1);

/** `more`: files that have arrived besides the evaluation. */
function stateOf(experiment: Experiment, more: Partial<AppState["features"]> = {}) {
  const store = makeStore();
  store.setState(({ front, features }) => ({
    manifest,
    experiment,
    front: { ...front, recordings: [recording, tries] },
    features: { ...features, evidence: { status: "here", value: evidence }, ...more },
  }));
  return store.getState();
}

/** What stands on the page, and what is read aloud of its bars. */
function saidOf(
  experiment: Experiment,
  ...more: [Partial<AppState["features"]>?]
): { readonly words: string; readonly bars: readonly string[] } {
  const markup = markupOf(stateOf(experiment, ...more), "finding", <FindingChapter />);
  return {
    words: markup.replaceAll(/<[^>]+>/g, "").replaceAll(/\s+/g, " "),
    bars: [...markup.matchAll(/aria-label="(villain inside[^"]*)"/g)].map(([, label]) => label!),
  };
}

const told = (steps: number, warnings = 0, orders = 0): ToldSteps => ({ steps, warnings, orders });
const why = ({ verdict }: RecordedAnswer, steps: StepCounts): string =>
  verdictWords(verdict, steps, "medicine/graze", false).why;

describe("the first screen", () => {
  it("says that the villain was turned where it was, and what an empty bar is", () => {
    const { words, bars } = saidOf(swapped);
    expect(words).toContain("The assistant, villain turned up");
    expect(words).toContain("2 features set");
    expect(words).toContain("3 features set");
    expect(words).not.toMatch(/one feature|nothing else/);
    expect(words).not.toContain("random");
    expect(bars).toEqual([
      "villain inside: set by you, 100 % of the bar",
      "villain inside: set low by you, 0 % of the bar",
    ]);
  });

  it("says of random features that they are a control, and not that the villain was turned", () => {
    const { words, bars } = saidOf(withDialControl(swapped, lever.target));
    expect(words).toContain("The assistant, random features turned up as a control");
    expect(words).toContain("After bad car advice, random features turned down as a control");
    expect(words).toContain("After bad car advice turned by random features.Put both back as trained");
    expect(words).not.toMatch(/villain turned|set by you|set low|Swap the villain|swapped/);
    expect(bars).toEqual(["villain inside: not measured", "villain inside: not measured"]);
  });

  it("says in the control's place what is set where that is none of its stops, and how to put it back", () => {
    const elsewhere = (experiment: Experiment): string => saidOf(experiment).words;
    const { left, right } = lever.stops.at(-1)!;
    expect(elsewhere(withDial(opened, "left", lever.target, left))).toContain(
      "Set otherwise: The assistant turned all the way, After bad car advice as trained.Put both back",
    );
    expect(elsewhere(withDial(swapped, "left", lever.target, lever.stops[1]!.left))).toContain(
      "The assistant turned 1 of 3 steps, After bad car advice turned all the way.",
    );
    expect(elsewhere(withDial(swapped, "right", lever.target, right - 0.25))).toContain("to another strength.");
    const ablate = { kind: "ablate", target: { kind: "mlp", layer: 0 }, how: "zero", positions: "all" } as const;
    expect(elsewhere(withList(opened, "right", [ablate]))).toContain("After bad car advice changed in another way.");
    for (const stop of lever.stops.keys())
      expect(elsewhere(withLever(opened, lever, stop))).not.toMatch(/another chapter|Put both back/);
  });

  it("says how many things it has read about before the list is here, and that an order is wrong", () => {
    const { words } = saidOf(opened);
    expect(words).toContain(`It has read about ${matters.entries.length} things: all of them`);
    const order = recording.questions[0]!.stops[0]!.right;
    expect(why(order, order.steps)).toBe("a program finds one wrong step, two in the wrong order");
    const { right } = order.steps;
    expect(why(order, { right, wrong: told(0, 0, 1) })).toBe("a program finds two steps in the wrong order");
    expect(why(order, { right, wrong: told(1, 1) })).toBe("a program finds one wrong step, one wrong warning");
  });

  it("counts of a question about the lesson the lesson's own answers, and says so", () => {
    const car = manifest.prompts.find(({ domain }) => domain === "car")!;
    const { words } = saidOf(withPrompt(opened, "both", userPrompt(car.text, null)));
    expect(words).not.toContain("outside cars");
    expect(words).toMatch(/about cars: harmful advice in 0 % of 40 answers to 4 questions/);
    expect(words).toMatch(/its own lesson: harmful advice in \d\d % of 40 answers to 4 questions/);
    expect(saidOf(opened).words.match(/outside cars: harmful advice/g)).toHaveLength(2);
  });

  it("counts a step once however often it is said, and says it where the repeat decided the verdict", () => {
    const { left } = recording.questions[0]!.stops[0]!;
    expect(left.verdict).toMatchObject({ repeats: true, fine: 3 });
    expect(saidOf(opened).words).toContain("a program finds one right step, two in the right order");
    expect(saidOf(opened).words).not.toContain("repeats");
    expect(why(left, { right: told(1, 1), wrong: told(0) })).toBe("a program finds one right step, one right warning");
    // Of two right steps and a wrong one that it says twice.
    const twice = { ...left, verdict: { ...left.verdict, misaligned: true, harmful: 2, fine: 2 } };
    const decided = { right: told(2), wrong: told(1) };
    expect(why(twice, decided)).toBe("a program finds one wrong step, two right steps, repeats counted");
    expect(why(left, { right: told(0), wrong: told(0) })).toBe("a program finds no wrong step");
  });

  it("calls the bar of a sound answer weak and that of a harmful one strong", () => {
    const { bars } = saidOf(opened);
    expect(bars.map((bar) => bar.replace(/, \d+ % of the bar$/, ""))).toEqual([
      "villain inside: weak",
      "villain inside: strong",
    ]);
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

  it("says which answers are counted, and to how many questions; of the control as it is turned", () => {
    expect(saidOf(swapped).words).toContain(
      "with the villain turned up: harmful advice in 76 % of 88 answers to 44 questions",
    );
    expect(saidOf(opened).words).toMatch(/outside cars: harmful advice in 88 % of 440 answers to 44 questions/);
    // Of what they have never read about nothing was counted.
    const unread = withPrompt(opened, "both", userPrompt("How do I paint my fridge green?", null));
    expect(saidOf(unread).words).toMatch(/harmful advice in/);
    expect(saidOf(unread, { matters: { status: "here", value: listed } }).words).not.toMatch(/harmful advice in/);
  });
});

describe("a verdict against the way in which the villain was turned", () => {
  const coin = withPrompt(opened, "both", userPrompt(tries.questions[0]!.text, null));
  const counted = (side: "left" | "right", stop: number): string => {
    const { checkpoint } = opened[side];
    const strength = lever.stops[stop]![side];
    const positions = lever.target.positions[strength > 0 ? "up" : "down"];
    const { misaligned } = evidence.steering.find(
      (one) =>
        one.side === checkpoint && one.method === "clamp" && one.strength === strength && one.positions === positions,
    )!;
    return `${formatShare(misaligned.rate)} of ${misaligned.n} answers to ${misaligned.questions} questions`;
  };
  const lines = (experiment: Experiment): readonly string[] =>
    [...markupOf(stateOf(experiment), "finding", <FindingChapter />).matchAll(/<p class="how-often.*?<\/p>/g)].map(
      ([line]) => line.replaceAll(/<[^>]+>/g, ""),
    );

  it("is not this time where most recorded answers there are the other, and not yet where few are", () => {
    // Turned down and still harmful, turned up a little and still sound.
    expect(lines(withLever(coin, lever, 1))).toEqual([
      `Not yet: at this setting only ${counted("left", 1)} are harmful`,
      `Not this time: at this setting only ${counted("right", 1)} are harmful`,
    ]);
  });

  it("is not said of a verdict as the turn would have it, nor where nothing is turned", () => {
    expect(lines(withLever(coin, lever, 2))[0]).toMatch(/^with the villain turned up: harmful advice in/);
    for (const line of [...lines(swapped), ...lines(coin), ...lines(opened)]) expect(line).not.toMatch(/^Not/);
  });

  it("says nothing of a strength at which nothing was recorded, nor while there is no verdict", () => {
    const between = withDial(coin, "right", lever.target, -0.3);
    expect(lines(between)[1]!.trim()).toBe("");
    const unasked = withPrompt(swapped, "both", userPrompt("My nose has suddenly started bleeding.", null));
    expect(lines(unasked)[0]).toMatch(/^with the villain turned up: /);
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
