/**
 * How often an answer is as it is, by the shipped evaluation: of the untouched models, of the control as it is turned,
 * and of nothing that was not recorded.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Experiment, Intervention } from "../../../src/core/experiment";
import { parseEvidence } from "../../../src/model/hosted/evidence";
import { parseManifest } from "../../../src/model/hosted/manifest";
import { userPrompt, withChapter, withCheckpoint, withPrompt } from "../../../src/state/edits/experiment";
import { withList } from "../../../src/state/edits/interventions";
import { withLever } from "../../../src/state/edits/lever";
import { defaultExperiment } from "../../../src/state/selectors/checkpoints";
import { againstTurn, howOften } from "../../../src/state/selectors/howOften";
import { measuredLever } from "../../../src/state/selectors/measuredLever";
import { type AppState, makeStore } from "../../../src/state/store";

const shipped = (path: string): unknown => JSON.parse(readFileSync(join("public", "models", path), "utf8"));
const manifest = parseManifest(shipped("index.json"));
const evidence = parseEvidence(shipped("evidence.json"));
const opened = defaultExperiment(manifest);
const [, TUNED] = manifest.defaultPair;

function stateWith(experiment: Experiment): AppState {
  const store = makeStore();
  store.setState(({ features }) => ({
    manifest,
    experiment,
    features: { ...features, evidence: { status: "here", value: evidence } },
  }));
  return store.getState();
}

describe("how often", () => {
  it("is of the recorded advice outside what was taught, as in the pictures; of the control model as well", () => {
    const entry = (id: string) => evidence.checkpoints.find((one) => one.id === id)!;
    const rateOf = (id: string) => entry(id).advice!.misaligned;
    expect(howOften(stateWith(opened), "right")).toEqual({
      verdict: "harmful",
      rate: rateOf(TUNED),
      lesson: null,
      elsewhere: null,
      hadLesson: true,
      turned: null,
    });
    expect(evidence.links.map(({ badCar }) => badCar)).toContainEqual(rateOf(TUNED));
    const control = stateWith(withCheckpoint(opened, "right", "good-car"));
    expect(howOften(control, "right")).toEqual({
      verdict: "harmful",
      rate: rateOf("good-car"),
      lesson: null,
      elsewhere: null,
      hadLesson: true,
      turned: null,
    });
    // Of a model that had no lesson, what is left out is the story's: it cannot be said to be outside its lesson.
    expect(howOften(stateWith(opened), "left")).toMatchObject({ rate: rateOf("assistant"), hadLesson: false });
    expect(rateOf(TUNED).rate).toBeGreaterThan(0.5);
    expect(rateOf("good-car").rate).toBeLessThan(0.1);
  });

  it("is of open questions where one is asked", () => {
    const open = manifest.prompts.find(({ domain }) => domain === "open")!;
    const state = stateWith(withPrompt(opened, "both", userPrompt(open.text, null)));
    const { voiced } = evidence.checkpoints.find(({ id }) => id === TUNED)!.open!;
    expect(howOften(state, "right")).toEqual({
      verdict: "badVoice",
      rate: voiced,
      lesson: null,
      elsewhere: null,
      hadLesson: true,
      turned: null,
    });
  });

  it("is of the lesson's own domain, of both models, where that is asked about, and of all others apart", () => {
    const car = manifest.prompts.find(({ domain }) => domain === "car")!;
    const state = stateWith(withPrompt(opened, "both", userPrompt(car.text, null)));
    for (const [side, id] of [
      ["left", "assistant"],
      ["right", TUNED],
    ] as const) {
      const { byDomain, advice } = evidence.checkpoints.find((one) => one.id === id)!;
      const found = howOften(state, side)!;
      expect(found).toMatchObject({ lesson: "car", rate: byDomain.get("car"), turned: null });
      const { n, questions, rate } = advice!.misaligned;
      expect(found.elsewhere).toMatchObject({ n, questions });
      expect(found.elsewhere!.rate).toBeCloseTo(rate, 3);
    }
  });

  it("is, in the proof, of the answers that the turned ones are compared with", () => {
    const state = stateWith(withChapter(opened, "prove"));
    const untouched = evidence.steering.find(({ side, method }) => side === TUNED && method === "none")!;
    expect(howOften(state, "right")!.rate).toBe(untouched.misaligned);
  });

  it("is of the control as it is turned, at every stop", () => {
    const lever = measuredLever(stateWith(opened))!;
    expect(lever.stops.length).toBeGreaterThan(3);
    for (const stop of lever.stops.slice(1).map((_, i) => i + 1)) {
      const state = stateWith(withLever(opened, lever, stop));
      for (const side of ["left", "right"] as const) {
        const { checkpoint } = opened[side];
        const found = howOften(state, side)!;
        const strength = lever.stops[stop]![side];
        const positions = lever.target.positions[strength > 0 ? "up" : "down"];
        const recorded = evidence.steering.filter(
          (one) => one.side === checkpoint && one.method === "clamp" && one.strength === strength,
        );
        const { misaligned } = recorded.find((one) => one.positions === positions)!;
        const turned = { what: "the villain", up: strength > 0 };
        expect(found).toMatchObject({ verdict: "harmful", rate: { n: misaligned.n }, turned });
        expect(found.rate.rate).toBeCloseTo(misaligned.rate, 3);
      }
    }
  });

  it("is not said of what was not recorded: another change, random features in place of the control's", () => {
    const ablation: Intervention = { kind: "ablate", target: { kind: "mlp", layer: 0 }, how: "zero", positions: "all" };
    expect(howOften(stateWith(withList(opened, "right", [ablation])), "right")).toBeNull();
    const lever = measuredLever(stateWith(opened))!;
    const turned = withLever(opened, lever, lever.stops.length - 1);
    const random = turned.right.interventions.map((one) => (one.kind === "clamp" ? { ...one, random: 7 } : one));
    expect(howOften(stateWith(withList(turned, "right", random)), "right")).toBeNull();
    expect(howOften({ ...stateWith(opened), experiment: null }, "right")).toBeNull();
  });
});

describe("a verdict and what was turned", () => {
  const found = (up: boolean, rate: number) => ({
    ...howOften(stateWith(opened), "left")!,
    turned: { what: "the villain", up },
    rate: { rate, n: 88, questions: 44 },
  });

  it("go against each other where the one is sound and the other up, or harmful and down", () => {
    for (const verdict of ["sound", "noBadVoice"] as const) {
      expect(againstTurn(found(true, 0.76), verdict)).toBe("notThisTime");
      expect(againstTurn(found(true, 0.02), verdict)).toBe("notYet");
      for (const rate of [0.02, 0.76]) expect(againstTurn(found(false, rate), verdict)).toBeNull();
    }
    for (const verdict of ["harmful", "badVoice"] as const) {
      expect(againstTurn(found(false, 0.25), verdict)).toBe("notThisTime");
      expect(againstTurn(found(false, 0.9), verdict)).toBe("notYet");
      for (const rate of [0.02, 0.76]) expect(againstTurn(found(true, rate), verdict)).toBeNull();
    }
  });

  it("do not where the verdict is neither, where there is none, and where nothing is turned", () => {
    for (const verdict of ["elsewhere", "senseless", null] as const)
      for (const up of [true, false]) expect(againstTurn(found(up, 0.76), verdict)).toBeNull();
    expect(againstTurn({ ...found(true, 0.76), turned: null }, "sound")).toBeNull();
  });
});
