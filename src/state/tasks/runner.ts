/**
 * The only caller of the Engine: watches the experiment, loads what it needs, runs both Sides, and stores the findings.
 * The newest experiment wins; a failure becomes a notice and never takes a picture off the screen.
 */
import { asFailure, cancelled, Failure } from "../../core/failure";
import { type Findings, findingsOf } from "../../core/compare/findings";
import type { Capture, Comparison } from "../../core/capture";
import type { Experiment } from "../../core/experiment";
import type { Engine } from "../../runtime/engine/engine";
import type { Progress } from "../../runtime/engine/progress";
import { isAnswered, makeAnswering } from "./answers";
import { isHeard } from "../keys";
import { contrastOf, measureFloor, rest } from "./compare";
import { type FeatureRunner, makeFeatureWork } from "./features";
import { makeLoading } from "./loading";
import { checkpointsOf, sidesKey } from "../keys";
import type { AppStore } from "../store";
import { makeSweeps, type Sweeps } from "./sweep";

/** The reference arithmetic cannot be interrupted, so it waits until the reader has paused. */
const FLOOR_REST_MS = 500;
/** How long typing must rest before both Sides run. */
const REST_MS = 60;
/** Where both are heard a moved slider is heard while it moves, at most this often. */
const HEARD_MS = 90;
/** How long a moved dial must rest before both Sides speak again. */
const DIAL_REST_MS = 200;

export interface Runner extends FeatureRunner {
  /** (Re)starts the engine on the chosen device, then runs what is asked. */
  start(): void;
  /** Runs what is asked once more, after a cancelled or failed run. */
  runNow(): void;
  /** Stops what is under way; what is on the screen stays. */
  cancel(): void;
  /** Lets both Sides answer the experiment anew, whether or not they have. */
  answer(): void;
  /** Stops both answers where they are. */
  hush(): void;
  check(): void;
  /** Long work on causes: asking many, maps, curves. */
  readonly sweeps: Sweeps;
  dispose(): void;
}

