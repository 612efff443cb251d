/**
 * The one state machine of what is drawn, where it comes from, what is missing and what can be done. Its phase follows
 * from the store, whose changes (state/tasks) are its moves; badge, sentence, bar and buttons follow from the phase,
 * and no component decides any of them. views/page/statusActions.ts carries the actions out.
 */
import type { Failure } from "../../core/failure";
import { isHeld } from "../link/longWork";
import { selector } from "../memo";
import type { Failed } from "../store";
import { awaited } from "./awaited";
import { type ByteProgress, bytesNeeded } from "./bytesNeeded";
import { isStale, sourceOf } from "./compare";
import { frontWork } from "./front";
import { missingFiles } from "./missingFiles";
import { type Phase, phaseOf, type StatusFacts } from "./statusPhase";
import { briefOf, sentenceOf } from "./statusSentence";

export type StatusAction =
  /** Runs what is asked for and is not running. */
  | "run"
  /** Lets run what a link asks for, which is held back. */
  | "runLink"
  | "cancel"
  /** The run that failed or fell silent, once more. */
  | "runAgain"
  | "answerAgain"
  /** A new worker. */
  | "startAgain"
  /** The files and features that did not arrive. */
  | "fetchAgain"
  | "reload"
  /** Asks again for the comparison that is drawn. */
  | "goBack"
  | "dismiss"
  | "dismissNotice";

export interface StatusNotice {
  /** An alert is something that went wrong, or needs a decision. */
  readonly tone: "alert" | "remark";
  readonly text: string;
  readonly actions: readonly StatusAction[];
}

export interface DrawnStatus {
  readonly phase: Phase["kind"];
  /** Where what is drawn comes from. */
  readonly source: "recorded" | "live" | "nothing";
  /** What is drawn belongs to other Sides than those asked for. */
  readonly stale: boolean;
  /** One or two words for `source`. */
  readonly badge: string;
  /** All of it in words: what is drawn, and what is done about it. */
  readonly sentence: string;
  /** The same for one short line, to which the bytes of `progress` are added. */
  readonly brief: string;
  /** Something is under way that "cancel" ends. */
  readonly busy: boolean;
  /** Of all that the comparison needs from the network; null where nothing is fetched or its size is unknown. */
  readonly progress: ByteProgress | null;
  /** What can be done now, beside the sentence. */
  readonly actions: readonly StatusAction[];
  /** What went wrong or deserves a remark, each with what can be done about it. */
  readonly notices: readonly StatusNotice[];
}

/** The status of the page as it stands; the same object while nothing that it depends on has changed. */
export const drawnStatus = selector(
  (state) => [
    state.manifest,
    state.experiment,
    state.run,
    state.activity,
    state.engine,
    state.runtimeBytes,
    state.loaded,
    state.held,
    state.failed,
    state.notice,
    state.silentSince,
    missingFiles(state),
    sourceOf(state),
    frontWork(state),
  ],
  (
    manifest,
    experiment,
    run,
    activity,
    engine,
    runtimeBytes,
    loaded,
    held,
    failed,
    notice,
    silentSince,
    missing,
    source,
    answering,
  ): DrawnStatus => {
    const working = activity ?? (answering === null ? null : { what: answering, progress: null });
    const facts = { manifest, experiment, run, activity: working, engine, runtimeBytes, loaded, held, failed };
    return statusOf({ ...facts, notice, silentSince }, missing, source ?? "nothing");
  },
);

function statusOf(facts: StatusFacts, missing: readonly Failure[], source: DrawnStatus["source"]): DrawnStatus {
  const stale = isStale(facts);
  const phase = phaseOf(facts, source === "live" && !stale);
  const chapter = facts.experiment?.chapter ?? "finding";
  const mixed = chapter !== "differs" && chapter !== "finding";
  const made = facts.manifest?.story.office != null || facts.manifest?.story.sheets != null;
  const screen = { source, stale, mixed, made };
  const busy = phase.kind === "starting" || phase.kind === "working";
  const progress = busy ? bytesNeeded(facts) : null;
  return {
    phase: phase.kind,
    source,
    stale,
    badge: source === "nothing" && (busy || phase.kind === "listing") ? "Waiting" : BADGES[source],
    sentence: sentenceOf(phase, screen, facts.engine),
    brief: briefOf(phase, screen, progress !== null, facts.engine),
    busy,
    progress,
    actions: busy ? ["cancel"] : phase.kind === "idle" ? ["run"] : [],
    notices: noticesOf(facts, phase, stale, missing),
  };
}

const BADGES = { live: "Live", recorded: "Recorded", nothing: "Not computed" } as const;

const SILENCE = "Nothing has arrived for 10 seconds; the page still waits for";
const HELD = "This link asks for long work: many models, or directions found over many prompts. Nothing has begun yet.";
const TWINS = "Both sides are the same model reading the same words, so there is nothing to tell apart.";

function noticesOf(facts: StatusFacts, phase: Phase, stale: boolean, missing: readonly Failure[]): StatusNotice[] {
  const { experiment, failed, notice, silentSince } = facts;
  const notices: StatusNotice[] = [];
  const alert = (text: string, ...actions: readonly StatusAction[]): void =>
    void notices.push({ tone: "alert", text, actions });
  const back: readonly StatusAction[] = stale ? ["goBack"] : [];
  const waited = awaited(facts);
  if (waited && waited.sign === silentSince)
    alert(`${SILENCE} ${waited.what}.`, phase.kind === "listing" ? "reload" : "runAgain");
  if (experiment && JSON.stringify(experiment.left) === JSON.stringify(experiment.right))
    notices.push({ tone: "remark", text: TWINS, actions: [] });
  if (phase.kind === "stopped") {
    const { failure } = phase;
    // What a browser lacks, a new worker lacks as well.
    alert(inWords(failure), failure.kind === "browser" ? "reload" : "startAgain", ...back);
  }
  if (failed) alert(inWords(failed.failure), ...afterFailure(failed, phase, back));
  if (notice) alert(inWords(notice), "dismissNotice");
  for (const failure of missing) alert(inWords(failure), "fetchAgain");
  if (isHeld(facts)) alert(HELD, "runLink");
  return notices;
}

function afterFailure({ of, failure }: Failed, phase: Phase, back: readonly StatusAction[]): readonly StatusAction[] {
  if (of === "list") return ["reload"];
  // Another try is under way, or has to wait for a worker.
  if (phase.kind !== "failed") return ["dismiss"];
  // The same words would be refused again.
  if (failure.kind === "input") return [...back, "dismiss"];
  return [of === "run" ? "runAgain" : "answerAgain", ...back, "dismiss"];
}

const inWords = ({ message, advice }: Failure): string => `${message} ${advice}`.trim();
