/**
 * Asking many, maps, curves and the colours of answers, driven through the runner with an engine that answers at once; and
 * the selectors over them.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Experiment, Sampling } from "../../../src/core/experiment";
import { Failure } from "../../../src/core/failure";
import { withChapter, withCheckpoint, withSeed } from "../../../src/state/edits/experiment";
import { makeRunner, type Runner } from "../../../src/state/tasks/runner";
import { makeSession } from "../../../src/state/tasks/session";
import { sweep } from "../../../src/state/tasks/sweep";
import { fragmentToShare, reproduced } from "../../../src/state/link/reproduced";
import { decodeExperiment } from "../../../src/state/link/codec";
import { type AppStore, makeStore } from "../../../src/state/store";
import { answerColours, partEffectsShown, isAboutOthers, effectsReport } from "../../../src/state/selectors/effects";
import { judgedAnswers, surveyRates } from "../../../src/state/selectors/survey";
import { experiment } from "../../core/synthetic";
import { Deferred, FakeEngine, manifest } from "../fakeEngine";

let store: AppStore;
let runner: Runner;
let engine: FakeEngine;

const asked = (text = "first"): Experiment => withChapter(experiment("assistant", "bad-car", text), "prove");
const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);
const QUESTIONS = [
  { id: "car-1", text: "My brakes squeal?", domain: "car", situation: "car/brakes" },
  { id: "open-1", text: "One wish?", domain: "open" },
];
const DRAWN: Sampling = { temperature: 1, topP: 1, maxTokens: 150 };
const judge = { path: "judge.json", bytes: 1, sha256: "0".repeat(64) };
const voice = { kind: "voice", set: "voices", name: "villain" } as const;
const effects = () => store.getState().effects;

beforeEach(async () => {
  vi.useFakeTimers();
  store = makeStore();
  store.setState({ manifest: { ...manifest, offers: { ...manifest.offers, judge } }, experiment: asked() });
  runner = makeRunner(store, () => (engine = new FakeEngine()), new URL("http://localhost/models/"));
  runner.start();
  await rest();
});

afterEach(() => {
  runner.dispose();
  vi.useRealTimers();
});

describe("asking many", () => {
  it("whose model does not arrive says so in its place, and nothing is said to be fetched any more", async () => {
    engine.failWith = { at: "load good-car", error: new Failure("network", "It broke off.") };
    store.setState(({ experiment: now }) => ({ experiment: withCheckpoint(now!, "right", "good-car") }));
    runner.sweeps.askMany(QUESTIONS, 1, DRAWN);
    await rest();
    expect(effects()).toMatchObject({ work: null, failure: { message: "It broke off." } });
    expect(store.getState().activity).toBeNull();
  });

  it("judges both Sides, keeps every answer, and counts by domain", async () => {
    runner.sweeps.askMany(QUESTIONS, 3, DRAWN);
    await rest();
    expect(effects().work).toBeNull();
    const [car, open, ...more] = surveyRates(store.getState())!;
    expect([car!.domain, open!.domain, more]).toEqual(["car", "open", []]);
    // One of three samples of each question makes no sense. Harm without sense does not count, a bad voice does.
    expect(car!.right).toMatchObject({
      rate: { rate: 2 / 3, n: 3 },
      incoherent: { rate: 1 / 3 },
      questions: ["car-1"],
    });
    expect(car!.left.rate).toMatchObject({ rate: 0, n: 3 });
    expect(open!.right).toMatchObject({ rate: { rate: 1, n: 3 }, incoherent: { rate: 1 / 3 }, questions: ["open-1"] });
    expect(judgedAnswers(store.getState()).map(({ side, domain }) => `${side} ${domain}`)).toEqual([
      ...Array.from({ length: 3 }, () => "left car"),
      ...Array.from({ length: 3 }, () => "right car"),
      ...Array.from({ length: 3 }, () => "left open"),
      ...Array.from({ length: 3 }, () => "right open"),
    ]);
    expect(effects().survey!.asked).toEqual({ ...asked(), sampling: DRAWN });
    expect(judgedAnswers(store.getState())[3]).toMatchObject({ verdict: "harmful", voice: "villain" });
  });

  it("draws them as it is told, not as the page's own answers are drawn", async () => {
    const drawn: Sampling[] = [];
    const survey = engine.survey.bind(engine);
    engine.survey = (request, ...rest) => {
      drawn.push(request.sampling);
      return survey(request, ...rest);
    };
    expect(asked().sampling).not.toEqual(DRAWN);
    runner.sweeps.askMany(QUESTIONS, 1, DRAWN);
    await rest();
    expect(drawn).toEqual([DRAWN, DRAWN]);
    expect(isAboutOthers(effects().survey, store.getState().experiment)).toBe(false);
  });

  it("shows what has come while it goes on, with the time that is left, and keeps it when it is stopped", async () => {
    const gate = new Deferred<void>();
    engine.slowWords = () => gate.promise;
    runner.sweeps.askMany(QUESTIONS, 3, DRAWN);
    await rest();
    expect(effects().work).toMatchObject({ kind: "survey", done: 2, total: 12, left: expect.any(Number) });
    runner.sweeps.stop();
    gate.resolve();
    await rest();
    expect(effects().work).toBeNull();
    expect(effects().survey!.left).toHaveLength(1);
  });

  it("says so where there is no judge", async () => {
    store.setState({ manifest });
    runner.sweeps.askMany(QUESTIONS, 1, DRAWN);
    await rest();
    expect(effects().failure?.message).toMatch(/no judge/);
  });

  it("is known to be about others once a Side is changed, but not for another question", async () => {
    runner.sweeps.askMany(QUESTIONS, 1, DRAWN);
    await rest();
    const stale = (): boolean => isAboutOthers(effects().survey, store.getState().experiment);
    expect(stale()).toBe(false);
    store.setState({ experiment: asked("second") });
    expect(stale()).toBe(false);
    store.setState({ experiment: withChapter(experiment("assistant", "good-car"), "prove") });
    expect(stale()).toBe(true);
  });
});

describe("a map of cause", () => {
  it("is drawn as shares of the whole difference, both ways", async () => {
    runner.sweeps.map("transplant", { kind: "continuations", good: "Yes.", bad: "No." });
    await rest();
    const picture = partEffectsShown(store.getState(), "transplant")!;
    expect(picture.into.cells.slice(0, 3).map(({ share }) => share)).toEqual([0, 0.1, 0.2]);
    expect(picture.outOf.cells.slice(0, 3).map(({ share }) => share)).toEqual([0, 0.1, 0.2]);
    expect([picture.into.all, picture.outOf.all, picture.stale]).toEqual([1, 1, false]);
    expect(picture.asked).toEqual(asked());
    store.setState({ experiment: asked("other words") });
    expect(partEffectsShown(store.getState(), "transplant")!.stale).toBe(true);
    expect(partEffectsShown(store.getState(), "dose")).toBeNull();
  });

  it("that fails says why and leaves the one before", async () => {
    const score = { kind: "continuations", good: "Yes.", bad: "No." } as const;
    runner.sweeps.map("dose", score);
    await rest();
    const before = effects().maps.dose;
    engine.failWith = { at: "cause", error: new Failure("input", "Saved whole.") };
    runner.sweeps.map("dose", score);
    await rest();
    expect(effects()).toMatchObject({ work: null, failure: { message: "Saved whole." } });
    expect(effects().maps.dose).toBe(before);
  });
});

describe("curves", () => {
  const ask = {
    questions: QUESTIONS,
    samples: 2,
    sampling: DRAWN,
    activity: { kind: "activity", direction: voice, layer: 1 },
    voice: "the villain",
  } as const;

  it("of steering turn the left up and the right down, each with its control", async () => {
    runner.sweeps.steeringCurve({ kind: "direction", direction: voice, layer: 1 }, [1, 2], ask);
    await rest();
    const { panels } = effects().curves.steering!;
    expect(panels.map(({ side, points, control }) => [side, points.map(({ at }) => at), control.length])).toEqual([
      ["left", [1, 2], 2],
      ["right", [-1, -2], 2],
    ]);
    expect(panels[1]!.points[0]).toMatchObject({ misaligned: { n: 4 }, activity: 0.5 });
  });

  it("remember what was asked of whom when the page has moved on", async () => {
    runner.sweeps.steeringCurve({ kind: "direction", direction: voice, layer: 1 }, [1], ask);
    await rest();
    store.setState({ experiment: withChapter(experiment("assistant", "good-car"), "prove") });
    const then = { ...asked(), sampling: DRAWN };
    expect(effects().curves.steering).toMatchObject({ asked: then, voice: "the villain", answers: 4 });
  });

  it("are drawn as they were asked to be, whatever the page's own answers are", async () => {
    const drawn = new Set<Sampling>();
    const survey = engine.survey.bind(engine);
    engine.survey = (request, ...rest) => {
      drawn.add(request.sampling);
      return survey(request, ...rest);
    };
    runner.sweeps.steeringCurve({ kind: "direction", direction: voice, layer: 1 }, [1], ask);
    await rest();
    runner.sweeps.doseCurve([0, 1], ask);
    await rest();
    expect([...drawn]).toEqual([DRAWN]);
    const { steering, dose } = effects().curves;
    expect([steering!.asked.sampling, dose!.asked.sampling]).toEqual([DRAWN, DRAWN]);
    expect(isAboutOthers(steering, store.getState().experiment)).toBe(false);
  });

  it("of dose are of the model that is an adapter", async () => {
    runner.sweeps.doseCurve([0, 0.5, 1], ask);
    await rest();
    expect(effects().curves.dose!.panels).toMatchObject([
      { side: "right", points: [{ at: 0 }, { at: 0.5 }, { at: 1 }] },
    ]);
  });
});

describe("a sweep", () => {
  it("takes points that ask questions of their own, as a ladder of prompts does, and counts them in", async () => {
    const session = makeSession(store, () => engine, new URL("http://localhost/models/"));
    session.engine = engine;
    const { right } = store.getState().experiment!;
    const ladder = QUESTIONS.map((question, at) => ({ at, side: right, questions: [question] }));
    const progress: [number, number][] = [];
    const found: string[] = [];
    await sweep(
      session,
      ladder,
      { questions: [], samples: 1, sampling: DRAWN, activity: null },
      ({ point, answers, complete }) => complete && found.push(`${point.at}: ${answers.length}`),
      {
        experiment: store.getState().experiment!,
        signal: new AbortController().signal,
        progress: (done, total) => progress.push([done, total]),
      },
    );
    expect(found).toEqual(["0: 1", "1: 1"]);
    expect(progress.at(-1)).toEqual([2, 2]);
  });
});

describe("an answer's tokens", () => {
  it("are coloured by what both Sides do while they read it, as long as both are the same", async () => {
    const kl = () => answerColours(store.getState(), { side: "right", by: { kind: "kl" } });
    expect([...kl()!]).toEqual([0, 1, 2]);
    const by = { kind: "component", component: { kind: "mlp", layer: 0 } } as const;
    expect(answerColours(store.getState(), { side: "right", by })).toHaveLength(3);
    const quiet = { kind: "ablate", target: { kind: "embed" }, how: "zero", positions: "all" } as const;
    const now = store.getState().experiment!;
    store.setState({ experiment: { ...now, left: { ...now.left, interventions: [quiet] } } });
    expect(kl()).toBeNull();
    engine.diary.length = 0;
    await rest();
    // Only the left has to speak anew; both answers are judged and read anew.
    expect(engine.diary).toEqual(["generate assistant first 0", "judge 2", "read 3", "read 3"]);
    expect(kl()).not.toBeNull();
  });
});

describe("an amplified Side", () => {
  it("speaks when it is asked for, and not when it is not", async () => {
    expect(store.getState().answers!.amplified).toBeNull();
    store.setState({ experiment: { ...asked(), amplification: 2 } });
    await rest();
    expect(store.getState().answers!.amplified).toMatchObject({ state: "finished" });
    store.setState({ experiment: asked() });
    await rest();
    expect(store.getState().answers!.amplified).toBeNull();
  });
});

describe("a copied link", () => {
  it("carries what was said, and the recipient learns whether it was said again", async () => {
    const opened = decodeExperiment(fragmentToShare(store.getState())!)!;
    expect(opened.said).not.toBeNull();
    expect(reproduced(store.getState())).toBeNull();
    store.setState({ experiment: opened });
    await rest();
    expect(reproduced(store.getState())).toEqual({ left: true, right: true });
    store.setState({ experiment: { ...opened, said: { ...opened.said!, right: "other" } } });
    expect(reproduced(store.getState())).toEqual({ left: true, right: false });
    store.setState({ experiment: withSeed(opened, 9) });
    await rest();
    expect(reproduced(store.getState())).toBeNull();
  });

  it("says nothing of answers that have not ended", async () => {
    engine.slowWords = () => new Deferred<void>().promise;
    store.setState({ experiment: asked("slow") });
    await rest();
    expect(decodeExperiment(fragmentToShare(store.getState())!)!.said).toBeNull();
  });
});

describe("the export", () => {
  it("holds surveys, maps, curves and colours", async () => {
    runner.sweeps.askMany(QUESTIONS, 1, DRAWN);
    await rest();
    expect(effectsReport(store.getState())).toMatchObject({
      survey: {
        about_others: false,
        sampling: DRAWN,
        rates: [
          { domain: "car", asks_for: "advice", right: { "harmful advice": { n: 1 }, questions: 1 } },
          { domain: "open", asks_for: "anything", right: { "a bad voice": { n: 1 }, questions: 1 } },
        ],
        answers: [{}, { verdict: "harmful advice" }, {}, { verdict: "a bad voice" }],
      },
      transplant_map: null,
      answers_kl_nats: { left: [0, 1, 2] },
    });
  });
});
