/**
 * Long work on causes, one at a time, in small pieces: asking many questions of both Sides, maps of cause, curves of strength
 * and of dose. What has come stays when it is stopped. The engine is reached through the runner's calls alone.
 */
import type { PartEffects, EffectScore } from "../../core/edits/partEffects";
import type { Experiment, Intervention, Side } from "../../core/experiment";
import { asFailure, cancelled, Failure } from "../../core/failure";
import type { SweptPoint, SweptSide } from "../../core/pictures/sweepCurve";
import type { SetPrompt } from "../../model/hosted/promptSet";
import type { FileEntry } from "../../model/hosted/fileEntry";
import type { Progress } from "../../runtime/engine/progress";
import type { PartEffectsRequest, MeasureRequest, SurveyAnswer, SurveyRequest } from "../../runtime/engine/effects";
import type { SideName } from "../../core/experiment";
import { type Turned, turnings } from "../edits/dial";
import type { AppStore } from "../store";
import { pointOf } from "../selectors/effects";
import type { EffectsState, Work } from "../effectsState";
import { effectsKey, sidesAsked } from "../keys";

/** The engine's part, each once both models are there. */
export interface SweepCalls {
  survey(
    request: SurveyRequest,
    on: (answers: readonly SurveyAnswer[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SurveyAnswer[]>;
  partEffects(request: PartEffectsRequest, on: (progress: Progress) => void, signal: AbortSignal): Promise<PartEffects>;
  measure(request: MeasureRequest, signal: AbortSignal): Promise<number>;
  /** Resolves once both Sides' models and those they take parts from are loaded. */
  loaded(experiment: Experiment): Promise<void>;
}

export interface CurveAsk {
  readonly questions: readonly SetPrompt[];
  readonly samples: number;
  /** The persona whose activity is drawn beside behaviour; null: none. */
  readonly activity: Extract<EffectScore, { kind: "activity" }> | null;
  /** In words, what is steered along or whose activity is measured; null: nothing. */
  readonly voice: string | null;
}

export interface Sweeps {
  askMany(questions: readonly SetPrompt[], samples: number): void;
  map(kind: PartEffects["kind"], score: EffectScore): void;
  /** Strengths for the left Side; the right one gets their opposites. */
  steeringCurve(turned: Turned, strengths: readonly number[], ask: CurveAsk): void;
  doseCurve(amounts: readonly number[], ask: CurveAsk): void;
  stop(): void;
}

export function makeSweeps(store: AppStore, calls: SweepCalls): Sweeps {
  let working = new AbortController();

  const put = (change: (now: EffectsState) => Partial<EffectsState>): void =>
    store.setState(({ effects }) => ({ effects: { ...effects, ...change(effects) } }));

  /** Runs one piece of long work in place of whatever is under way. */
  function work(
    kind: Work["kind"],
    job: (
      experiment: Experiment,
      signal: AbortSignal,
      progress: (done: number, total: number) => void,
    ) => Promise<void>,
  ): void {
    stop();
    working = new AbortController();
    const { signal } = working;
    const { experiment } = store.getState();
    if (!experiment) return;
    const from = performance.now();
    const progress = (done: number, total: number): void => {
      if (signal.aborted) return;
      const left = done === 0 ? null : ((performance.now() - from) / done) * (total - done);
      put(() => ({ work: { kind, done, total, left } }));
    };
    put(() => ({ work: { kind, done: 0, total: 0, left: null }, failure: null }));
    calls
      .loaded(experiment)
      .then(() => job(experiment, signal, progress))
      .then(
        () => signal.aborted || put(() => ({ work: null })),
        (error: unknown) => {
          if (signal.aborted) return;
          const failure = asFailure(error);
          put(() => ({ work: null, failure: failure.kind === "cancelled" ? null : failure, failed: kind }));
        },
      );
  }

  function stop(): void {
    working.abort();
    if (store.getState().effects.work) put(() => ({ work: null }));
  }

  const judgeFile = (): FileEntry | null => store.getState().manifest?.offers.judge ?? null;

  async function judged(
    { sampling, seed }: Experiment,
    side: SurveyRequest["side"],
    questions: readonly SetPrompt[],
    samples: number,
    on: (answers: readonly SurveyAnswer[]) => void,
    signal: AbortSignal,
  ): Promise<readonly SurveyAnswer[]> {
    const judge = judgeFile();
    if (!judge) throw noJudge();
    const asked = questions.map(({ text, situation }) => ({ text, situation: situation ?? "" }));
    const request = { side, questions: asked, samples, sampling, seed, judge };
    return calls.survey(request, on, signal);
  }

  /** One point of a curve: what `ask` comes to on a Side with some more done to it. */
  async function point(
    experiment: Experiment,
    at: number,
    side: Side,
    more: readonly Intervention[],
    { questions, samples, activity }: CurveAsk,
    on: (answered: number) => void,
    signal: AbortSignal,
  ): Promise<SweptPoint> {
    const changed = { checkpoint: side.checkpoint, interventions: [...side.interventions, ...more] };
    let answered = 0;
    const count = (answers: readonly SurveyAnswer[]): void => on((answered += answers.length));
    const answers = await judged(experiment, changed, questions, samples, count, signal);
    if (signal.aborted) throw cancelled();
    const { direction, layer } = activity ?? {};
    const measured =
      direction === undefined || layer === undefined
        ? null
        : await calls.measure(
            { side: changed, questions: questions.map(({ text }) => text), direction, layer },
            signal,
          );
    if (signal.aborted) throw cancelled();
    return pointOf(at, answers, measured);
  }

  return {
    askMany: (questions, samples) =>
      work("survey", async (experiment, signal, progress) => {
        const total = 2 * questions.length * samples;
        const of = {
          key: sidesAsked(experiment),
          asked: experiment,
          questions,
          samples,
        };
        put(() => ({ survey: { ...of, left: [], right: [] } }));
        const done: Record<SideName, readonly SurveyAnswer[]> = { left: [], right: [] };
        const tell = (name: SideName, answers: readonly SurveyAnswer[]): void => {
          if (signal.aborted) return;
          done[name] = answers;
          put(() => ({ survey: { ...of, ...done } }));
          progress(done.left.length + done.right.length, total);
        };
        await Promise.all(
          (["left", "right"] as const).map(async (name) => {
            const on = (answers: readonly SurveyAnswer[]): void => tell(name, [...done[name], ...answers]);
            tell(name, await judged(experiment, experiment[name], questions, samples, on, signal));
          }),
        );
      }),
    map: (kind, score) =>
      work(kind === "transplant" ? "transplantMap" : "doseMap", async (experiment, signal, progress) => {
        const { left, right } = experiment;
        const on = ({ done, total }: Progress): void => progress(done, total);
        const map = await calls.partEffects({ kind, left, right, score }, on, signal);
        if (!signal.aborted)
          put(({ maps }) => ({
            maps: { ...maps, [kind]: { key: effectsKey(experiment), asked: experiment, map } },
          }));
      }),
    steeringCurve: (turned, strengths, ask) =>
      work("steeringCurve", async (experiment, signal, progress) => {
        const each = ask.questions.length * ask.samples;
        const total = 4 * strengths.length * each;
        const panels: Record<SideName, { points: SweptPoint[]; control: SweptPoint[] }> = {
          left: { points: [], control: [] },
          right: { points: [], control: [] },
        };
        let before = 0;
        for (const strength of strengths) {
          for (const name of ["left", "right"] as const) {
            for (const line of ["points", "control"] as const) {
              const at = name === "left" ? strength : -strength;
              const random = line === "points" ? null : experiment.seed;
              const turns = turnings(turned, at, random);
              const on = (answered: number): void => progress(before + answered, total);
              panels[name][line].push(await point(experiment, at, experiment[name], turns, ask, on, signal));
              before += each;
              const shown = (side: SideName): SweptSide => ({
                side,
                points: [...panels[side].points],
                control: [...panels[side].control],
              });
              const of = { ...askedOf(experiment, ask), panels: [shown("left"), shown("right")] };
              const steering = { kind: "steering" as const, ...of };
              put(({ curves }) => ({ curves: { ...curves, steering } }));
            }
          }
        }
      }),
    doseCurve: (amounts, ask) =>
      work("doseCurve", async (experiment, signal, progress) => {
        const side: SideName = doseSide(store, experiment);
        const each = ask.questions.length * ask.samples;
        const points: SweptPoint[] = [];
        for (const [i, amount] of amounts.entries()) {
          const dose = { kind: "dose", target: "all", amount } as const;
          const on = (answered: number): void => progress(i * each + answered, amounts.length * each);
          points.push(await point(experiment, amount, experiment[side], [dose], ask, on, signal));
          const panels = [{ side, points: [...points], control: [] }];
          put(({ curves }) => ({
            curves: { ...curves, dose: { kind: "dose", ...askedOf(experiment, ask), panels } },
          }));
        }
      }),
    stop,
  };
}

/** What a curve remembers of how it was made. */
function askedOf(experiment: Experiment, { questions, samples, voice }: CurveAsk) {
  return { key: sidesAsked(experiment), asked: experiment, voice, answers: questions.length * samples };
}

/** The Side whose model is a fine-tune that was saved apart from its base; the right one first. */
function doseSide(store: AppStore, { left, right }: Experiment): SideName {
  const { loaded } = store.getState();
  const adapted = ({ checkpoint }: Side): boolean => Boolean(loaded.get(checkpoint)?.change);
  return !adapted(right) && adapted(left) ? "left" : "right";
}

function noJudge(): Failure {
  return new Failure(
    "input",
    "This page's host offers no judge, so answers cannot be counted.",
    "Read them one by one, or ask whoever hosts the page for judge.json.",
  );
}
