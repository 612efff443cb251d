/**
 * The runner: starts the engine, watches the experiment, loads what it needs and runs what the open chapter shows.
 * The newest experiment wins; a failure becomes a notice and never takes a picture off the screen.
 */
import type { EffectScore, PartEffects } from "../../core/edits/partEffects";
import type { Experiment, Sampling } from "../../core/experiment";
import { asFailure, Failure } from "../../core/failure";
import type { SetPrompt } from "../../model/hosted/promptSet";
import type { Engine } from "../../runtime/engine/engine";
import type { Progress } from "../../runtime/engine/progress";
import type { DialTarget } from "../edits/dial";
import { letRun } from "../actions";
import { isHeld } from "../link/longWork";
import { checkpointsOf, showsAnswers, keyOf } from "../keys";
import type { AppState, AppStore } from "../store";
import { WAIT_MS } from "../waits";
import { ask, forgetAnswers, isAnswered, stopAnswers } from "./answers";
import { putFeatures } from "./ask";
import { compare } from "./compare";
import { addDirection, removeDirection } from "./directions";
import { askMany, doseCurve, mapParts, steeringCurve, type CurveQuestions } from "./effects";
import { followFeatures, forgetFeatures } from "./features";
import { cancelFind, find, type FindPrompts } from "./find";
import { load, loadAll } from "./loading";
import { after, makeSession, nothingKept, notice, readyEngine, restart, type Session, signalOf, stop } from "./session";

import { stopWork } from "./work";

/** What the page can ask for. */
export interface Runner {
  /** (Re)starts the engine on the chosen device, then runs what is asked. */
  start(): void;
  /** Runs what is asked once more, after a cancelled or failed run. */
  runNow(): void;
  /** Stops what is under way; what is on the screen stays. */
  cancel(): void;
  /** Lets both Sides answer the experiment anew, whether or not they have. */
  answer(): void;
  /** Stops both answers where they are. */
  stopAnswers(): void;
  /** Compares this device with PyTorch. */
  check(): void;
  /** Runs both Sides over a prompt set and ranks what changed. */
  find(prompts: FindPrompts): void;
  cancelFind(): void;
  /** Reads all latents on the words in view from now on, or no longer. */
  showEvery(wanted: boolean): void;
  addDirection(name: string, positive: readonly string[], negative: readonly string[]): void;
  removeDirection(id: number): void;
  /** Long measurements, one at a time. */
  readonly sweeps: {
    askMany(questions: readonly SetPrompt[], samples: number, sampling: Sampling): void;
    map(kind: PartEffects["kind"], score: EffectScore): void;
    steeringCurve(target: DialTarget, strengths: readonly number[], questions: CurveQuestions): void;
    doseCurve(amounts: readonly number[], questions: CurveQuestions): void;
    stop(): void;
  };
  dispose(): void;
}

export function makeRunner(
  store: AppStore,
  makeEngine: (onLost: (failure: Failure) => void) => Engine,
  root: string,
): Runner {
  const session = makeSession(store, makeEngine, root);
  const unsubscribe = [store.subscribe((now, before) => follow(session, now, before)), followFeatures(session)];
  return {
    start: () => void start(session),
    runNow: () => {
      letRun(store);
      schedule(session, 0);
    },
    cancel: () => cancel(session),
    answer: () => void answerNow(session).catch((error: unknown) => notice(session, error)),
    stopAnswers: () => stopAnswers(session),
    check: () => check(session),
    find: (prompts) => find(session, prompts),
    cancelFind: () => cancelFind(session),
    showEvery: (everyWanted) => putFeatures(session, { everyWanted }),
    addDirection: (name, positive, negative) => addDirection(session, name, positive, negative),
    removeDirection: (id) => removeDirection(session, id),
    sweeps: {
      askMany: (questions, samples, sampling) => askMany(session, questions, samples, sampling),
      map: (kind, score) => mapParts(session, kind, score),
      steeringCurve: (target, strengths, questions) => steeringCurve(session, target, strengths, questions),
      doseCurve: (amounts, questions) => doseCurve(session, amounts, questions),
      stop: () => stopWork(session),
    },
    dispose() {
      for (const end of unsubscribe) end();
      dispose(session);
    },
  };
}