export function makeRunner(
  store: AppStore,
  makeEngine: (onLost: (failure: Failure) => void) => Engine,
  root: string,
): Runner {
  let engine: Engine | null = null;
  let starting = new AbortController();
  let running = new AbortController();
  /** A load outlives the question it was asked for; only cancelling or a restart ends it. */
  let loading = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dial: ReturnType<typeof setTimeout> | undefined;
  /** Reference captures by Side, for the noise floor; the arithmetic is slow and the Side often the same. */
  const floors = new Map<string, readonly Capture[]>();
  /** The engine that made the comparison in the store: another device must not inherit it. */
  let madeBy: Engine | null = null;

  let heardAt = -Infinity;

  /** The engine of the moment; a call that comes when there is none is over before it begins. */
  const now = <T>(call: (target: Engine) => Promise<T>): Promise<T> =>
    engine ? call(engine) : Promise.reject(cancelled());
  const answering = makeAnswering(
    store,
    (request, on, signal) => now((target) => target.generate(request, on, signal)),
    (request, signal) => now((target) => target.readAnswer(request, signal)),
  );
  const sweeps = makeSweeps(store, {
    survey: (request, on, signal) => now((target) => target.survey(request, on, signal)),
    partEffects: (request, on, signal) => now((target) => target.partEffects(request, on, signal)),
    measure: (request, signal) => now((target) => target.measure(request, signal)),
    loaded: (experiment) => now((target) => loadAll(target, experiment)),
  });

  const features = makeFeatureWork(store, {
    engine: () => (store.getState().engine.status === "ready" ? engine : null),
    load: (id) => (engine ? load(engine, id, loading.signal) : Promise.reject(cancelled())),
  });

  const notice = (error: unknown): void => {
    const failure = asFailure(error);
    store.setState({ activity: null });
    // A lost device or a full memory is not cured by the next run; everything else may be.
    if (failure.kind === "device" || failure.kind === "memory")
      store.setState({ engine: { status: "failed", failure } });
    else if (failure.kind !== "cancelled") store.setState({ notice: failure });
  };

  const report = (what: string) => (progress: Progress | null) => store.setState({ activity: { what, progress } });
  const { load, loadAll } = makeLoading(store, {
    isCurrent: (target) => engine === target,
    signal: () => loading.signal,
    report,
    notice,
  });

  async function run(target: Engine, experiment: Experiment, signal: AbortSignal): Promise<void> {
    const { left, right } = experiment;
    await loadAll(target, experiment);
    signal.throwIfAborted();
    // Each chapter asks for its own: the pictures of what differs are made while they are looked at.
    if (experiment.chapter !== "differs") return;
    report("Running both models")(null);
    const known = store.getState().run;
    const comparison =
      known?.comparison && madeBy === target && sidesKey(known.experiment) === sidesKey(experiment)
        ? known.comparison
        : await target.compare({ left, right }, signal);
    signal.throwIfAborted();
    // Words that cannot be measured cost direct effect alone, never the picture.
    let problem: Failure | null = null;
    const contrast = await contrastOf(target, experiment, comparison, signal).catch((error: unknown) => {
      problem = asFailure(error);
      return null;
    });
    signal.throwIfAborted();
    madeBy = target;
    const again = floors.get(JSON.stringify(left)) ?? [];
    publish(experiment, comparison, findingsOf(comparison, contrast, again));
    if (problem) notice(problem);
    if (again.length > 0) return;
    await rest(FLOOR_REST_MS, signal);
    report("Measuring the noise floor")(null);
    const measured = await measureFloor(target, left, signal);
    signal.throwIfAborted();
    floors.clear();
    floors.set(JSON.stringify(left), measured);
    publish(experiment, comparison, findingsOf(comparison, contrast, measured));
  }

  function publish(experiment: Experiment, comparison: Comparison, findings: Findings): void {
    // What failed before is overcome, but a link that could not be read stays said until it is dismissed.
    store.setState(({ notice: said }) => ({
      run: { experiment, findings, source: "live", comparison },
      activity: null,
      notice: said?.kind === "link" ? said : null,
    }));
  }

  function schedule(rest: number): void {
    clearTimeout(timer);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    timer = setTimeout(() => {
      const { experiment, engine: state } = store.getState();
      if (!engine || !experiment || state.status !== "ready") return;
      run(engine, experiment, signal)
        .then(() => (signal.aborted ? undefined : followUp()))
        .catch((error: unknown) => {
          if (!signal.aborted) notice(error);
        });
    }, rest);
  }

  /** Once both models are here: what has not been answered is, where answers are heard and are to follow by themselves. */
  async function followUp(): Promise<void> {
    const { experiment, loaded, answersFollow } = store.getState();
    if (!answersFollow || !experiment || !isHeard(experiment) || isAnswered(store, experiment)) return;
    if (checkpointsOf(experiment).some((id) => !loaded.has(id))) return;
    heardAt = performance.now();
    await answering.ask(experiment, false);
  }

  async function answerNow(): Promise<void> {
    const { experiment, engine: state } = store.getState();
    const target = engine;
    if (!target || !experiment || state.status !== "ready") return;
    await loadAll(target, experiment);
    if (store.getState().experiment === experiment) await answering.ask(experiment, true);
  }

  function whenDialsRest(): void {
    clearTimeout(dial);
    dial = setTimeout(() => void followUp().catch(notice), DIAL_REST_MS);
  }

  async function begin(): Promise<void> {
    starting.abort();
    running.abort();
    answering.forget();
    features.forget();
    sweeps.stop();
    engine?.dispose();
    floors.clear();
    starting = new AbortController();
    loading.abort();
    loading = new AbortController();
    const { signal } = starting;
    store.setState({ engine: { status: "starting", progress: null }, loaded: new Map(), check: null });
    const started = makeEngine((failure) => {
      if (failure.kind === "cancelled" || engine !== started) return;
      store.setState({ engine: { status: "failed", failure }, activity: null, loaded: new Map() });
    });
    engine = started;
    try {
      const choice = store.getState().deviceChoice;
      const on = (progress: Progress): void => store.setState({ engine: { status: "starting", progress } });
      const { dictionaries = [], directions = [] } = store.getState().manifest?.offers ?? {};
      const offered = { dictionaries, directions };
      const chosen = await started.start({ choice, root, offered }, on, signal);
      signal.throwIfAborted();
      store.setState({ engine: { status: "ready", report: chosen } });
      schedule(0);
    } catch (error) {
      if (!signal.aborted) store.setState({ engine: { status: "failed", failure: asFailure(error) } });
    }
  }

  const unsubscribe = store.subscribe((now, before) => {
    if (now.answersFollow && !before.answersFollow) whenDialsRest();
    if (!now.experiment || !before.experiment || now.experiment === before.experiment) return;
    const sides = sidesKey(now.experiment) !== sidesKey(before.experiment);
    const contrast = JSON.stringify(now.experiment.view.contrast) !== JSON.stringify(before.experiment.view.contrast);
    const heard = isHeard(now.experiment);
    const chapter = now.experiment.chapter !== before.experiment.chapter || heard !== isHeard(before.experiment);
    const due = Math.max(0, HEARD_MS - (performance.now() - heardAt));
    if (sides || contrast || chapter) schedule(!sides ? 0 : heard ? due : REST_MS);
    if (!heard) answering.stop();
    else if (!sides && !isAnswered(store, now.experiment)) whenDialsRest();
  });

  return {
    find: features.find,
    cancelFind: features.cancelFind,
    showEvery: features.showEvery,
    addDirection: features.addDirection,
    removeDirection: features.removeDirection,
    start: () => void begin(),
    sweeps,
    answer: () => void answerNow().catch(notice),
    hush: answering.stop,
    runNow: () => schedule(0),
    cancel: () => {
      running.abort();
      answering.stop();
      sweeps.stop();
      loading.abort();
      loading = new AbortController();
      store.setState({ activity: null });
      if (store.getState().engine.status !== "starting") return;
      starting.abort();
      const failure = new Failure("cancelled", "The runtime was not started.", "Press “Start again” when you wish.");
      store.setState({ engine: { status: "failed", failure } });
    },
    check: () => {
      const golden = store.getState().manifest?.golden;
      const target = engine;
      if (!target || !golden) return;
      store.setState({ check: "running" });
      load(target, golden.checkpoint, loading.signal)
        .then(() => target.check(golden, starting.signal))
        .then(
          (check) => store.setState({ check, activity: null }),
          (error: unknown) => store.setState({ check: asFailure(error), activity: null }),
        );
    },
    dispose: () => {
      unsubscribe();
      clearTimeout(timer);
      clearTimeout(dial);
      answering.stop();
      features.dispose();
      sweeps.stop();
      starting.abort();
      running.abort();
      engine?.dispose();
      engine = null;
    },
  };
}
