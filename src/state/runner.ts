/**
 * The only caller of the Engine: watches the experiment, loads what it needs, runs both Sides, and stores the findings.
 * The newest experiment wins; a failure becomes a notice and never takes a picture off the screen.
 */
import { asFailure, cancelled, Failure } from "../core/failure";
import { type Findings, findingsOf } from "../core/findings";
import type { Capture, Comparison } from "../core/capture";
import type { Experiment } from "../core/experiment";
import type { CheckpointEntry } from "../model/manifest";
import type { Engine, Progress } from "../runtime/engine";
import { answerKey, isAnswered, makeAnswering } from "./answering";
import { contrastOf, measureFloor, rest } from "./comparing";
import { type FeatureRunner, makeFeatureWork } from "./featureRunner";
import { sidesKey } from "./sidesKey";
import type { AppStore } from "./store";

/** The reference arithmetic cannot be interrupted, so it waits until the reader has paused. */
const FLOOR_REST_MS = 500;
/** How long typing must rest before both Sides run. */
const REST_MS = 60;
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

  const answering = makeAnswering(store, (request, on, signal) => {
    const target = engine;
    return target ? target.generate(request, on, signal) : Promise.reject(cancelled());
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

  async function load(target: Engine, id: string, signal: AbortSignal): Promise<void> {
    const { manifest, loaded } = store.getState();
    if (loaded.has(id)) return;
    const entry: CheckpointEntry | undefined = manifest?.checkpoints.find((known) => known.id === id);
    if (!entry) throw new Failure("input", `There is no model called “${id}” here.`, "Choose another one.");
    if (entry.base !== null) await load(target, entry.base, signal);
    report(`Fetching ${entry.title}`)(null);
    const result = await target.load(entry, report(`Fetching ${entry.title}`), signal);
    if (engine !== target) throw cancelled();
    store.setState(({ loaded: before }) => ({ loaded: new Map(before).set(id, result) }));
  }

  async function run(target: Engine, experiment: Experiment, signal: AbortSignal): Promise<void> {
    const { left, right } = experiment;
    await load(target, left.checkpoint, loading.signal);
    await load(target, right.checkpoint, loading.signal);
    signal.throwIfAborted();
    // Each chapter asks for its own: the pictures of what differs are made while they are looked at.
    if (experiment.chapter !== "differs") return store.setState({ activity: null });
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
    if (!answersFollow || !experiment || !speaks(experiment) || isAnswered(store, experiment)) return;
    if (loaded.has(experiment.left.checkpoint) && loaded.has(experiment.right.checkpoint))
      await answering.ask(experiment);
  }

  async function answerNow(): Promise<void> {
    const { experiment, engine: state } = store.getState();
    const target = engine;
    if (!target || !experiment || state.status !== "ready") return;
    const { loaded } = store.getState();
    for (const { checkpoint } of [experiment.left, experiment.right]) {
      if (loaded.has(checkpoint)) continue;
      await load(target, checkpoint, loading.signal);
      store.setState({ activity: null });
    }
    if (store.getState().experiment === experiment) await answering.ask(experiment);
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
    const chapter =
      now.experiment.chapter !== before.experiment.chapter || speaks(now.experiment) !== speaks(before.experiment);
    if (sides || contrast || chapter) schedule(sides ? REST_MS : 0);
    if (!speaks(now.experiment)) answering.stop();
    const asks = (name: "left" | "right"): boolean =>
      answerKey(now.experiment!, name) !== answerKey(before.experiment!, name);
    if (!asks("left") && !asks("right")) return;
    answering.stop();
    if (!sides) whenDialsRest();
  });

  return {
    find: features.find,
    cancelFind: features.cancelFind,
    addDirection: features.addDirection,
    removeDirection: features.removeDirection,
    start: () => void begin(),
    answer: () => void answerNow().catch(notice),
    hush: answering.stop,
    runNow: () => schedule(0),
    cancel: () => {
      running.abort();
      answering.stop();
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
      starting.abort();
      running.abort();
      engine?.dispose();
      engine = null;
    },
  };
}

/** True where both Sides are heard: in two chapters, and where personas are read on each Side's own words. */
function speaks({ chapter, personas }: Experiment): boolean {
  return chapter === "answers" || chapter === "surgery" || (chapter === "personas" && personas.words === "own");
}
