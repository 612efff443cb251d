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
import type { AppState, AppStore, CheckedModel, Failed } from "../store";
import { WAIT_MS } from "../waits";
import { ask, forgetAnswers, isAnswered, stopAnswers } from "./answers";
import { fetchAgain, putFeatures } from "./ask";
import { compare, leaveComparison } from "./compare";
import { addDirection, removeDirection } from "./directions";
import { askMany, doseCurve, mapParts, steeringCurve, type CurveQuestions } from "./effects";
import { followFeatures, forgetFeatures } from "./features";
import { cancelFind, find, type FindPrompts } from "./find";
import { followFront, judgeAgain } from "./front";
import { load, loadAll } from "./loading";
import { readSentence } from "./sentence";
import {
  after,
  fail,
  forgetFailed,
  makeSession,
  nothingKept,
  readyEngine,
  restart,
  type Session,
  signalOf,
  stop,
} from "./session";
import { followSilence } from "./silence";
import { stopWork } from "./work";

/** What the page can ask for. */
export interface Runner {
  /** (Re)starts the engine on the chosen device, then runs what is asked. */
  start(): void;
  /** Runs what is asked once more, after a cancelled or failed run, or while nothing arrives. */
  runNow(): void;
  /** Stops what is under way; what is on the screen stays. */
  cancel(): void;
  /** Lets both Sides answer the experiment anew, whether or not they have. */
  answer(): void;
  /** Stops both answers where they are. */
  stopAnswers(): void;
  /** Compares this device with PyTorch on every model whose activations the host lists. */
  check(): void;
  /** Runs both Sides over a prompt set and ranks what changed. */
  find(prompts: FindPrompts): void;
  cancelFind(): void;
  /** Lists the features that are loudest on a sentence; an empty one lists nothing. */
  readSentence(text: string): void;
  /** Fetches and computes again what did not arrive in the Personas chapter. */
  fetchAgain(): void;
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
  /** For tasks whose code arrives with a chapter. */
  lend<T>(task: (session: Session) => T): T;
  dispose(): void;
}

export function makeRunner(
  store: AppStore,
  makeEngine: (onLost: (failure: Failure) => void) => Engine,
  root: Session["root"],
): Runner {
  const session = makeSession(store, makeEngine, root);
  const unsubscribe = [
    store.subscribe((now, before) => follow(session, now, before)),
    followFeatures(session),
    followFront(session),
    followSilence(store),
  ];
  return {
    start: () => void start(session),
    runNow: () => runNow(session),
    cancel: () => cancel(session),
    answer: () => void answerNow(session).catch((error: unknown) => fail(session, "answers", error)),
    stopAnswers: () => stopAnswers(session),
    check: () => check(session),
    find: (prompts) => find(session, prompts),
    cancelFind: () => cancelFind(session),
    readSentence: (text) => readSentence(session, text),
    fetchAgain: () => fetchAgain(session),
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
    lend: (task) => task(session),
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
  if (String(checkpointsOf(now.experiment)) !== String(checkpointsOf(before.experiment))) forgetFailed(session);
  if (sides || contrast || chapter) schedule(session, !sides ? 0 : heard ? due : WAIT_MS.run);
  if (!heard) stopAnswers(session);
  else if (!sides && !isAnswered(session, now.experiment)) answerAfterPause(session);
}

function schedule(session: Session, ms: number): void {
  const signal = restart(session, "compare");
  after(session, "run", ms, () => {
    const { experiment } = session.store.getState();
    if (!readyEngine(session) || !experiment || isHeld(session.store.getState())) return;
    void runAndAnswer(session, experiment, signal);
  });
}

async function runAndAnswer(session: Session, experiment: Experiment, signal: AbortSignal): Promise<void> {
  let of: Failed["of"] = "run";
  try {
    await run(session, experiment, signal);
    if (signal.aborted) return;
    of = "answers";
    await answerWhatIsNew(session);
    if (!signal.aborted) forgetFailed(session);
  } catch (error) {
    if (!signal.aborted) fail(session, of, error);
  }
}

function runNow(session: Session): void {
  const { engine, activity } = session.store.getState();
  letRun(session.store);
  forgetFailed(session);
  if (engine.status === "starting") return void start(session);
  // The queue of the worker would wait for what does not arrive.
  if (activity?.loading !== undefined) cancel(session);
  schedule(session, 0);
  judgeAgain(session);
}

async function run(session: Session, experiment: Experiment, signal: AbortSignal): Promise<void> {
  await loadAll(session, experiment);
  signal.throwIfAborted();
  // Each chapter asks for its own: the pictures of what differs are made while they are looked at.
  if (experiment.chapter === "differs") await compare(session, experiment, signal);
  else leaveComparison(session);
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
    answerWhatIsNew(session).catch((error: unknown) => fail(session, "answers", error));
  });
}