/** What a change of the state calls for. */
function follow(session: Session, now: AppState, before: AppState): void {
  if (now.answersFollow && !before.answersFollow) answerAfterPause(session);
  if (!now.experiment || !before.experiment || now.experiment === before.experiment) return;
  const sides = keyOf("comparison", now.experiment) !== keyOf("comparison", before.experiment);
  const contrast = JSON.stringify(now.experiment.view.contrast) !== JSON.stringify(before.experiment.view.contrast);
  const heard = showsAnswers(now.experiment);
  const chapter = now.experiment.chapter !== before.experiment.chapter || heard !== showsAnswers(before.experiment);
  const due = Math.max(0, WAIT_MS.runWhileDragged - (performance.now() - session.kept.answeredAt));
  if (sides || contrast || chapter) schedule(session, !sides ? 0 : heard ? due : WAIT_MS.run);
  if (!heard) stopAnswers(session);
  else if (!sides && !isAnswered(session, now.experiment)) answerAfterPause(session);
}

function schedule(session: Session, ms: number): void {
  const signal = restart(session, "compare");
  after(session, "run", ms, () => {
    const { experiment } = session.store.getState();
    if (!readyEngine(session) || !experiment || isHeld(session.store.getState())) return;
    run(session, experiment, signal)
      .then(() => (signal.aborted ? undefined : answerWhatIsNew(session)))
      .catch((error: unknown) => {
        if (!signal.aborted) notice(session, error);
      });
  });
}

async function run(session: Session, experiment: Experiment, signal: AbortSignal): Promise<void> {
  await loadAll(session, experiment);
  signal.throwIfAborted();
  // Each chapter asks for its own: the pictures of what differs are made while they are looked at.
  if (experiment.chapter === "differs") await compare(session, experiment, signal);
}

/**
 * Once both models are here: what has not been answered is, where answers are shown and are to follow by themselves.
 */
async function answerWhatIsNew(session: Session): Promise<void> {
  const { experiment, loaded, answersFollow } = session.store.getState();
  if (!answersFollow || !experiment || !showsAnswers(experiment) || isAnswered(session, experiment)) return;
  if (isHeld(session.store.getState())) return;
  if (checkpointsOf(experiment).some((id) => !loaded.has(id))) return;
  session.kept.answeredAt = performance.now();
  await ask(session, experiment, false);
}

function answerAfterPause(session: Session): void {
  after(session, "answers", WAIT_MS.answers, () => {
    answerWhatIsNew(session).catch((error: unknown) => notice(session, error));
  });
}

async function answerNow(session: Session): Promise<void> {
  letRun(session.store);
  const { experiment } = session.store.getState();
  if (!readyEngine(session) || !experiment) return;
  await loadAll(session, experiment);
  if (session.store.getState().experiment === experiment) await ask(session, experiment, true);
}

async function start(session: Session): Promise<void> {
  const { store } = session;
  stop(session, "compare");
  forgetAnswers(session);
  forgetFeatures(session);
  stopWork(session);
  session.engine?.dispose();
  session.kept = nothingKept();
  stop(session, "load");
  const signal = restart(session, "start");
  store.setState({ engine: { status: "starting", progress: null }, loaded: new Map(), check: null });
  const engine = session.makeEngine((failure) => {
    if (failure.kind === "cancelled" || session.engine !== engine) return;
    store.setState({ engine: { status: "failed", failure }, activity: null, loaded: new Map() });
  });
  session.engine = engine;
  try {
    const { deviceChoice: choice, manifest } = store.getState();
    const on = (progress: Progress): void => store.setState({ engine: { status: "starting", progress } });
    const { dictionaries = [], directions = [] } = manifest?.offers ?? {};
    const offered = { dictionaries, directions };
    const report = await engine.start({ choice, root: session.root, offered }, on, signal);
    signal.throwIfAborted();
    store.setState({ engine: { status: "ready", report } });
    schedule(session, 0);
  } catch (error) {
    if (!signal.aborted) store.setState({ engine: { status: "failed", failure: asFailure(error) } });
  }
}

function cancel(session: Session): void {
  const { store } = session;
  stop(session, "compare");
  stopAnswers(session);
  stopWork(session);
  stop(session, "load");
  store.setState({ activity: null });
  if (store.getState().engine.status !== "starting") return;
  stop(session, "start");
  const failure = new Failure("cancelled", "The runtime was not started.", "Press “Start again” when you wish.");
  store.setState({ engine: { status: "failed", failure } });
}

function check(session: Session): void {
  const { store, engine } = session;
  const golden = store.getState().manifest?.golden;
  if (!engine || !golden) return;
  store.setState({ check: "running" });
  load(session, golden.checkpoint)
    .then(() => engine.check(golden, signalOf(session, "start")))
    .then(
      (found) => store.setState({ check: found, activity: null }),
      (error: unknown) => store.setState({ check: asFailure(error), activity: null }),
    );
}

function dispose(session: Session): void {
  stopAnswers(session);
  stopWork(session);
  for (const timer of session.waits.values()) clearTimeout(timer);
  for (const job of session.jobs.values()) job.abort();
  session.engine?.dispose();
  session.engine = null;
}