async function answerNow(session: Session): Promise<void> {
  letRun(session.store);
  const { experiment } = session.store.getState();
  if (!readyEngine(session) || !experiment) return;
  await loadAll(session, experiment);
  if (session.store.getState().experiment !== experiment) return;
  forgetFailed(session);
  await ask(session, experiment, true);
}

async function start(session: Session): Promise<void> {
  const { store } = session;
  stop(session, "compare");
  forgetAnswers(session);
  forgetFeatures(session);
  stopWork(session);
  session.engine?.dispose();
  session.kept = nothingKept();
  forgetFailed(session);
  stop(session, "load");
  const signal = restart(session, "start");
  forgetLoss(store);
  store.setState({ engine: { status: "starting", progress: null }, loaded: new Map(), check: null });
  const engine = session.makeEngine((failure) => {
    if (failure.kind === "cancelled" || session.engine !== engine) return;
    store.setState({ engine: { status: "failed", failure }, activity: null, loaded: new Map() });
  });
  session.engine = engine;
  try {
    const { deviceChoice: choice, manifest } = store.getState();
    const on = (progress: Progress): void => {
      const known = progress.stage === "runtime" ? { runtimeBytes: progress.total } : {};
      store.setState({ engine: { status: "starting", progress }, ...known });
    };
    const { dictionaries = [], directions = [] } = manifest?.offers ?? {};
    const offered = { dictionaries, directions };
    const report = await engine.start({ choice, root: session.root.href, offered }, on, signal);
    signal.throwIfAborted();
    store.setState({ engine: { status: "ready", report } });
    schedule(session, 0);
  } catch (error) {
    if (!signal.aborted) store.setState({ engine: { status: "failed", failure: asFailure(error) } });
  }
}

/** A call that ended with the engine left a notice of that; it goes with what it speaks of. */
function forgetLoss(store: AppStore): void {
  const { engine, notice: said } = store.getState();
  if (engine.status === "failed" && said === engine.failure) store.setState({ notice: null });
}

function cancel(session: Session): void {
  const { store } = session;
  stop(session, "compare");
  stopAnswers(session);
  stopWork(session);
  stop(session, "load");
  forgetFailed(session);
  store.setState({ activity: null });
  if (store.getState().engine.status !== "starting") return;
  stop(session, "start");
  const failure = new Failure("cancelled", "The runtime was not started.", "Press “Start again” when you wish.");
  store.setState({ engine: { status: "failed", failure } });
}

function check(session: Session): void {
  const { store, engine } = session;
  const goldens = store.getState().manifest?.goldens ?? [];
  if (!engine || goldens.length === 0) return;
  const put = (state: AppState["check"]): void => {
    // A new engine has not been checked.
    if (session.engine === engine) store.setState({ check: state, activity: null });
  };
  store.setState({ check: "running" });
  const checkAll = async (): Promise<CheckedModel[]> => {
    const checked: CheckedModel[] = [];
    for (const golden of goldens) {
      await load(session, golden.checkpoint);
      checked.push({ golden, found: await engine.check(golden, signalOf(session, "start")) });
    }
    return checked;
  };
  checkAll().then(put, (error: unknown) => put(asFailure(error)));
}

function dispose(session: Session): void {
  stopAnswers(session);
  stopWork(session);
  for (const timer of session.waits.values()) clearTimeout(timer);
  for (const job of session.jobs.values()) job.abort();
  session.engine?.dispose();
  session.engine = null;
}
